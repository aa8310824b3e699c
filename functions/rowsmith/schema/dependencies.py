"""Which columns a column is made from, and an order in which all can be made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from rowsmith.schema import columns as kinds
from rowsmith.schema.columns import Column
from rowsmith.schema.expressions import ExpressionError, names, parse
from rowsmith.schema.model import Driver, Entity, Schema

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_GENDER_NAMES = ("gender", "sex")
_AGE_NAMES = ("age",)


def reads(column: Column, schema: Schema, entity: Entity | None) -> list[str]:
    """The names a column reads to be made, its driver's terms included; also unknown names."""
    found = list(_READS.get(column.kind, _nothing)(column))
    if isinstance(column, kinds.TextColumn) and column.topic in _all_names(schema) - {column.name}:
        found.append(str(column.topic))
    if isinstance(column, kinds.PersonColumn):
        found.extend(governor.name for governor in governors(column, schema, entity).values())
    driver = driver_of(column.name, schema)
    if driver is not None:
        found.extend(driver_reads(driver))
    return list(dict.fromkeys(found))


def driver_of(name: str, schema: Schema) -> Driver | None:
    """The driver that moves the column `name`, if there is one."""
    return next((driver for driver in schema.drivers if driver.column == name), None)


def driver_reads(driver: Driver) -> list[str]:
    """The columns in a driver's terms."""
    return [name for term in driver.by for name in sorted(_names(term.of))]


def expressions(column: Column) -> list[tuple[str, str]]:
    """Every expression of a column, as (key path, source)."""
    found: list[tuple[str, str]] = []
    if isinstance(column, kinds.FormulaColumn):
        found.append(("expression", column.expression))
    if isinstance(column, kinds.NumberColumn):
        found += [
            (key, value) for key in ("min", "max") if isinstance(value := getattr(column, key), str)
        ]
    if isinstance(column, kinds.DatetimeColumn) and isinstance(column.within, str):
        found.append(("within", column.within))
    if isinstance(column, kinds.CategoryColumn | kinds.BooleanColumn | kinds.NumberColumn):
        cases: Sequence[kinds.Case] = column.cases or ()
        found += [(f"cases.{number}.when", case.when) for number, case in enumerate(cases)]
    return found


def governors(
    column: kinds.PersonColumn, schema: Schema, entity: Entity | None
) -> dict[str, Column]:
    """The `gender` and `age` columns of the same subject that a person's fields must agree with.

    A column governs when it bears the name (after the role: `patient_age`) and is not itself
    a field of the person.
    """
    own = entity.columns if entity is not None else schema.columns
    found: dict[str, Column] = {}
    for what, words in (("gender", _GENDER_NAMES), ("age", _AGE_NAMES)):
        wanted = [f"{column.role}_{word}".lower() for word in words] if column.role else words
        for other in own:
            if other.name.lower() in wanted and other.kind in _GOVERNING[what]:
                found[what] = other
                break
    return found


_GOVERNING = {"gender": ("category",), "age": ("number",)}


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


def _names(source: str) -> frozenset[str]:
    try:
        return names(parse(source))
    except ExpressionError:
        return frozenset()


def _all_names(schema: Schema) -> frozenset[str]:
    return frozenset(column.name for _, column in schema.subjects())


def placeholders(pattern: str) -> list[str]:
    """The columns in the braces of an id pattern."""
    return _PLACEHOLDER.findall(pattern)


def _nothing(column: Column) -> list[str]:
    return []


def _of_id(column: kinds.IdColumn) -> list[str]:
    return placeholders(column.pattern)


def _of_expressions(column: Column) -> list[str]:
    return [name for _, source in expressions(column) for name in sorted(_names(source))]


def _of_datetime(column: kinds.DatetimeColumn) -> list[str]:
    return ([column.after] if column.after else []) + _of_expressions(column)


def _of_text(column: kinds.TextColumn) -> list[str]:
    return [column.tone] if column.tone else []


_READS: dict[str, Callable[..., list[str]]] = {
    "id": _of_id,
    "category": _of_expressions,
    "boolean": _of_expressions,
    "number": _of_expressions,
    "formula": _of_expressions,
    "datetime": _of_datetime,
    "text": _of_text,
}
