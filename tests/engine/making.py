"""Shorthand for tests: schemas from columns, datasets from schemas."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from rowsmith.engine import Calibration, Dataset, calibrate, prepare
from rowsmith.schema import Schema, parse_schema

DAY = date(2026, 6, 30)


def schema_of(*columns: dict[str, Any], **rest: Any) -> Schema:
    """A schema of these columns."""
    return parse_schema({"columns": list(columns), **rest})


def dataset(
    schema: Schema,
    rows: int = 2_000,
    seed: int = 1,
    locale: str = "en_US",
    calibration: Calibration | None = None,
) -> Dataset:
    """A dataset of the schema, of a fixed day."""
    return prepare(schema, rows=rows, seed=seed, locale=locale, as_of=DAY, calibration=calibration)


def frame_of(
    *columns: dict[str, Any], rows: int = 2_000, seed: int = 1, **rest: Any
) -> pd.DataFrame:
    """The rows of a schema of these columns."""
    return dataset(schema_of(*columns, **rest), rows, seed).frame()


def calibrated(schema: Schema) -> Calibration:
    """The pilot's findings for the fixed day."""
    return calibrate(schema, locale="en_US", as_of=DAY)


def number(name: str, **keys: Any) -> dict[str, Any]:
    """A number column."""
    return {"name": name, "kind": "number", **keys}


def category(name: str, *values: str, **keys: Any) -> dict[str, Any]:
    """A category of equally likely values."""
    return {"name": name, "kind": "category", "values": [{"value": v} for v in values], **keys}


def boolean(name: str, rate: float = 0.5, **keys: Any) -> dict[str, Any]:
    """A boolean column."""
    return {"name": name, "kind": "boolean", "rate": rate, **keys}


def formula(name: str, expression: str, **keys: Any) -> dict[str, Any]:
    """A formula column."""
    return {"name": name, "kind": "formula", "expression": expression, **keys}
