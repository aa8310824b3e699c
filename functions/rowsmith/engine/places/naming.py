"""Places that a schema compares with, by the name that the file has for them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.locales import country_of
from rowsmith.engine.places.tables import Places, places
from rowsmith.errors import InvalidSchema, Problem
from rowsmith.schema.columns import PlaceColumn
from rowsmith.schema.expressions import Name, Node
from rowsmith.schema.geography import resolve_places
from rowsmith.schema.meaning import meant
from rowsmith.schema.mend import comparisons, every_expression, quoted_text, with_values_meant
from rowsmith.schema.model import Schema
from rowsmith.schema.presence import word_of
from rowsmith.schema.spelling import instead

NAMED = ("city", "state", "state_code", "country", "country_code", "time_zone")
"""Fields of which every value is known."""

_OTHER_NAME = {
    "state": "state_code",
    "state_code": "state",
    "country": "country_code",
    "country_code": "country",
}


def with_places_named(schema: Schema, locale: str) -> tuple[Schema, list[str]]:
    """The schema, comparing places by the names that the locale prints; a warning per change.

    Raises InvalidSchema for a comparison with a place that no row can have.
    """
    columns = {
        column.name: (entity, column)
        for entity, column in schema.subjects()
        if isinstance(column, PlaceColumn) and column.field in NAMED
    }
    compared = {
        node.name
        for source in every_expression(schema)
        for node, _ in comparisons(source)
        if isinstance(node, Name)
    }
    home = country_of(locale)
    known: dict[str, Places] = {}
    for name in sorted(columns.keys() & compared):
        entity, column = columns[name]
        if (there := places(home, column.areas(schema, entity, home))) is not None:
            known[name] = there
    problems: list[Problem] = []

    def meant_place(where: str, node: Node, text: str) -> str | None:
        if not isinstance(node, Name) or node.name not in known:
            return None
        column = columns[node.name][1]
        found = named(known[node.name], column.field, text, home)
        if found is None and text != word_of(column):
            problems.append(_unknown(where, column, known[node.name], text))
        return None if found is None or found == text else quoted_text(found)

    schema, warnings = with_values_meant(schema, meant_place) if known else (schema, [])
    if problems:
        raise InvalidSchema(list(dict.fromkeys(problems)))
    return schema, warnings


def named(there: Places, field: str, text: str, home: str | None) -> str | None:
    """The value of `field` that `text` names among some places; None where it names none, or two.

    By itself, by case, by code for name and name for code, else by any name in daily use.
    """
    table, _ = there.tables[field]
    if text in table.codes_of:
        return text
    found = meant(text, table.codes_of) or _by_other_name(there, field, text)
    if found is None and (areas := resolve_places([text], home).areas):
        found = _only_value(there, field, there.inside(areas))
    return found


def _by_other_name(there: Places, field: str, text: str) -> str | None:
    if field not in _OTHER_NAME:
        return None
    table, of_city = there.tables[_OTHER_NAME[field]]
    code = meant(text, table.codes_of)
    if code is None:
        return None
    return _only_value(there, field, np.flatnonzero(of_city == table.codes_of[code]))


def _only_value(there: Places, field: str, cities: NDArray[np.intp]) -> str | None:
    table, of_city = there.tables[field]
    codes = np.unique(of_city[cities])
    return str(table.strings[codes[0]]) if len(codes) == 1 else None


def _unknown(where: str, column: PlaceColumn, there: Places, text: str) -> Problem:
    values = there.tables[column.field][0].strings.tolist()
    return Problem(where, f"compares {column.name} with '{text}'{instead(text, values)}")
