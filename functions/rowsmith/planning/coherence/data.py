"""The relations' data files, read once, and checked with file and place."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

_FOLDER = resources.files("rowsmith.planning.coherence") / "relations"


class Data(BaseModel):
    """Strict: a key that nobody reads is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Data):
    """Words of headers; see the file."""

    dates: frozenset[str]
    numbers: frozenset[str]
    says_date: frozenset[str]
    no_date: frozenset[str]
    activities: frozenset[str]
    says_moment: frozenset[str]
    flags: frozenset[str]
    rates: frozenset[str]
    means: frozenset[str]
    totals: frozenset[str]
    extremes: frozenset[str]
    modifiers: frozenset[str]


Form = TypeVar("Form", bound=Data)


def read(file: str, form: type[Form]) -> Form:
    """A file of relations. Raises ValueError that names the file and what is wrong in it."""
    try:
        found: dict[str, Any] = tomllib.loads((_FOLDER / file).read_text("utf-8"))
        return form.model_validate(found)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ValueError(f"{file}: {error}") from error


@lru_cache(maxsize=1)
def words() -> Words:
    """Words of headers."""
    return read("words.toml", Words)
