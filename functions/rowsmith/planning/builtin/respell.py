"""When the user gives a domain's category other values: what compares with the old ones follows.

A value that is only written another way (`Basic`, `basic`) is written so everywhere. What
compares with a value that is gone can never hold, and what computes with levels that are no
numbers now has no result: such a case or term is dropped, and a column computed so is
returned, for the caller to make otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rowsmith.planning.builtin.draft import Draft, DraftColumn
from rowsmith.planning.builtin.rename import names_in
from rowsmith.schema.typing import is_number

Keys = dict[str, Any]

_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


class _Follower:
    """Rewrites the expressions that read the column `name`."""

    def __init__(self, name: str, old: Sequence[str], new: Sequence[str]) -> None:
        self._name = name
        by_lower = {value.lower(): value for value in new}
        self._spelling = {
            value: by_lower[value.lower()] for value in old if value.lower() in by_lower
        }
        self._gone = set(old) - set(self._spelling)
        self._no_number_now = all(map(is_number, old)) and not all(map(is_number, new))

    def rewritten(self, expression: str) -> str | None:
        """The expression with the new spelling; None where it needs what is gone."""
        if self._name not in names_in(expression):
            return expression
        if self._no_number_now or any(value in self._gone for value in self._values(expression)):
            return None
        return _QUOTED.sub(self._spelled, expression)

    def entries(self, entries: Sequence[Keys], key: str) -> list[Keys]:
        """Cases, terms or missing entries with their `key` rewritten, those that hold still."""
        kept = []
        for entry in entries:
            expression = entry.get(key)
            said = None if expression is None else self.rewritten(str(expression))
            if expression is None or said is not None:
                kept.append(entry if expression is None else {**entry, key: said})
        return kept

    def _values(self, expression: str) -> list[str]:
        return [single or double for single, double in _QUOTED.findall(expression)]

    def _spelled(self, match: re.Match[str]) -> str:
        value = match[1] or match[2]
        return repr(self._spelling[value]) if value in self._spelling else match.group()


def follow_values(draft: Draft, name: str, old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Rewrite what reads the category `name`; the columns computed from a value that is gone."""
    follower = _Follower(name, old, new)
    lost = [column.name for column in draft.columns if not _followed(column, follower)]
    for driver in draft.drivers:
        driver["by"] = follower.entries(driver["by"], "of")
    draft.drivers = [driver for driver in draft.drivers if driver["by"]]
    draft.missing = follower.entries(draft.missing, "when")
    return lost


def _followed(column: DraftColumn, follower: _Follower) -> bool:
    """Rewrite a column's expressions; False where it is computed from what is gone."""
    keys = dict(column.keys)
    if keys.get("cases"):
        keys["cases"] = follower.entries(keys["cases"], "when") or None
    for key in ("expression", "min", "max", "within"):
        if isinstance(keys.get(key), str):
            keys[key] = follower.rewritten(keys[key])
    column.keys = {key: value for key, value in keys.items() if value is not None}
    return column.kind != "formula" or "expression" in column.keys
