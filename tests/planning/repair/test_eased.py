"""Planned schemas that cannot be made as they are."""

from __future__ import annotations

from datetime import date

import pytest

from rowsmith import engine
from rowsmith.errors import InvalidSchema, Problem
from rowsmith.planning.repair.eased import eased
from rowsmith.schema import Schema, parse_schema

IDS = parse_schema({"columns": [{"kind": "id", "name": "x", "pattern": "C-##"}]})


def test_schema_that_is_taken_stays() -> None:
    assert eased(IDS, lambda _: None) == (IDS, [])


@pytest.mark.parametrize("rows", [99, 100, 5_000, 1_000_000])
def test_id_pattern_gets_room_for_the_rows(rows: int) -> None:
    def accept(schema: Schema) -> None:
        engine.prepare(schema, rows=rows, seed=0, locale="en_US", as_of=date(2026, 1, 1))

    schema, warnings = eased(IDS, accept)
    accept(schema)
    assert bool(warnings) == (rows > 99)
    assert getattr(schema.columns[0], "pattern", "").startswith("C-##")


def test_what_cannot_be_eased_is_raised() -> None:
    calls = []

    def accept(schema: Schema) -> None:
        calls.append(schema)
        raise InvalidSchema([Problem("schema", "is not to be made")])

    with pytest.raises(InvalidSchema, match="not to be made"):
        eased(IDS, accept)
    assert len(calls) == 1


def test_what_is_never_taken_is_raised_in_the_end() -> None:
    def accept(schema: Schema) -> None:
        raise InvalidSchema([Problem("columns.x.pattern", "has no room")])

    with pytest.raises(InvalidSchema, match="no room"):
        eased(IDS, accept)
