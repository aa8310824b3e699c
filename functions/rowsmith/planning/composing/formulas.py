"""Columns that the user says how to compute, and rules that the user says they follow."""

from __future__ import annotations

from rowsmith.planning.composing.presence import let_be_only_where
from rowsmith.planning.composing.settle import type_in, types_of
from rowsmith.planning.composing.types import number_of
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.reading.parse import Formula
from rowsmith.schema.columns import FormulaColumn, IdColumn, NumberColumn
from rowsmith.schema.expressions import names_in
from rowsmith.schema.renaming import written

_USUAL_DECIMALS = 2
_DECIMALS_OF_A_RATIO = 4


def state_formula(work: Work, of: int, said: Formula) -> None:
    """Compute a field's column as stated. Raises NotCarriedOut."""
    name = work.name_of(of)
    headers = {read: written(work.name_of(read)) for read in said.reads}
    expression = said.written(headers)
    if expression is None:
        raise NotCarriedOut
    draft = work.draft
    reads = [work.name_of(read) for read in said.reads]
    if any(_is_turned(work, read, name) for read in reads):
        return
    for read in reads:
        _free(work, read, name)
    found = type_in(expression, types_of(draft))
    if found is None:
        for read in reads:
            _count(work, read)
        found = type_in(expression, types_of(draft))
    if found is None:
        raise NotCarriedOut
    column = draft.column(name)
    if found.name == "boolean" and (said.present or _has_levels(work, of)):
        let_be_only_where(work, of, expression)
        return
    if said.present:
        raise NotCarriedOut
    most = _decimals(column, expression)
    if found.name == "number" and found.decimals > most and not expression.startswith("round("):
        expression = f"round({expression}, {most})"
    draft.put(FormulaColumn(name=name, kind="formula", expression=expression))
    draft.drivers.pop(name, None)
    draft.stated.add(name)


def _has_levels(work: Work, of: int) -> bool:
    """Whether a column has values of its own, so that no condition is what it holds."""
    return len(work.parse.levels_of(of)) >= _SEVERAL


_SEVERAL = 2


def _decimals(column: object, expression: str) -> int:
    known = column.decimals if isinstance(column, NumberColumn) else 0
    usual = _DECIMALS_OF_A_RATIO if "/" in expression and "* 100" not in expression else 0
    return max(known, usual, _USUAL_DECIMALS)


def _is_turned(work: Work, read: str, name: str) -> bool:
    """Whether the outline computes what is read from what is to be computed: it holds already."""
    entry = work.draft.entries[read]
    return (
        isinstance(entry.column, FormulaColumn)
        and entry.origin == "outline"
        and name in names_in(entry.column.expression)
    )


def _count(work: Work, read: str) -> None:
    """A number in the place of what is named and is none, since it is computed with."""
    entry = work.draft.entries[read]
    there = types_of(work.draft).get(read)
    fits = there is not None and (there.countable or there.name == "date")
    if not fits and entry.origin == "named" and not isinstance(entry.column, IdColumn):
        work.draft.put(number_of(entry.column))


def _free(work: Work, read: str, name: str) -> None:
    """See that what is read is not made from what is computed: nobody stated that."""
    draft = work.draft
    if read == name or not draft.needs(read, name):
        return
    if read not in draft.stated:
        draft.drivers.pop(read, None)
        column = draft.column(read)
        if isinstance(column, FormulaColumn):
            draft.put(NumberColumn(name=read, kind="number", mean=100, sd=30, min=0))
    if draft.needs(read, name):
        raise NotCarriedOut
