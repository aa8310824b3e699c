"""Ranges of numbers, dates and times."""

from __future__ import annotations

import pytest

from rowsmith.planning.grammar.bounds import read_bound, read_bounds, read_range
from rowsmith.planning.grammar.values import Figure, Moment, Range


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 to 20", Range(Figure(10), Figure(20))),
        ("between 5 and 50", Range(Figure(5), Figure(50))),
        ("1–5", Range(Figure(1), Figure(5))),
        ("20..30", Range(Figure(20), Figure(30))),
        ("-5 to 5", Range(Figure(-5), Figure(5))),
        ("20 to 10", Range(Figure(10), Figure(20))),
        ("10-20k", Range(Figure(10_000), Figure(20_000))),
        ("500-2k", Range(Figure(500), Figure(2_000))),
        ("under 18", Range(None, Figure(18), high_open=True)),
        ("over 65", Range(Figure(65), low_open=True)),
        ("≥ 5", Range(Figure(5))),
        ("at least 3", Range(Figure(3))),
        ("no more than 4", Range(None, Figure(4))),
        ("60+", Range(Figure(60))),
        ("18 or older", Range(Figure(18))),
        ("08:00-17:00", Range(Moment("08:00"), Moment("17:00"))),
        ("2024-01-01 to 2024-06-30", Range(Moment("2024-01-01"), Moment("2024-06-30"))),
    ],
)
def test_a_range_has_its_bounds(text: str, expected: Range) -> None:
    assert read_range(text) == expected


@pytest.mark.parametrize("text", ["", "5", "cheap", "red to blue", "2 apples"])
def test_what_states_no_bounds_is_none(text: str) -> None:
    assert read_range(text) is None


def test_bounds_share_currency_and_percent() -> None:
    bounds = read_bounds("$5", "10k")
    assert bounds == Range(Figure(5000, currency="USD"), Figure(10_000, currency="USD"))
    assert read_bounds("5", "10%") == Range(Figure(5, percent=True), Figure(10, percent=True))


def test_a_bound_is_a_number_or_a_moment() -> None:
    assert read_bound("2.5") == Figure(2.5, decimals=1)
    assert read_bound("1 June 2024") == Moment("2024-06-01")
    assert read_bound("soon") is None
