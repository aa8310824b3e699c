"""A schema while it is mended: plain JSON, and what was done to it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from pydantic import ValidationError

from rowsmith.errors import Problem
from rowsmith.schema import Schema

Json: TypeAlias = dict[str, Any]

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W\dA-Za-z_]+")
_KEY_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])|[^\W_]+")
_CLOSE = 0.72
_STEM = 5


class Draft:
    """The data, changed in place, one warning for each mend, and what was lost.

    lost: what could not be mended, for whoever wrote it to write again. gone: the names of
    columns and tables that were left out; what names them means no other.
    """

    def __init__(self, data: Json) -> None:
        self.data = data
        self.warnings: list[str] = []
        self.lost: list[Problem] = []
        self.gone: set[str] = set()

    def say(self, warning: str) -> None:
        """Note a mend, in words for whoever asked for the dataset."""
        warning = warning[:1].upper() + warning[1:]
        if warning not in self.warnings:
            self.warnings.append(warning)

    def miss(self, where: str, message: str) -> None:
        """Note what was lost: where it stood, and a predicate that says what is wrong with it."""
        problem = Problem(where, message)
        if problem not in self.lost:
            self.lost.append(problem)

    def lose(self, column: Json, message: str) -> None:
        """Leave out a column that cannot be made."""
        self.miss(f"columns.{column['name']}", message)
        self.gone.add(column["name"])
        self.drop_column(column)

    def near(self, name: str, there: Iterable[str]) -> str | None:
        """The one of `there` that is meant by `name`; None where none is, or it was left out."""
        return None if name in self.gone else closest(name, there)

    def items(self, key: str) -> list[Json]:
        """The objects of a top-level list."""
        return [item for item in self.data.get(key) or () if isinstance(item, dict)]

    def subjects(self) -> Iterator[tuple[Json | None, Json]]:
        """Every column with its entity; None for the row's own."""
        for entity in self.items("entities"):
            for column in entity.get("columns") or ():
                if isinstance(column, dict):
                    yield entity, column
        for column in self.items("columns"):
            yield None, column

    def columns(self) -> dict[str, Json]:
        """The columns by name, the first of each."""
        found: dict[str, Json] = {}
        for _, column in self.subjects():
            if isinstance(column.get("name"), str):
                found.setdefault(column["name"], column)
        return found

    def drop_column(self, column: Json) -> None:
        """Take a column out; nothing else is changed."""
        for holder in (*self.items("entities"), self.data):
            columns = holder.get("columns")
            if isinstance(columns, list):
                holder["columns"] = [other for other in columns if other is not column]

    def replace(self, column: Json, by: Json) -> None:
        """Make another column of this one; it keeps its name."""
        name = column["name"]
        column.clear()
        column.update({"name": name, **by})

    def schema(self) -> Schema | None:
        """The schema, if every key has the form that it must have; not checked further."""
        try:
            return Schema.model_validate(self.data)
        except ValidationError:
            return None


def said_of(where: str) -> str:
    """A place in a schema as the subject of a sentence: `The start of 'order_date'`."""
    section, _, path = where.partition(".")
    name, _, key = path.rpartition(".") if path.count(".") else (path, "", "")
    if section == "columns" and key:
        return f"{'A case' if key == 'cases' else f'The {key}'} of '{name}'"
    if section == "missing" and path:
        return f"What is missing in '{path}'"
    if section in ("columns", "tables", "drivers") and path:
        return f"The {section.removesuffix('s')} '{path}'" if section != "drivers" else f"'{path}'"
    return f"The model's {section}"


@cache
def words() -> dict[str, Any]:
    """What models write and what is meant by it: words.toml."""
    path = files("rowsmith.planning.repair").joinpath("words.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def word_list(name: str) -> list[str]:
    """The words of a name: `signUp_date2` is sign, up, date, 2."""
    return [word.lower() for word in _WORD.findall(name)]


def key_of(text: str) -> str:
    """The text as keys of words.toml are written."""
    return "_".join(word.lower() for word in _KEY_WORD.findall(text))


def closest(name: str, there: Iterable[str]) -> str | None:
    """The one of `there` that is meant by `name`; None where none is near."""
    options = list(dict.fromkeys(there))
    if name in options:
        return name
    folded = {"".join(word_list(option)): option for option in reversed(options)}
    wanted = "".join(word_list(name))
    if wanted and wanted in folded:
        return folded[wanted]
    close = get_close_matches(wanted, list(folded), n=1, cutoff=_CLOSE) if wanted else []
    if close:
        return folded[close[0]]
    return _by_words(name, options)


def _by_words(name: str, options: list[str]) -> str | None:
    """The only option that has all words of `name`, or all of whose words `name` has."""
    wanted = set(word_list(name))
    near = [option for option in options if _within(wanted, set(word_list(option)))]
    return near[0] if len(near) == 1 else None


def of_one_stem(name: str, there: Iterable[str]) -> str | None:
    """The only one of `there` that has a word of the stem of one of `name`: swarm, swarmed."""
    stems = {word[:_STEM] for word in word_list(name) if len(word) >= _STEM}
    near = [option for option in there if stems & {word[:_STEM] for word in word_list(option)}]
    return near[0] if len(near) == 1 else None


def _within(one: set[str], other: set[str]) -> bool:
    return bool(one) and bool(other) and (one <= other or other <= one)
