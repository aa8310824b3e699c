"""The value type of each column: what an expression that reads it gets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import isfinite

from rowsmith.schema import columns as kinds
from rowsmith.schema.columns import Column
from rowsmith.schema.expressions import parse
from rowsmith.schema.model import Schema, Table
from rowsmith.schema.typing import BOOLEAN, DATE, NUMBER, TEXT, ValueType, infer

_PERSON_TYPES = {"birth_date": DATE, "age": NUMBER}
_PLACE_TYPES = {"latitude": ValueType("number", 6), "longitude": ValueType("number", 6)}
_TIME_OF_DAY = re.compile(r"^\s*\d{1,2}:\d{2}")


def known_type(column: Column, schema: Schema) -> ValueType | None:
    """The type of a column that needs no other column to tell; None for a formula."""
    return _TYPES[column.kind](column, schema) if column.kind in _TYPES else None


def formula_type(column: kinds.FormulaColumn, types: Mapping[str, ValueType]) -> ValueType:
    """The type of a formula over columns of `types`. Raises ExpressionError."""
    return infer(parse(column.expression), types)


def is_time_of_day(column: kinds.DatetimeColumn) -> bool:
    """Whether the column holds times without a date."""
    return any(text and _TIME_OF_DAY.match(text) for text in (column.start, column.end))


def _category(column: kinds.CategoryColumn, schema: Schema) -> ValueType:
    return text_type(tuple(level_values(column)))


def level_values(column: kinds.CategoryColumn) -> list[str]:
    """All values of a category, those of its cases included, each once, in order."""
    levels = list(column.values)
    for case in column.cases or ():
        levels.extend(case.values)
    return list(dict.fromkeys(level.value for level in levels))


def text_type(values: tuple[str, ...]) -> ValueType:
    """The type of a column that holds these texts and no others."""
    numbers = [_decimals(value) for value in values]
    if any(number is None for number in numbers):
        return ValueType("text", values=values)
    return ValueType("text", max((n for n in numbers if n is not None), default=0), True, values)


def is_number(text: str) -> bool:
    """Whether a text reads as a finite number."""
    try:
        return isfinite(float(text))
    except ValueError:
        return False


def _decimals(text: str) -> int | None:
    return min(len(text.partition(".")[2]), 6) if is_number(text) else None


def _boolean(column: kinds.BooleanColumn, schema: Schema) -> ValueType:
    return ValueType("boolean", values=tuple(column.words or ()))


def _number(column: kinds.NumberColumn, schema: Schema) -> ValueType:
    return ValueType("number", column.decimals)


def _datetime(column: kinds.DatetimeColumn, schema: Schema) -> ValueType:
    if is_time_of_day(column):
        return TEXT
    return ValueType("date", 0 if column.precision == "day" else 6)


def _id(column: kinds.IdColumn, schema: Schema) -> ValueType:
    return NUMBER if column.pattern == "sequence" else TEXT


def _person(column: kinds.PersonColumn, schema: Schema) -> ValueType:
    return _PERSON_TYPES.get(column.field, TEXT)


def _place(column: kinds.PlaceColumn, schema: Schema) -> ValueType:
    return _PLACE_TYPES.get(column.field, TEXT)


def _lookup(column: kinds.LookupColumn, schema: Schema) -> ValueType:
    table = table_named(schema, column.table)
    if table is None or column.field not in table.fields:
        return TEXT
    position = table.fields.index(column.field)
    cells = [row[position] for row in table.rows if position < len(row)]
    return text_type(tuple(dict.fromkeys(cells)))


def table_named(schema: Schema, name: str) -> Table | None:
    """The table of this name, if there is one."""
    return next((table for table in schema.tables if table.name == name), None)


def _text(column: Column, schema: Schema) -> ValueType:
    return TEXT


_TYPES: dict[str, Callable[..., ValueType]] = {
    "id": _id,
    "person": _person,
    "place": _place,
    "faker": _text,
    "lookup": _lookup,
    "category": _category,
    "boolean": _boolean,
    "number": _number,
    "datetime": _datetime,
    "text": _text,
}

__all__ = [
    "BOOLEAN",
    "formula_type",
    "is_number",
    "is_time_of_day",
    "known_type",
    "level_values",
    "table_named",
    "text_type",
]
