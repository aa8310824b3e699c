"""What a schema says and can hardly mean is made as written, and told."""

from __future__ import annotations

from typing import Any

import pytest

from rowsmith.schema import parse_schema
from rowsmith.schema.doubts import doubts
from tests.engine.making import category, formula, number

DAY = {"name": "day", "kind": "datetime"}
LAST_YEAR = {"name": "day", "kind": "datetime", "start": "2024-01", "end": "2024-12"}
AGE = number("age", mean=40, sd=12, min=18, max=90)
STARS = category("stars", "1", "2", "5")


def told(*columns: dict[str, Any]) -> list[str]:
    return doubts(parse_schema({"columns": list(columns)}))


@pytest.mark.parametrize("friday", ["weekday(day) >= 5", "weekday(day) in (5, 6)"])
def test_a_weekend_that_has_friday_is_told(friday: str) -> None:
    assert ["Friday" in warning for warning in told(DAY, formula("y", friday))] == [True]
    assert told(DAY, formula("y", "weekday(day) >= 6")) == []


@pytest.mark.parametrize(
    ("column", "condition", "why"),
    [
        (AGE, "age > 90", "'age' is 18 to 90"),
        (AGE, "17.5 >= age", "'age' is 18 to 90"),
        (AGE, "age == 100", "'age' is 18 to 90"),
        (AGE, "age < -5", "'age' is 18 to 90"),
        (STARS, "stars == 6", "'stars' is 1 to 5"),
        (DAY, "month(day) > 12", "month is 1 to 12"),
        (DAY, "hour(day) >= 9", "'day' has days without hours"),
        (LAST_YEAR, "day >= '2025-01-01'", "'day' is 2024-01 to 2024-12"),
    ],
)
def test_a_comparison_that_no_row_meets_is_told(
    column: dict[str, Any], condition: str, why: str
) -> None:
    (warning,) = told(column, formula("y", f"if({condition}, 1, 2)"))
    assert condition in warning
    assert "never holds" in warning
    assert why in warning


@pytest.mark.parametrize(
    ("column", "condition"),
    [
        (AGE, "age >= 90"),
        (AGE, "age <= 18"),
        (AGE, "age != 100"),
        (AGE, "age == 0"),
        (STARS, "stars >= 5"),
        (number("age", mean=40, sd=12, min=18), "age > 200"),
        (number("age", mean=40, sd=12, min=18, max="90 + 2"), "age > 200"),
        (number("age", mean=40, sd=12, min=18, max=90, when="age2", otherwise=-1), "age == -1"),
        (LAST_YEAR, "day >= '2024-12-31'"),
        ({**DAY, "precision": "hour"}, "hour(day) > 9"),
    ],
)
def test_what_some_row_may_meet_and_a_guard_are_not(column: dict[str, Any], condition: str) -> None:
    other = {"name": "age2", "kind": "boolean", "rate": 0.5}
    assert told(column, other, formula("y", f"if({condition}, 1, 2)")) == []
