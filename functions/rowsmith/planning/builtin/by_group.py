"""Rates that differ by group: `conversion 5% vs 7%`, `12% for women and 18% for men`."""

from __future__ import annotations

from typing import Any

from rowsmith.planning.builtin.columns import same_value
from rowsmith.planning.builtin.draft import Draft, DraftColumn
from rowsmith.planning.builtin.rename import written
from rowsmith.planning.builtin.terms import levels_of, quoted

Keys = dict[str, Any]


def set_rates(draft: Draft, column: DraftColumn) -> bool:
    """Give a yes-or-no column its rate in each group that was named; whether that was done."""
    rates = column.details.rates
    if not rates or column.kind != "boolean":
        return False
    for other in draft.visible():
        if other is column:
            continue
        levels = _levels(draft, other, [word for word, _ in rates])
        if levels is None:
            continue
        name = written(other.name)
        column.keys["cases"] = [
            {"when": f"{name} == {quoted(level)}", "rate": round(rate, 4)}
            for level, (_, rate) in zip(levels, rates, strict=True)
        ]
        if set(levels) == set(levels_of(draft, other)):
            column.keys.pop("rate", None)  # that of all rows is what the groups make it
        draft.drivers = [one for one in draft.drivers if one["column"] != other.name]
        return True
    return False


def _levels(draft: Draft, column: DraftColumn, said: list[str | None]) -> list[str] | None:
    """The values that the words of the rates mean, in their order; None where one is lacking."""
    levels = levels_of(draft, column)
    if all(word is None for word in said):
        return levels if column.kind == "category" and len(levels) == len(said) else None
    found = [next((one for one in levels if word and same_value(one, word)), None) for word in said]
    return [level for level in found if level is not None] if all(found) else None
