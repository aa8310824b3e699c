"""Which columns a column is made from, and an order in which all can be made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from rowsmith.schema.columns import BooleanColumn, CategoryColumn, Column
from rowsmith.schema.expressions import ExpressionError, names_in
from rowsmith.schema.model import Driver, Entity, Schema
from rowsmith.schema.presence import with_otherwise
from rowsmith.schema.typing import NUMBER, ValueType


def reads(column: Column, schema: Schema, entity: Entity | None) -> list[str]:
    """The names a column reads to be made, its driver's terms included; also unknown names."""
    found = column.reads(schema, entity)
    driver = driver_of(column.name, schema)
    if driver is not None:
        found += [name for term in driver.by for name in sorted(names_in(term.of))]
    return list(dict.fromkeys(found))


def ends_of(column: Column) -> list[str]:
    """The values that a driver's term can lead toward: of an order its ends, the upper one last."""
    if isinstance(column, BooleanColumn):
        return list(reversed(column.words or ("True", "False")))
    if not isinstance(column, CategoryColumn):
        return []
    values = column.level_values
    return [values[0], values[-1]] if column.ordered else values


def driver_of(name: str, schema: Schema) -> Driver | None:
    """The driver that moves the column `name`, if there is one."""
    return next((driver for driver in schema.drivers if driver.column == name), None)


def column_types(schema: Schema) -> dict[str, ValueType]:
    """The value type of every column of a checked schema."""
    columns = {column.name: column for _, column in schema.subjects()}
    graph = {column.name: reads(column, schema, entity) for entity, column in schema.subjects()}
    types: dict[str, ValueType] = {}
    for name in making_order(graph):
        found = columns[name].value_type(schema, types)
        types[name] = with_otherwise(found, columns[name])
    return types


def lenient_types(schema: Schema) -> dict[str, ValueType]:
    """The value type of every column of any schema; a number where it cannot be told."""
    columns = {column.name: column for _, column in schema.subjects()}
    types: dict[str, ValueType] = {}
    for _ in columns:  # each pass tells one more at least, whatever their order
        for name, column in columns.items():
            if name not in types:
                with suppress(ExpressionError):
                    types[name] = with_otherwise(column.value_type(schema, types), column)
    return {**dict.fromkeys(columns, NUMBER), **types}


def making_order(graph: Mapping[str, Iterable[str]]) -> list[str]:
    """The columns of `graph` (column -> what it reads), each after what it reads.

    Columns keep their order where they can. Raises Cycle.
    """
    order: list[str] = []
    state: dict[str, int] = {}
    for start in graph:
        _visit(start, graph, state, order, [])
    return order


class Cycle(ValueError):
    """Columns that need each other; `path` starts and ends with the same one."""

    def __init__(self, path: list[str]) -> None:
        super().__init__(" -> ".join(path))
        self.path = path


def _visit(
    name: str,
    graph: Mapping[str, Iterable[str]],
    state: dict[str, int],
    order: list[str],
    path: list[str],
) -> None:
    if state.get(name) == 2:
        return
    if state.get(name) == 1:
        raise Cycle([*path[path.index(name) :], name])
    state[name] = 1
    for needed in graph[name]:
        if needed in graph:
            _visit(needed, graph, state, order, [*path, name])
    state[name] = 2
    order.append(name)
