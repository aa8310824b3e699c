"""What the tests of coherence share: schemas by their headers, and the rows that they make."""

from __future__ import annotations

from typing import Any

import pandas as pd

from rowsmith.planning.coherence import NOTHING, Stated, cohere
from rowsmith.planning.coherence.stated import Aspect
from rowsmith.planning.notes import Note
from rowsmith.schema import Schema, parse_schema
from tests.engine.making import dataset

MONEY: dict[str, Any] = {
    "kind": "number", "shape": "lognormal", "mean": 400, "sd": 300, "min": 5, "decimals": 2,
}  # fmt: skip
COUNT: dict[str, Any] = {"kind": "number", "shape": "poisson", "mean": 30, "min": 0}
DATE: dict[str, Any] = {"kind": "datetime", "start": "today-2y", "end": "today"}
MOMENT: dict[str, Any] = {**DATE, "precision": "minute"}
FLAG: dict[str, Any] = {"kind": "boolean", "rate": 0.4}


def named(keys: dict[str, Any], headers: str) -> list[dict[str, Any]]:
    """Columns of one sort, by their headers with commas."""
    return [{**keys, "name": name.strip().replace(" ", "_")} for name in headers.split(",")]


def schema_of(*columns: dict[str, Any], **parts: Any) -> Schema:
    return parse_schema({"columns": list(columns), **parts})


def said(**aspects: Aspect) -> Stated:
    return Stated({name: frozenset({aspect}) for name, aspect in aspects.items()})


def agreed(schema: Schema, stated: Stated = NOTHING) -> tuple[Schema, tuple[Note, ...]]:
    """A schema made to agree; it has the same columns in the same order, and twice is once."""
    found, notes = cohere(schema, stated)
    assert [c.name for c in found.csv_order()] == [c.name for c in schema.csv_order()]
    return found, notes


def rows_of(
    *columns: dict[str, Any], stated: Stated = NOTHING, rows: int = 1_000, **parts: Any
) -> pd.DataFrame:
    """Rows of columns that were made to agree; dates are dates."""
    schema, _ = agreed(schema_of(*columns, **parts), stated)
    frame = dataset(schema, rows=rows).frame()
    for column in schema.csv_order():
        if frame[column.name].dtype == object:
            parsed = pd.to_datetime(frame[column.name], errors="coerce", format="ISO8601")
            if parsed.notna().any() and parsed.notna().sum() == frame[column.name].notna().sum():
                frame[column.name] = parsed
    return frame
