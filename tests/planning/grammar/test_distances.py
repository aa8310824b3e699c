"""Distances and regular steps."""

from __future__ import annotations

import pytest

from rowsmith.planning.grammar.distances import Every, read_distance, read_step
from rowsmith.planning.grammar.values import Distance


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 days", Distance(30, 30, "day")),
        ("1 to 10 days", Distance(1, 10, "day")),
        ("2-7 hours", Distance(2, 7, "hour")),
        ("within 30 days", Distance(None, 30, "day")),
        ("no later than 90 days", Distance(None, 90, "day")),
        ("at least six weeks", Distance(6, None, "week")),
        ("more than 3 months", Distance(3, None, "month", low_open=True)),
        ("7 or 14 days", Distance(7, 14, "day", choices=(7, 14))),
        ("5 minutes to 3 days", Distance(5, 4320, "minute")),
        ("half an hour", Distance(30, 30, "minute")),
        ("a year", Distance(1, 1, "year")),
        ("one quarter", Distance(3, 3, "month")),
        ("5 nights", Distance(5, 5, "day")),
        ("1 to 3", Distance(1, 3)),
    ],
)
def test_a_distance_has_its_ends_and_unit(text: str, expected: Distance) -> None:
    assert read_distance(text) == expected


@pytest.mark.parametrize("text", ["", "far", "2024", "5 apples"])
def test_what_is_no_distance_has_no_unit(text: str) -> None:
    found = read_distance(text)
    assert found is None or found.unit is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hourly", Every(1, "hour")),
        ("every 15 minutes", Every(15, "minute")),
        ("10-minute", Every(10, "minute")),
        ("every half hour", Every(30, "minute")),
        ("per month", Every(1, "month")),
        ("days", Every(1, "day")),
        ("twice a day", Every(12, "hour")),
        ("Three times a day", Every(8, "hour")),
        ("every quarter", Every(3, "month")),
        ("each weekday", Every(1, "day", working_days=True)),
        ("business daily", Every(1, "day", working_days=True)),
        ("every Tuesday and Thursday", Every(84, "hour")),
        ("twice a month", Every(15, "day")),
        ("every Sunday", Every(1, "week")),
    ],
)
def test_a_step_has_its_count_and_unit(text: str, expected: Every) -> None:
    assert read_step(text) == expected


@pytest.mark.parametrize("text", ["", "often", "each"])
def test_what_is_no_step_is_none(text: str) -> None:
    assert read_step(text) is None
