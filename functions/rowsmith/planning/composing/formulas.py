"""Columns that the user says how to compute, and rules that the user says they follow."""

from __future__ import annotations

from rowsmith.planning.composing.settle import type_in, types_of
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.reading.parse import Formula
from rowsmith.schema.columns import FormulaColumn, NumberColumn
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
    for read in said.reads:
        _free(work, work.name_of(read), name)
    found = type_in(expression, types_of(draft))
    if found is None:
        raise NotCarriedOut
    column = draft.column(name)
    most = _decimals(column, expression)
    if found.name == "number" and found.decimals > most and not expression.startswith("round("):
        expression = f"round({expression}, {most})"
    draft.put(FormulaColumn(name=name, kind="formula", expression=expression))
    draft.drivers.pop(name, None)
    draft.stated.add(name)


def _decimals(column: object, expression: str) -> int:
    known = column.decimals if isinstance(column, NumberColumn) else 0
    usual = _DECIMALS_OF_A_RATIO if "/" in expression and "* 100" not in expression else 0
    return max(known, usual, _USUAL_DECIMALS)


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
