"""What a column counts: money in its currency, thousands as such."""

from __future__ import annotations

from rowsmith.planning.composing.scales import per_dollar
from rowsmith.planning.composing.types import number_of
from rowsmith.planning.composing.work import Work
from rowsmith.planning.reading.parse import Unit
from rowsmith.schema.columns import NumberColumn


def state_unit(work: Work, of: int, said: Unit) -> None:
    """Count a field's columns in the unit stated: money in its currency, thousands as such."""
    for name in work.names_of(of):
        entry = work.draft.entries[name]
        column = entry.column
        if entry.guessed and not isinstance(column, NumberColumn):
            column = number_of(column)
        factor = 1 / said.scale
        if isinstance(column, NumberColumn) and (column.mean or said.scale) < said.scale:
            # Known in millions already.
            factor = 1
        if said.currency is not None and entry.known is not None and entry.known.unit == "money":
            factor *= per_dollar(said.currency)
        if isinstance(column, NumberColumn):
            work.draft.put(scaled(column, factor))


def scaled(column: NumberColumn, factor: float) -> NumberColumn:
    """A number with all its usual figures multiplied."""
    if factor == 1:
        return column
    changes: dict[str, object] = {
        key: _rounded(value * factor)
        for key in ("mean", "sd", "min", "max")
        if isinstance(value := getattr(column, key), int | float)
    }
    if factor < 0.1:
        changes["decimals"] = max(column.decimals, 1)
    elif factor >= 50:
        changes["decimals"] = 0
    if column.cases:
        changes["cases"] = [
            case.model_copy(
                update={
                    "mean": _rounded(case.mean * factor),
                    "sd": None if case.sd is None else _rounded(case.sd * factor),
                }
            )
            for case in column.cases
        ]
    return column.model_copy(update=changes)


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")
