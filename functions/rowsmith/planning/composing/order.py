"""Which of two columns is later or greater: `after`, `at least`, `never more than`."""

from __future__ import annotations

from rowsmith.planning.composing.figures import Figures, fit_number
from rowsmith.planning.composing.moments import in_days, set_after
from rowsmith.planning.composing.settle import types_of
from rowsmith.planning.composing.types import date_of, number_of
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.reading.parse import Distance, Relation
from rowsmith.schema import Column
from rowsmith.schema.columns import (
    DatetimeColumn,
    FormulaColumn,
    IdColumn,
    NumberColumn,
    PersonColumn,
    TextColumn,
)
from rowsmith.schema.expressions import names_in
from rowsmith.schema.renaming import written
from rowsmith.schema.typing import ValueType

_MARGIN = 0.3
"""How far a bounded number usually lies from its bound, as a share of the bound."""


def state_order(work: Work, relation: Relation) -> None:
    """Let `to` be later or greater than `of`. Raises NotCarriedOut."""
    if relation.of in work.value_of or relation.to in work.value_of:
        raise NotCarriedOut
    first, then = work.name_of(relation.of), work.name_of(relation.to)
    if first == then:
        raise NotCarriedOut
    types = types_of(work.draft)
    before, after = work.draft.column(first), work.draft.column(then)
    if _is_ordered_already(work, first, then):
        return
    if _is_date(before, types) and _may_be_date(work, then):
        _order_dates(work, first, then, relation)
    elif _is_date(after, types) and _may_be_date(work, first):
        work.draft.put(date_of(before))
        _order_dates(work, first, then, relation)
    elif _is_number(before, types) and _is_number(after, types):
        _order_numbers(work, first, then, relation)
    elif relation.kind == "after" and _may_be_date(work, first) and _may_be_date(work, then):
        work.draft.put(date_of(before))
        _order_dates(work, first, then, relation)
    else:
        raise NotCarriedOut


def _is_ordered_already(work: Work, first: str, then: str) -> bool:
    """Whether the outline computes the one from the other, which keeps their order."""
    column = work.draft.column(then)
    other = work.draft.column(first)
    return any(
        isinstance(one, FormulaColumn)
        and work.draft.entries[one.name].origin == "outline"
        and two.name in names_in(one.expression)
        for one, two in ((column, other), (other, column))
    )


def _is_date(column: Column, types: dict[str, ValueType]) -> bool:
    if isinstance(column, DatetimeColumn):
        return True
    return types.get(column.name, ValueType("text")).name == "date"


def _may_be_date(work: Work, name: str) -> bool:
    """Whether a column is a date, or not known to be anything else."""
    entry = work.draft.entries[name]
    amount = entry.sure and isinstance(entry.column, NumberColumn)
    named = entry.origin == "named" and not amount
    return isinstance(entry.column, DatetimeColumn) or entry.guessed or named


def _is_number(column: Column, types: dict[str, ValueType]) -> bool:
    return types.get(column.name, ValueType("text")).name == "number" and not isinstance(
        column, IdColumn | TextColumn
    )


def _order_dates(work: Work, first: str, then: str, relation: Relation) -> None:
    set_after(work, then, first, relation.within, strict=relation.strict)


def _order_numbers(work: Work, first: str, then: str, relation: Relation) -> None:
    """Bound the greater one from below; where that closes a circle, the lesser from above."""
    draft = work.draft
    if not draft.needs(first, then) and _can_be_bounded(draft.column(then)):
        column, bound, sign = number_of(draft.column(then)), "min", 1
        other = first
    elif not draft.needs(then, first) and _can_be_bounded(draft.column(first)):
        column, bound, sign = number_of(draft.column(first)), "max", -1
        other = then
    else:
        raise NotCarriedOut
    column = _beside(column, draft.column(other), sign)
    near, far = _edges(written(other), sign, relation, column)
    changes: dict[str, object] = {bound: near}
    if far is not None:
        changes["max" if bound == "min" else "min"] = far
    draft.put(column.model_copy(update=changes))


def _can_be_bounded(column: Column) -> bool:
    return isinstance(column, NumberColumn) or (
        isinstance(column, PersonColumn) and column.field == "age"
    )


def _edges(
    other: str, sign: int, relation: Relation, column: NumberColumn
) -> tuple[str, str | None]:
    """The expressions of the near and the far bound."""
    joint = "+" if sign > 0 else "-"
    distance = relation.within
    step = 10.0**-column.decimals if relation.strict else 0.0
    low = _figure(distance, distance.low) if distance is not None else None
    high = _figure(distance, distance.high) if distance is not None else None
    least = low if low else step
    near = f"{other} {joint} {least:g}" if least else other
    return near, f"{other} {joint} {high:g}" if high is not None else None


def _figure(distance: Distance | None, figure: float | None) -> float | None:
    if distance is None or figure is None:
        return None
    return in_days(distance, figure) if distance.unit is not None else figure


def _beside(column: NumberColumn, other: Column, sign: int) -> NumberColumn:
    """A number whose usual level lies on the right side of the column that bounds it."""
    limit = other.mean if isinstance(other, NumberColumn) else None
    if column.mean is None or not limit or limit < 0:
        return column
    wanted = limit * (1 + _MARGIN) if sign > 0 else limit * (1 - _MARGIN)
    right = column.mean >= wanted if sign > 0 else column.mean <= wanted
    if right or column.mean <= 0:
        return column
    factor = wanted / column.mean
    sd = (column.sd or column.mean * 0.25) * min(factor, 1.5)
    figures = Figures(mean=round(wanted, 4), sd=round(sd, 4))
    return fit_number(column, figures)


def state_distance(work: Work, of: int, said: Distance) -> None:
    """A distance whose relation was not stated: from the date that comes before."""
    name = work.name_of(of)
    column = work.draft.column(name)
    if isinstance(column, DatetimeColumn) and column.after is not None:
        first: str | None = column.after
    else:
        first = _date_before(work, name)
    if first is None:
        raise NotCarriedOut
    set_after(work, name, first, said, strict=False)


def _date_before(work: Work, name: str) -> str | None:
    """The nearest date that is named before a column."""
    names = list(work.draft.entries)
    before = [
        one
        for one in names[: names.index(name)]
        if isinstance(work.draft.column(one), DatetimeColumn) and one not in work.draft.hidden
    ]
    return before[-1] if before else None
