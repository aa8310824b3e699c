"""What a value of a schema is, whatever it was written as."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from rowsmith.planning.repair.draft import Draft, Json, closest, key_of
from rowsmith.schema.columns import LARGEST

_SILENT = frozenset(
    {
        "description",
        "comment",
        "notes",
        "dtype",
        "data_type",
        "nullable",
        "required",
        "id",
        "locale",
    }
)
"""Keys that say nothing the engine could follow; left out without a word."""
_TEXTS = frozenset(
    {"kind", "name", "field", "provider", "table", "style", "tone", "topic", "shape", "role"}
    | {"precision", "pattern", "after", "expression", "of", "when", "column", "what"}
)
_LONGEST = 1_000
"""Longer than any text of a schema may be, and short enough to be read quickly."""
_AMOUNT = re.compile(r"^[^\w.+-]?\s*([+-]?[\d,]*\.?\d+(?:[eE][+-]?\d+)?)\s*(%|k)?\s*$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def clean(value: Any, longest: int) -> str:
    """Text on one line, without control characters, not longer than `longest`."""
    return _CONTROL.sub(" ", str(value)).strip()[:longest].strip()


def number_in(value: Any) -> float | int | None:
    """The number that a value is or spells; None where it is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        match = _AMOUNT.match(value)
        if match is None:
            return None
        value = float(match.group(1).replace(",", "")) * {"%": 0.01, "k": 1000}.get(
            match.group(2), 1
        )
        value = round(value, 12)
    if not isinstance(value, int | float) or not math.isfinite(value):
        return None
    value = max(-LARGEST, min(LARGEST, value))
    return int(value) if float(value).is_integer() else value


def cell(value: Any) -> str:
    """A cell of a table, or a level, as its text."""
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:.15g}"
    return clean(value, 200)


def as_list(value: Any, *, names: bool) -> list[Any]:
    """A list of objects, or of names, from a list, an object by names, or a single one."""
    if isinstance(value, list):
        if names:
            return [item.get("name") if isinstance(item, dict) else item for item in value]
        return value
    if isinstance(value, dict) and not names:
        inner = [(name, item) for name, item in value.items() if isinstance(item, dict)]
        return [{"name": name, **item} for name, item in inner] if inner else [value]
    return [value] if isinstance(value, str) and value.strip() else []


def rename_keys(item: Json, aliases: Mapping[str, str]) -> None:
    """Call the keys of `item` what they mean, where it has not that key already."""
    for key in list(item):
        meant = aliases.get(key_of(key))
        if meant and meant not in item:
            item[meant] = item.pop(key)


def as_texts(item: Json) -> None:
    """Keys that hold a text hold one: a number or a flag is written out, a list goes."""
    for key in _TEXTS & item.keys():
        if isinstance(item[key], bool | int | float):
            item[key] = cell(item[key])
        elif isinstance(item[key], str):
            item[key] = item[key][:_LONGEST]
        else:
            del item[key]


def only_known(draft: Draft, item: Json, known: Mapping[str, object], where: str) -> None:
    """Leave out keys that are null, and, with a warning, those that are not known."""
    for key in list(item):
        if item[key] is None:
            del item[key]
        elif key not in known:
            del item[key]
            if key not in _SILENT:
                draft.say(f"'{clean(key, 40)}' is not a key of {where} and was left out.")


def as_number(draft: Draft, item: Json, key: str, where: str) -> None:
    """Make the value of a key, where it is there, a finite number, or leave the key out."""
    if key not in item or (isinstance(item[key], int | float) and math.isfinite(item[key])):
        if isinstance(item.get(key), bool):
            del item[key]
        elif key in item:
            item[key] = number_in(item[key])
        return
    value = number_in(item[key])
    if value is None:
        draft.say(f"{key} of {where} was no number and was left out.")
        del item[key]
    else:
        draft.say(f"{key} of {where} was written '{clean(item[key], 40)}'; {value:g} was read.")
        item[key] = value


def choose(
    draft: Draft, column: Json, key: str, known: tuple[str, ...], aliases: dict[str, str]
) -> None:
    """A value of a fixed set: as meant, or left out where that cannot be told."""
    written = column.get(key)
    if written is None or written in known:
        return
    meant = aliases.get(key_of(str(written))) or closest(str(written), known)
    if meant in known:
        column[key] = meant
        draft.say(f"The {key} of '{column['name']}' was '{clean(written, 40)}'; {meant} was taken.")
    else:
        del column[key]
        draft.say(f"The {key} of '{column['name']}', '{clean(written, 40)}', is not known.")


def as_flag(column: Json, key: str) -> None:
    """Make the value of a key, where it is there, true or false."""
    value = column.get(key)
    if value is None or isinstance(value, bool):
        return
    column[key] = str(value).strip().lower() in ("true", "yes", "1")
