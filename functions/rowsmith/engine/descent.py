"""Which columns come from which: what moves a label, and what gives it away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from rowsmith.schema import columns as kinds
from rowsmith.schema.columns import Case, Column
from rowsmith.schema.dependencies import driver_of, reads
from rowsmith.schema.expressions import names, parse
from rowsmith.schema.model import Schema

Graph: TypeAlias = Mapping[str, set[str]]
"""From a column to the columns that it reads."""


def graph_of(schema: Schema) -> dict[str, set[str]]:
    """What each column is made from."""
    return {column.name: set(reads(column, schema, entity)) for entity, column in schema.subjects()}


def closure(starts: Iterable[str], graph: Graph) -> set[str]:
    """`starts` and all that they need, directly or not."""
    found: set[str] = set()
    waiting = [name for name in starts if name in graph]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(graph[name] - found)
    return found


def descendants(name: str, graph: Graph) -> set[str]:
    """All columns that need `name`, directly or not."""
    return {other for other in graph if other != name and name in closure([other], graph)}


def cases_of(column: Column) -> list[Case]:
    """The cases of a column, if its kind has any."""
    if isinstance(column, kinds.CategoryColumn | kinds.BooleanColumn | kinds.NumberColumn):
        return list(column.cases or ())
    return []


def column_named(name: str, schema: Schema) -> Column:
    """The column of this name in a checked schema."""
    return next(column for _, column in schema.subjects() if column.name == name)


def comes_first(name: str, schema: Schema) -> bool:
    """Whether a label moves other columns instead of being moved: a class with its features."""
    column = column_named(name, schema)
    if driver_of(name, schema) is not None or cases_of(column):
        return False
    if not isinstance(column, kinds.CategoryColumn | kinds.BooleanColumn | kinds.LookupColumn):
        return False
    return any(name in case_names(other) for _, other in schema.subjects())


def unsettled(schema: Schema) -> set[str]:
    """The columns whose rows in no case depend on how many rows are in each."""
    return {
        column.name
        for _, column in schema.subjects()
        if cases_of(column) and _states_a_whole(column)
    }


def _states_a_whole(column: Column) -> bool:
    if isinstance(column, kinds.NumberColumn):
        return column.mean is not None
    if isinstance(column, kinds.CategoryColumn):
        return any(level.share is not None for level in column.values)
    return True  # a boolean states a rate, or that its cases leave no row


def case_names(column: Column) -> set[str]:
    """The columns that a column's cases read."""
    return {name for case in cases_of(column) for name in names(parse(case.when))}


def texts_carrying(name: str, schema: Schema) -> list[kinds.TextColumn]:
    """The texts whose words follow a label: features with noise, not leaks."""
    return [
        column
        for _, column in schema.subjects()
        if isinstance(column, kinds.TextColumn) and name in (column.tone, column.topic)
    ]


def leaks(name: str, schema: Schema) -> set[str]:
    """The columns that give a label away, hidden ones included.

    A text that carries the label in its words is none, unless it follows another leak as well.

    Its descendants; where the class comes first, those that are computed from it or there only
    with it, and what comes of these; other fields of its row of a table; columns whose missing
    cells tell of it.
    """
    found = descendants(name, graph_of(schema))
    if comes_first(name, schema):
        found = descendants(name, {c.name: _plain_reads(c) for _, c in schema.subjects()})
    found |= _same_row(name, schema)
    telling = found | {name}
    if not comes_first(name, schema):
        found |= {
            missing.column
            for missing in schema.missing
            if missing.when is not None and names(parse(missing.when)) & telling
        }
    carrying = {
        column.name
        for column in texts_carrying(name, schema)
        if not (_plain_reads(column) | {column.tone, column.topic} - {name}) & found
    }
    return found - carrying - {name}


def _plain_reads(column: Column) -> set[str]:
    """The columns that can be told from a column without noise between: of a formula, of `when`."""
    sources = [column.expression] if isinstance(column, kinds.FormulaColumn) else []
    sources += [column.when] if column.when is not None else []
    return {name for source in sources for name in names(parse(source))}


def _same_row(name: str, schema: Schema) -> set[str]:
    """The other fields of the table's row that a lookup shows."""
    found = [(entity, column) for entity, column in schema.subjects() if column.name == name]
    return {
        other.name
        for entity, column in found
        for of, other in schema.subjects()
        if of is entity
        and isinstance(column, kinds.LookupColumn)
        and isinstance(other, kinds.LookupColumn)
        and (other.table, other.role or "") == (column.table, column.role or "")
    }


def moved_by(name: str, schema: Schema) -> tuple[str, ...]:
    """What moves a label, strongest first: terms, conditions of cases, or columns."""
    column, driver, graph = column_named(name, schema), driver_of(name, schema), graph_of(schema)
    terms = sorted(driver.by, key=lambda term: -abs(term.weight)) if driver is not None else []
    moved = [term.of for term in terms if term.weight]
    moved += [case.when for case in cases_of(column)]
    if isinstance(column, kinds.FormulaColumn):
        moved += sorted(graph[name])
    if not moved and comes_first(name, schema):
        given_away = leaks(name, schema)
        moved += [o for o, needs in graph.items() if name in needs and o not in given_away]
    return tuple(dict.fromkeys(moved))


def concerned(schema: Schema) -> set[str]:
    """The columns that the pilot makes: what is driven, the labels, and all that tells of them."""
    graph = graph_of(schema)
    starts = {driver.column for driver in schema.drivers} | set(schema.labels) | unsettled(schema)
    for label in schema.labels:
        if comes_first(label, schema):
            texts = {text.name for text in texts_carrying(label, schema)}
            starts |= {name for name, needs in graph.items() if label in needs} - texts
    found = closure(starts, graph)
    unseen = found & (set(schema.hidden) | {missing.column for missing in schema.missing})
    # What comes from a cell that is not printed tells of it.
    starts |= {other for name in unseen for other in descendants(name, graph)}
    for missing in schema.missing:
        if missing.column in found and missing.when is not None:
            starts |= names(parse(missing.when))
    return closure(starts, graph)
