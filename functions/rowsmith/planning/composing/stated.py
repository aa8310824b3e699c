"""What was said of each column, so that nothing that must agree changes it."""

from __future__ import annotations

from collections import defaultdict

from rowsmith.planning.coherence.stated import Aspect, Stated
from rowsmith.planning.composing.work import Work
from rowsmith.planning.reading.parse import (
    Distance,
    Empty,
    Fact,
    Filled,
    Formula,
    IdPattern,
    Mean,
    Period,
    Range,
    Relation,
    Shape,
    Share,
    Spread,
    Trend,
    Type,
    Unit,
)
from rowsmith.schema.columns import BooleanColumn, CategoryColumn

_OF_FACTS: dict[type, Aspect] = {
    Range: "figures",
    Mean: "figures",
    Spread: "figures",
    Shape: "figures",
    Period: "figures",
    Share: "values",
    IdPattern: "values",
    Formula: "formula",
    Distance: "order",
    Empty: "presence",
    Filled: "presence",
    Type: "kind",
    Trend: "dependence",
}
"""What of a column is said by a fact."""
_OF_RELATIONS: dict[str, Aspect] = {
    "after": "order",
    "at_least": "order",
    "only_if": "presence",
    "raises": "dependence",
    "lowers": "dependence",
    "moves": "dependence",
    "unrelated": "dependence",
}
"""What of the column that a relation leads to is said by it."""


def stated_of(work: Work, headers: dict[str, str]) -> Stated:
    """What was said, by header; `headers` has that of each of the draft's names."""
    aspects: defaultdict[str, set[Aspect]] = defaultdict(set)
    rates: dict[str, float] = {}
    units: dict[str, str] = {}
    for fact in work.parse.facts:
        for name in _names(work, fact.of):
            aspects[headers[name]] |= _said(fact)
            if _is_rate(work, name, fact):
                rates[headers[name]] = fact.value.value  # type: ignore[union-attr]
            if isinstance(fact.value, Unit):
                units[headers[name]] = fact.value.text
    for name in work.dated & set(headers):
        aspects[headers[name]].add("figures")
    for relation in work.parse.relations:
        _add_relation(work, relation, headers, aspects)
    for field in work.parse.columns():
        for name in _names(work, field.id):
            if work.parse.levels_of(field.id):
                aspects[headers[name]].add("values")
            if field.role == "target":
                aspects[headers[name]].add("label")
            if field.yes_no:
                aspects[headers[name]].add("kind")
    usual = {
        entry.header
        for entry in work.draft.entries.values()
        if entry.origin == "outline" and entry.header not in aspects
    }
    said = {header: frozenset(found) for header, found in aspects.items()}
    return Stated(said, rates, units, frozenset(usual))


def _names(work: Work, part: int | None) -> tuple[str, ...]:
    if part in work.value_of:
        names: tuple[str, ...] = (work.value_of[part][0],)
    else:
        names = work.columns_of.get(part, ()) if part is not None else ()
    return tuple(name for name in names if name in work.draft.entries)


def _said(fact: Fact) -> set[Aspect]:
    aspect = _OF_FACTS.get(type(fact.value))
    return {aspect} if aspect is not None else set()


def _is_rate(work: Work, name: str, fact: Fact) -> bool:
    """Whether a share is of something else than the rows: `vat 19%`."""
    column = work.draft.column(name)
    whole = fact.within is None and fact.of not in work.value_of
    return (
        isinstance(fact.value, Share)
        and whole
        and not isinstance(column, BooleanColumn | CategoryColumn)
    )


def _add_relation(
    work: Work,
    relation: Relation,
    headers: dict[str, str],
    aspects: defaultdict[str, set[Aspect]],
) -> None:
    aspect = _OF_RELATIONS[relation.kind]
    ends = (relation.of, relation.to) if aspect == "order" else (relation.to,)
    for end in ends:
        for name in _names(work, end):
            aspects[headers[name]].add(aspect)
