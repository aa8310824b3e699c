"""What whole descriptions come out as."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from rowsmith.engine import prepare
from rowsmith.planning import BuiltinPlanner, Plan

ROWS = 2_000
AS_OF = date(2026, 6, 30)


def plan(description: str) -> Plan:
    return BuiltinPlanner().plan(description, locale=None, seconds_left=5)


def shown(description: str) -> list[str]:
    return [column.name for column in plan(description).schema.csv_order()]


def columns(description: str) -> dict[str, dict[str, Any]]:
    """Every column by name, as JSON."""
    schema = plan(description).schema
    return {column.name: column.model_dump(exclude_none=True) for _, column in schema.subjects()}


def shares(description: str, column: str) -> dict[str, float]:
    """The shares of a category's values, in per cent."""
    return {level["value"]: level["share"] for level in columns(description)[column]["values"]}


def frame(description: str) -> pd.DataFrame:
    """Rows of what is described."""
    made = plan(description)
    locale = made.locale or "en_US"
    return prepare(made.schema, rows=ROWS, seed=1, locale=locale, as_of=AS_OF).frame()


def moves(made: pd.DataFrame, of: str, column: str) -> float:
    """How much higher a column is where another one is, or where an expression holds.

    -1 to 1: the rank correlation; yes and true are 1.
    """
    cause = pd.Series(made.eval(of)) if "==" in of else made[of]
    return float(_figures(cause).corr(_figures(made[column]), method="spearman"))


def _figures(column: pd.Series[Any]) -> pd.Series[float]:
    if column.dtype == bool or pd.api.types.is_numeric_dtype(column):
        return column.astype(float)
    said = column.astype(str).str.lower().map({"yes": 1.0, "no": 0.0, "true": 1.0, "false": 0.0})
    return said if said.notna().all() else pd.to_numeric(column)
