"""What few schemas have, as texts in one list: `more`.

"refund when returned else 0"      "income missing 5% when age < 20"
"typos 3% in city", "duplicates 1%"     "hidden base_price"     "locale de_DE"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from rowsmith.errors import Problem
from rowsmith.planning.model.figures import amount, fraction

Keys = dict[str, Any]

_P = r"(\d*\.?\d+\s*%?)"
_NAME = r"`?([^`]+?)`?"
_MISSING = (
    re.compile(rf"^{_NAME}\s+(?:is\s+)?missing:?\s+{_P}(?:\s+(?:when|if|where)\s+(.+))?$"),
    re.compile(rf"^missing:?\s+{_NAME}:?\s+{_P}(?:\s+(?:when|if|where)\s+(.+))?$"),
)
_DIRT = re.compile(rf"^(outliers|typos|formats|duplicates):?\s+{_P}(?:\s+(?:in|of)\s+{_NAME})?$")
_HIDDEN = re.compile(r"^hidden:?\s+(.+)$")
_LOCALE = re.compile(r"^locale:?\s+(\w+)$")
_WHEN = re.compile(rf"^{_NAME}:?\s+(?:only\s+)?when\s+(.+?)(?:\s+(?:else|otherwise)\s+(.+))?$")


def read_more(full: Keys, said: Any, unread: list[Problem]) -> None:
    """Put into the schema `full` what the texts of `more` say of it."""
    for text in said if isinstance(said, list) else [said]:
        said_something = isinstance(text, str) and text.strip()
        if said_something and not any(read(full, text.strip()) for read in _READ):
            unread.append(Problem("more", f"says '{text}', which cannot be read"))


def _missing(full: Keys, text: str) -> bool:
    match = next((found for pattern in _MISSING if (found := pattern.match(text))), None)
    if match is None:
        return False
    column, share, when = match.groups()
    _add(full, "missing", {"column": column, "share": fraction(share)} | _if_said("when", when))
    return True


def _dirt(full: Keys, text: str) -> bool:
    match = _DIRT.match(text)
    if match is None:
        return False
    what, share, column = match.groups()
    _add(full, "dirt", {"what": what, "share": fraction(share)} | _if_said("column", column))
    return True


def _hidden(full: Keys, text: str) -> bool:
    match = _HIDDEN.match(text)
    for name in match.group(1).split(",") if match else ():
        _add(full, "hidden", name.strip(" `"))
    return match is not None


def _locale(full: Keys, text: str) -> bool:
    match = _LOCALE.match(text)
    if match is not None:
        full["locale"] = match.group(1)
    return match is not None


def _when(full: Keys, text: str) -> bool:
    match = _WHEN.match(text)
    if match is None:
        return False
    name, when, otherwise = match.groups()
    column = next((found for found in _columns(full) if found.get("name") == name), None)
    if column is None:
        return False
    column["when"] = when
    if otherwise is not None:
        value = amount(otherwise)
        column["otherwise"] = otherwise.strip("'\"") if value is None else value
    return True


def _columns(full: Keys) -> Iterator[Keys]:
    for holder in (full, *_objects(full.get("entities"))):
        yield from _objects(holder.get("columns"))


def _objects(items: Any) -> list[Keys]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _if_said(key: str, value: str | None) -> Keys:
    return {} if value is None else {key: value}


def _add(full: Keys, key: str, item: Any) -> None:
    there = full.get(key)
    full[key] = [*there, item] if isinstance(there, list) else [item]


_READ: tuple[Callable[[Keys, str], bool], ...] = (_hidden, _locale, _dirt, _missing, _when)
