"""Whether a schema already holds what is stated, so that a planner's own way of it stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rowsmith.planning.composing.levels import match_value
from rowsmith.planning.composing.work import NotCarriedOut, Work
from rowsmith.planning.reading.parse import (
    Empty,
    Fact,
    Figure,
    Filled,
    Formula,
    Mean,
    Range,
    Relation,
    Share,
    Spread,
    Trend,
    Type,
    Unique,
    Unit,
)
from rowsmith.schema import Column
from rowsmith.schema.columns import (
    BooleanColumn,
    CategoryColumn,
    DatetimeColumn,
    FormulaColumn,
    IdColumn,
    NumberColumn,
)
from rowsmith.schema.expressions import ExpressionError, names_in

_CLOSE = 0.005
"""How far a rate may be from the share that is stated."""
_KINDS: dict[str, tuple[type, ...]] = {
    "integer": (NumberColumn, FormulaColumn, IdColumn),
    "decimal": (NumberColumn, FormulaColumn),
    "boolean": (BooleanColumn,),
    "date": (DatetimeColumn,),
    "datetime": (DatetimeColumn,),
    "time": (DatetimeColumn,),
    "category": (CategoryColumn,),
    "id": (IdColumn,),
    "uuid": (IdColumn,),
}
"""Kinds of columns that hold a stated type; text is held by all others."""


def is_fact_kept(work: Work, fact: Fact) -> bool:
    """Whether the schema holds a fact as it stands."""
    if fact.of is None:
        return False
    try:
        column = work.column_of(fact.of)
        if fact.within is not None and not isinstance(fact.value, Empty | Filled):
            return _in_cases(work, fact, column)
        check = _CHECKS.get(type(fact.value))
        return check is not None and check(work, fact, column)
    except NotCarriedOut:
        return False


def is_relation_kept(work: Work, relation: Relation) -> bool:
    """Whether the schema has the relation, in the direction that is stated."""
    try:
        source, target = work.name_of(relation.of), work.name_of(relation.to)
    except NotCarriedOut:
        return False
    if relation.kind in ("raises", "lowers", "moves"):
        return _is_driven(work, relation, source, target)
    if relation.kind == "unrelated":
        return not work.draft.needs(target, source) and not work.draft.needs(source, target)
    column = work.draft.column(target)
    if isinstance(column, DatetimeColumn):
        return relation.within is None and column.after == source
    return relation.within is None and source in _read_by(column)


def are_levels_kept(work: Work, field: int) -> bool:
    """Whether a category has the values that are stated, all and only those, with their shares."""
    column = work.column_of(field)
    if not isinstance(column, CategoryColumn):
        return False
    levels = work.parse.levels_of(field)
    values = {level.id: match_value(column, level.text) for level in levels}
    if None in values.values() or len(set(values.values())) < len(column.level_values):
        return False
    total = sum(level.share or 0 for level in column.values)
    scale = total if total > 1 + _CLOSE else 1.0
    now = {level.value: (level.share or 0) / scale for level in column.values}
    if any(level.text not in column.level_values for level in levels):
        return False  # spelt otherwise
    for level in levels:
        for fact in work.facts(level.id):
            if isinstance(fact.value, Share):
                value = values[level.id] or ""
                if abs(now.get(value, 0) - fact.value.value) > _CLOSE:
                    return False
    return True


def _share(work: Work, fact: Fact, column: Column) -> bool:
    if not isinstance(fact.value, Share) or not isinstance(column, BooleanColumn):
        return False
    return column.rate is not None and abs(column.rate - fact.value.value) <= _CLOSE


def _type(work: Work, fact: Fact, column: Column) -> bool:
    if not isinstance(fact.value, Type) or fact.value.words or fact.value.decimals is not None:
        return False
    kinds = _KINDS.get(fact.value.kind)
    return not isinstance(column, NumberColumn) if kinds is None else isinstance(column, kinds)


def _formula(work: Work, fact: Fact, column: Column) -> bool:
    if isinstance(fact.value, Formula) and not isinstance(column, FormulaColumn):
        cases: Any = getattr(column, "cases", None) or ()
        read = {
            name
            for source in (column.when, *(one.when for one in cases))
            if source is not None
            for name in names_in(source)
        }
        return all(work.name_of(one) in read for one in fact.value.reads) and bool(read)
    if not isinstance(fact.value, Formula) or not isinstance(column, FormulaColumn):
        return False
    read = _read_by(column)
    return all(work.name_of(one) in read for one in fact.value.reads)


def _presence(work: Work, fact: Fact, column: Column) -> bool:
    if column.when is None or fact.within is None:
        return False
    return work.name_of(fact.within) in names_in(column.when)


def _trend(work: Work, fact: Fact, column: Column) -> bool:
    return isinstance(column, DatetimeColumn) and bool(column.rhythm)


def _range(work: Work, fact: Fact, column: Column) -> bool:
    if not isinstance(fact.value, Range) or not isinstance(column, NumberColumn):
        return False
    wanted = [(fact.value.low, column.min), (fact.value.high, column.max)]
    return all(
        bound is None or (isinstance(bound, Figure) and bound.value == now) for bound, now in wanted
    ) and not (fact.value.low_open or fact.value.high_open)


def _mean(work: Work, fact: Fact, column: Column) -> bool:
    if not isinstance(fact.value, Mean) or not isinstance(column, NumberColumn):
        return False
    return isinstance(fact.value.figure, Figure) and fact.value.figure.value == column.mean


def _spread(work: Work, fact: Fact, column: Column) -> bool:
    if not isinstance(fact.value, Spread) or not isinstance(column, NumberColumn):
        return False
    return not fact.value.figure.percent and fact.value.figure.value == column.sd


def _always(work: Work, fact: Fact, column: Column) -> bool:
    return True


def _unique(work: Work, fact: Fact, column: Column) -> bool:
    return isinstance(column, IdColumn)


_CHECKS: dict[type, Callable[[Work, Fact, Column], bool]] = {
    Share: _share,
    Range: _range,
    Mean: _mean,
    Spread: _spread,
    Type: _type,
    Unit: _always,  # its figures are in it already
    Formula: _formula,
    Empty: _presence,
    Filled: _presence,
    Trend: _trend,
    Unique: _unique,
}
"""Facts that are checked first; the others are carried out again, which changes nothing."""


def _in_cases(work: Work, fact: Fact, column: Column) -> bool:
    """Whether a case of the column that reads the group has the figure."""
    wanted = _figure(fact)
    group = work.name_of(fact.within) if fact.within is not None else ""
    value = work.value_of.get(fact.within or 0, ("", ""))[1]
    cases: Any = getattr(column, "cases", None) or ()
    for case in cases:
        if group in names_in(case.when) and value in case.when:
            now = getattr(case, "mean", getattr(case, "rate", None))
            if wanted is not None and now is not None and abs(now - wanted) <= _CLOSE:
                return True
    return False


def _figure(fact: Fact) -> float | None:
    if isinstance(fact.value, Share):
        return fact.value.value
    if isinstance(fact.value, Mean) and isinstance(fact.value.figure, Figure):
        return fact.value.figure.value
    return None


def _is_driven(work: Work, relation: Relation, source: str, target: str) -> bool:
    """Whether a term of the right sign, a case or a formula reads the source."""
    column = work.draft.column(target)
    if source in _read_by(column):
        return True
    driver = work.draft.drivers.get(target)
    for term in driver.by if driver is not None else ():
        if source not in _names(term.of):
            continue
        plain = term.of.strip("`") == source and relation.of not in work.value_of
        sign = {"raises": 1, "lowers": -1}.get(relation.kind, 0)
        return not plain or sign == 0 or sign * term.weight > 0
    return False


def _read_by(column: Column) -> set[str]:
    return {name for _, source in column.expressions() for name in _names(source)}


def _names(source: str) -> set[str]:
    try:
        return set(names_in(source))
    except ExpressionError:
        return set()
