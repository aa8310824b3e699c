"""Columns that the user says how to compute, and rules that the user says they follow."""

from __future__ import annotations

from rowsmith.planning.composing.presence import let_be_only_where
from rowsmith.planning.composing.settle import type_in, types_of
from rowsmith.planning.composing.spreads import spread_of
from rowsmith.planning.composing.types import number_of
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.english.words import words
from rowsmith.planning.reading.parse import Formula
from rowsmith.schema.columns import FormulaColumn, IdColumn, NumberColumn
from rowsmith.schema.expressions import names_in
from rowsmith.schema.renaming import written

_USUAL_DECIMALS = 2
_NOISE = 0.3
"""The error that is asked for without a figure, as a share of the sd of what is computed."""
_DECIMALS_OF_A_RATIO = 4


def state_formula(work: Work, of: int, said: Formula) -> None:
    """Compute a field's column as stated. Raises NotCarriedOut."""
    name = work.name_of(of)
    headers = {read: written(work.name_of(read)) for read in said.reads}
    expression = said.written(headers)
    draft = work.draft
    if expression is None and said.part is not None:
        expression = f"{_whole(work, name, said.whole)} * {said.part:g}"
    if expression is None:
        raise NotCarriedOut
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
    rounds = found.name == "number" and (found.decimals > most or said.noise)
    if rounds and not expression.startswith("round("):
        expression = f"round({expression}, {most})"
    noise = _noise(work, expression) if said.noise and found.name == "number" else None
    draft.put(FormulaColumn(name=name, kind="formula", expression=expression, noise=noise))
    draft.drivers.pop(name, None)
    draft.stated.add(name)


def _has_levels(work: Work, of: int) -> bool:
    """Whether a column has values of its own, so that no condition is what it holds."""
    return len(work.parse.levels_of(of)) >= _SEVERAL


_SEVERAL = 2


def _noise(work: Work, expression: str) -> float:
    """The sd of the error that is asked for: a part of what the formula spreads by itself.

    Raises NotCarriedOut where that is not known.
    """
    columns = {entry.name: entry.column for entry in work.draft.entries.values()}
    spread = spread_of(expression, columns)
    if not spread:
        raise NotCarriedOut
    return float(f"{spread * _NOISE:.3g}")


def _whole(work: Work, name: str, said: str) -> str:
    """What a share is taken of: what is called so, else the amount before tax.

    Raises NotCarriedOut where there is none.
    """
    draft = work.draft
    entries = [entry for entry in draft.entries.values() if entry.name != name]
    wanted = set(words(said)) or _NET
    for among in (wanted, _NET) if wanted & (_NET | {"total"}) else (wanted,):
        for entry in entries:
            number = isinstance(entry.column, NumberColumn | FormulaColumn)
            if number and set(words(entry.header)) & among and not draft.needs(entry.name, name):
                return written(entry.name)
    if not wanted & (_NET | {"total"}):
        raise NotCarriedOut
    count, price = (_first(work, name, wanted) for wanted in (_COUNTS, _PRICES))
    if price is None:
        raise NotCarriedOut
    return written(price) if count is None else f"{written(count)} * {written(price)}"


_NET = frozenset({"subtotal", "net", "amount"})
_COUNTS = frozenset({"quantity", "qty", "units"})
_PRICES = frozenset({"price", "rate", "cost"})


def _first(work: Work, name: str, wanted: frozenset[str]) -> str | None:
    """The first other column of whose header a word is wanted."""
    return next(
        (
            entry.name
            for entry in work.draft.entries.values()
            if entry.name != name and set(words(entry.header)) & wanted
        ),
        None,
    )


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
