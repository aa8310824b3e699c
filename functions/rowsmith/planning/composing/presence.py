"""Where a column is there at all: only for some, empty for others, lacking by accident."""

from __future__ import annotations

from rowsmith.planning.composing.conditions import condition, negated
from rowsmith.planning.composing.levels import refit
from rowsmith.planning.composing.rates import fill
from rowsmith.planning.composing.work import NotCarriedOut, Work, needed
from rowsmith.planning.reading.parse import Empty, Fact, Filled, Missing, Relation, Share
from rowsmith.schema.columns import (
    BooleanCase,
    BooleanColumn,
    CategoryCase,
    CategoryColumn,
    IdColumn,
)

_USUAL_LACK = 0.05
"""The share of cells that lack where none is stated."""
_HALF = 0.5


def state_empty(work: Work, fact: Fact, said: Empty) -> None:
    """Leave a column empty, or print a word, within a group. Raises NotCarriedOut."""
    of = needed(fact.of)
    if fact.within is None:
        for name in work.names_of(of):
            _lack(work, name, None)
        return
    _present(work, of, negated(condition(work, fact.within)), said.printed)


def state_filled(work: Work, fact: Fact, said: Filled) -> None:
    """Fill a column within a group only. Raises NotCarriedOut."""
    _present(work, needed(fact.of), condition(work, needed(fact.within)), said.otherwise)


def _present(work: Work, of: int, when: str, otherwise: str | None) -> None:
    """Let the columns of a part be there where a condition holds; several hold together."""
    for name in work.names_of(of):
        column = work.draft.column(name)
        there = column.when
        both = when if there in (None, when) else f"({there}) and ({when})"
        work.draft.put(column.model_copy(update={"when": both, "otherwise": _cell(otherwise)}))


def _cell(text: str | None) -> float | str | None:
    if text is None:
        return None
    try:
        return float(text)
    except ValueError:
        return text


def state_only_if(work: Work, relation: Relation) -> None:
    """Let `to` be yes, or there at all, only where `of` is. Raises NotCarriedOut."""
    when = condition(work, relation.of)
    if relation.to in work.value_of:
        _only_level(work, relation.to, when)
        return
    let_be_only_where(work, relation.to, when)


def let_be_only_where(work: Work, of: int, when: str) -> None:
    """Let a field be yes, or there at all, only where a condition holds. Raises NotCarriedOut."""
    for name in work.names_of(of):
        column = work.draft.column(name)
        if not isinstance(column, BooleanColumn):
            _present(work, of, when, None)
            return
        never = BooleanCase(when=negated(when), rate=0.0)
        cases = [case for case in column.cases or () if case.when != never.when]
        changes: dict[str, object] = {"cases": [never, *cases]}
        if not any(isinstance(fact.value, Share) for fact in work.facts(of)):
            usual = column.rate if column.rate is not None else _HALF
            there = BooleanCase(when=when, rate=round(usual, 6))
            changes = {"rate": None, "cases": [never, *cases, there]}
        work.draft.put(column.model_copy(update=changes))


def _only_level(work: Work, part: int, when: str) -> None:
    """A value that occurs only where a condition holds."""
    name, value = work.value_of[part]
    column = work.draft.column(name)
    if not isinstance(column, CategoryColumn) or len(column.values) < 2:
        raise NotCarriedOut
    case = CategoryCase(when=negated(when), values=refit(column.values, {value: 0.0}))
    work.draft.put(column.model_copy(update={"cases": [*(column.cases or ()), case]}))


def state_missing(work: Work, of: int | None, said: Missing) -> None:
    """Cells that lack by accident, of a field or of all columns. Raises NotCarriedOut."""
    if of is not None:
        for name in work.names_of(of):
            if said.share is not None:
                _lack_nowhere(work, of, name)
            _lack(work, name, said.share)
        return
    draft = work.draft
    names = [
        one.name
        for one in draft.shown()
        if not isinstance(one.column, IdColumn) and one.name not in draft.labels
    ]
    if not names:
        raise NotCarriedOut
    there = {one.column for one in draft.missing if one.when is None}
    for name in names:
        if name not in there:
            _lack(work, name, said.share)


def _lack_nowhere(work: Work, of: int, name: str) -> None:
    """Drop what an outline leaves empty, since the share of all that is was stated."""
    if any(isinstance(fact.value, Empty | Filled) for fact in work.parse.facts_of(of)):
        return
    if any(relation.kind == "only_if" and relation.to == of for relation in work.parse.relations):
        return
    draft = work.draft
    draft.missing = [one for one in draft.missing if one.column != name]
    column = draft.column(name)
    if column.when is not None and column.otherwise is None:
        draft.put(column.model_copy(update={"when": None}))


def _lack(work: Work, name: str, share: float | None) -> None:
    entry = work.draft.entries[name]
    if isinstance(entry.column, IdColumn) and entry.entity is None:
        raise NotCarriedOut
    if share is None:
        share = _USUAL_LACK
        work.note(
            "assumed", f"{share:.0%} of '{entry.header}' lack, since no share was given", name
        )
    fill(work, name, 1 - share)
