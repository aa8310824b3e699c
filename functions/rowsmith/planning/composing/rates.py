"""Shares that are stated of a field: of its yes, or of the rows where it is filled."""

from __future__ import annotations

from collections.abc import Callable

from rowsmith.planning.composing.conditions import yes_of
from rowsmith.planning.composing.levels import refit
from rowsmith.planning.composing.types import truth_of
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.knowledge.name_forms import is_done
from rowsmith.planning.reading.parse import Share
from rowsmith.schema import Column, Missing
from rowsmith.schema.columns import BooleanColumn, CategoryColumn, FormulaColumn, NumberColumn

_DATED = frozenset({"datetime", "formula"})
"""Kinds of what may be the day of something, of which a share says how often it happens."""
_FILLED_KINDS = frozenset({"datetime", "person", "place", "faker", "lookup", "text", "id"})
"""Kinds of which a share is that of the filled cells."""


def state_share(work: Work, of: int, said: Share) -> None:
    """Carry out a share of a field. Raises NotCarriedOut."""
    field = work.field(of)
    levels = {level.id for level in work.parse.levels_of(of)}
    for name in work.names_of(of):
        column = work.draft.column(name)
        if levels and not isinstance(column, BooleanColumn):
            _share_of_levels(work, of, said)
            continue
        entry = work.draft.entries[name]
        if field is not None and column.kind in _DATED and is_done(field.words):
            column = truth_of(column)  # `hired (25%)`
        asked = field is not None and field.yes_no and not isinstance(column, CategoryColumn)
        if asked or (entry.guessed and not isinstance(column, BooleanColumn)):
            column = truth_of(column)
        if column.kind in _FILLED_KINDS:
            fill(work, name, said.value)
            continue
        make = _SHARES.get(column.kind)
        if make is None:
            raise NotCarriedOut
        work.draft.put(make(column, said.value))


def _share_of_levels(work: Work, of: int, said: Share) -> None:
    """A share of a column whose values have theirs is one of those, said of the column too."""
    levels = {level.id for level in work.parse.levels_of(of)}
    if not any(fact.of in levels and fact.value == said for fact in work.parse.facts):
        raise NotCarriedOut


def fill(work: Work, name: str, share: float, when: str | None = None) -> None:
    """Let a share of a column's cells be filled, in the rows of `when` or in all."""
    kept = [one for one in work.draft.missing if one.column != name or one.when != when]
    lack = round(min(max(1 - share, 0.0), 1.0), 6)
    work.draft.missing = [*kept, Missing(column=name, share=lack, when=when)]


def _boolean(column: BooleanColumn, share: float) -> Column:
    return column.model_copy(update={"rate": round(share, 6), "cases": None})


def _category(column: CategoryColumn, share: float) -> Column:
    """The share of the value that says yes; a category without one becomes yes or no."""
    yes = yes_of(column.values)
    if yes is None:
        return _boolean(truth_of(column), share)
    return column.model_copy(update={"values": refit(column.values, {yes: share}), "cases": None})


def _number(column: NumberColumn, share: float) -> Column:
    """A number that is in per cent has it as its mean; any other becomes yes or no."""
    whole = isinstance(column.max, int | float) and column.max == 100
    fraction = isinstance(column.max, int | float) and column.max == 1
    if (whole or fraction) and column.mean is not None:
        return column.model_copy(update={"mean": round(share * (100 if whole else 1), 6)})
    return _boolean(truth_of(column), share)


def _formula(column: FormulaColumn, share: float) -> Column:
    return _boolean(truth_of(column), share)


_SHARES: dict[str, Callable[..., Column]] = {
    "boolean": _boolean,
    "category": _category,
    "number": _number,
    "formula": _formula,
}
