"""What the tests of the built-in planner share."""

from __future__ import annotations

from typing import Any

from rowsmith.planning.builtin import BuiltinPlanner
from rowsmith.planning.plan import Plan


def plan(description: str) -> Plan:
    return BuiltinPlanner().plan(description, locale=None, seconds_left=1.0)


def shown(description: str) -> list[str]:
    return [column.name for column in plan(description).schema.csv_order()]


def columns(description: str) -> dict[str, dict[str, Any]]:
    """Every column by name, as JSON."""
    schema = plan(description).schema
    return {column.name: column.model_dump(exclude_none=True) for _, column in schema.subjects()}


def driver(description: str, column: str) -> dict[str, float]:
    """The terms that move a column, by what they are of."""
    for one in plan(description).schema.drivers:
        if one.column == column:
            return {term.of: term.weight for term in one.by}
    return {}
