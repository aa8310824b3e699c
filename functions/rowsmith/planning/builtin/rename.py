"""Column names inside expressions: which are read, and renaming them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rowsmith.schema.expressions import ExpressionError, names, parse

Keys = dict[str, Any]

_TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|`(?P<quoted>[^`]+)`|(?P<name>[^\W\d]\w*)")
_BRACE = re.compile(r"\{([^{}]+)\}")
_EXPRESSION_KEYS = ("expression", "min", "max", "within", "when", "of")
_NAME_KEYS = ("after", "tone", "topic", "column")


def names_in(expression: str) -> frozenset[str]:
    """The columns that an expression reads; none where it cannot be read."""
    try:
        return names(parse(expression))
    except ExpressionError:
        return frozenset()


def renamed(expression: str, new: Mapping[str, str]) -> str:
    """The expression with columns renamed; texts in quotes stay."""

    def replace(match: re.Match[str]) -> str:
        name = match["quoted"] or match["name"]
        return written(new[name]) if name in new else match.group()

    return _TOKEN.sub(replace, expression)


def written(name: str) -> str:
    """A column's name as an expression reads it."""
    try:
        return name if names(parse(name)) == {name} else f"`{name}`"
    except ExpressionError:
        return f"`{name}`"


def rename_keys(keys: Keys, new: Mapping[str, str]) -> Keys:
    """A column, driver or missing entry with the columns that it reads renamed."""
    found = dict(keys)
    for key in _EXPRESSION_KEYS:
        if isinstance(found.get(key), str):
            found[key] = renamed(found[key], new)
    for key in _NAME_KEYS:
        if found.get(key) in new:
            found[key] = new[found[key]]
    if isinstance(found.get("pattern"), str):
        found["pattern"] = _BRACE.sub(
            lambda match: "{" + new.get(match[1], match[1]) + "}", found["pattern"]
        )
    for key in ("cases", "by"):
        if isinstance(found.get(key), list):
            found[key] = [rename_keys(part, new) for part in found[key]]
    return found


def reads_of(keys: Keys) -> set[str]:
    """The columns that a column's own keys read."""
    found: set[str] = set()
    for key in ("expression", "min", "max", "within", "when"):
        if isinstance(keys.get(key), str):
            found |= names_in(keys[key])
    found |= {str(keys[key]) for key in ("after", "tone") if keys.get(key)}
    if isinstance(keys.get("pattern"), str):
        found |= set(_BRACE.findall(keys["pattern"]))
    for case in keys.get("cases") or ():
        found |= reads_of(case)
    return found
