"""Groups that differ from the others by a stated factor or difference: `twice`, `5 more`."""

from __future__ import annotations

from rowsmith.planning.composing.conditions import condition, in_range, share_in_range, share_of
from rowsmith.planning.composing.groups import Group
from rowsmith.planning.composing.work import Work
from rowsmith.planning.reading.parse import Relation, Strength
from rowsmith.schema.columns import BooleanColumn, NumberCase, NumberColumn


def is_group(work: Work, relation: Relation) -> bool:
    """Whether an effect is that of some rows, not of more or less of a column."""
    part = relation.of
    grouped = part in work.value_of or relation.where is not None
    return grouped or isinstance(work.column_of(part), BooleanColumn)


def group_of(work: Work, relation: Relation) -> str:
    """An expression that holds in the rows of an effect's source. Raises NotCarriedOut."""
    if relation.where is None:
        return condition(work, relation.of)
    return in_range(work.column_of(relation.of), relation.where)


def size_of(work: Work, relation: Relation) -> float | None:
    """The share of rows that an effect's source is, 0 to 1; None where it is not known."""
    if relation.where is None:
        return share_of(work, relation.of)
    return share_in_range(work.column_of(relation.of), relation.where)


def shift_group(work: Work, column: NumberColumn, relation: Relation, said: Strength) -> None:
    """A group whose mean is a multiple of, or differs from, that of the others."""
    whole = column.mean
    if whole is None:
        whole = _middle(column)
        changes = {"shape": "normal", "mean": whole, "sd": _width(column) / 6}
        column = column.model_copy(update=changes)
    share = size_of(work, relation)
    p = 0.5 if share is None else min(max(share, 0.0), 1.0)
    sign = -1.0 if relation.kind == "lowers" else 1.0
    if said.by == "factor":
        factor = abs(said.value) or 1.0
        if relation.kind == "lowers" and factor > 1:
            factor = 1 / factor
        others = whole / (p * factor + 1 - p)
        mean, spread = others * factor, (column.sd or abs(whole) * 0.2) * factor
    else:
        others = whole - p * sign * abs(said.value)
        mean, spread = others + sign * abs(said.value), column.sd or abs(whole) * 0.2
    group = Group(relation.of, group_of(work, relation))
    there = column.cases if column.name in work.draft.stated else None
    cases = [case for case in there or () if case.when != group.when]
    case = NumberCase(when=group.when, mean=round(mean, 6), sd=round(spread, 6))
    changed = column.model_copy(update={"cases": [*cases, case]})
    work.draft.put(_with_room(changed, mean, spread))
    work.draft.stated.add(column.name)


def _with_room(column: NumberColumn, mean: float, sd: float) -> NumberColumn:
    """Bounds that leave room for another mean."""
    changes: dict[str, object] = {}
    if isinstance(column.max, int | float) and mean + 2 * sd > column.max:
        changes["max"] = round(mean + 4 * sd, 4)
    if isinstance(column.min, int | float) and mean < column.min:
        changes["min"] = round(min(mean - 2 * sd, column.min), 4)
    return column.model_copy(update=changes) if changes else column


def _middle(column: NumberColumn) -> float:
    low = column.min if isinstance(column.min, int | float) else 0.0
    return low + _width(column) / 2


def _width(column: NumberColumn) -> float:
    low = column.min if isinstance(column.min, int | float) else 0.0
    high = column.max if isinstance(column.max, int | float) else low + 100
    return high - low
