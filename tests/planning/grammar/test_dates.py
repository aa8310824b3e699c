"""Moments and periods."""

from __future__ import annotations

import pytest

from rowsmith.planning.grammar.dates import read_period
from rowsmith.planning.grammar.moments import read_moment
from rowsmith.planning.grammar.values import Distance, Moment, Period


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024", "2024"),
        ("2024-06", "2024-06"),
        ("May 2025", "2025-05"),
        ("15 June 2024", "2024-06-15"),
        ("June 3rd, 2024", "2024-06-03"),
        ("2024-06-15 08:30", "2024-06-15 08:30"),
        ("12/31/2023", "2023-12-31"),
        ("31.12.2023", "2023-12-31"),
        ("08:30", "08:30"),
        ("5pm", "17:00"),
        ("12am", "00:00"),
        ("today", "today"),
    ],
)
def test_a_moment_is_written_as_the_schema_language_does(text: str, moment: str) -> None:
    assert read_moment(text) == Moment(moment)


@pytest.mark.parametrize("text", ["", "5", "May", "31 February 2024", "2024-13", "soon", "25:00"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert read_moment(text) is None


def period(start: str | None, end: str | None) -> Period:
    return Period(Moment(start) if start else None, Moment(end) if end else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", period("2024", "2024")),
        ("in December 2022", period("2022-12", "2022-12")),
        ("last two years", period("today-2y", "today")),
        ("the past 90 days", period("today-90d", "today")),
        ("next month", period("today", "today+1m")),
        ("Q4 2023", period("2023-10", "2023-12")),
        ("2025 Q1", period("2025-01", "2025-03")),
        ("first half of 2024", period("2024-01", "2024-06")),
        ("between Jan and June 2023", period("2023-01", "2023-06")),
        ("18-22 May 2023", period("2023-05-18", "2023-05-22")),
        ("2022-2024", period("2022", "2024")),
        ("2020, 2021 or 2022", period("2020", "2022")),
        ("1/1/2023-12/31/2023", period("2023-01-01", "2023-12-31")),
        ("since 2018", period("2018", "today")),
        ("from 2017 on", period("2017", "today")),
        ("before 2010", period(None, "2010")),
        ("winter 2023/24", period("2023-12", "2024-02")),
        ("week 23 of 2024", period("2024-06-03", "2024-06-09")),
        ("the 1990s", period("1990", "1999")),
        ("18th century", period("1701", "1800")),
        ("May to October", Period(months=(5, 6, 7, 8, 9, 10))),
        ("July", Period(months=(7,))),
        ("three months", Period(length=Distance(3, 3, "month"))),
        (
            "10 years from January 2014",
            Period(Moment("2014-01"), length=Distance(10, 10, "year")),
        ),
        ("weekdays of 2024", Period(Moment("2024"), Moment("2024"), weekdays=(1, 2, 3, 4, 5))),
        ("ramadan 2024", period("2024", "2024")),
    ],
)
def test_a_period_has_its_edges(text: str, expected: Period) -> None:
    assert read_period(text) == expected


@pytest.mark.parametrize("text", ["", "soon", "the reign of Akhenaten", "blue"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert read_period(text) is None
