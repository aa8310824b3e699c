"""Dates in other forms."""

from __future__ import annotations

import pytest

from rowsmith.planning.repair import repair, told_lost
from tests.planning.repair.slips import mended


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("01/31/2024", "2024-01-31"),
        ("31.01.2024", "2024-01-31"),
        ("Jan 2024", "2024-01"),
        ("now", "today"),
        ("2 years ago", "today-2y"),
        ("-30 days", "today-30d"),
        ("2024-02-30", "2024-02-28"),
        ("2024-01-31T08:00:00Z", "2024-01-31T08:00:00Z"),
        ("2024-01-31T08:00:00+02:00", "2024-01-31 08:00:00"),
        ("yesterday", "today-1d"),
        ("Last year", "today-1y"),
        ("Q3 2024", "2024-07"),
        ("once upon a time", None),
    ],
)
def test_dates_are_read_in_other_forms(written: str, meant: str | None) -> None:
    schema = {"columns": [{"kind": "datetime", "name": "x", "start": written, "end": "today+9y"}]}
    result, _ = mended(schema)
    assert result["columns"][0].get("start") == meant


def test_a_quarter_ends_with_its_last_month() -> None:
    column = {"kind": "datetime", "name": "x", "start": "Q1 2024", "end": "Q3 2024"}
    result, _ = mended({"columns": [column]})
    assert (result["columns"][0]["start"], result["columns"][0]["end"]) == ("2024-01", "2024-09")


def test_times_of_day_are_read_by_the_twelve_hour_clock() -> None:
    column = {"kind": "datetime", "name": "x", "start": "9am", "end": "05:30 PM"}
    result, _ = mended({"columns": [column]})
    assert (result["columns"][0]["start"], result["columns"][0]["end"]) == ("09:00", "17:30")


def test_what_is_no_date_is_lost() -> None:
    column = {"kind": "datetime", "name": "x", "start": "once upon a time"}
    _, _, lost = repair({"columns": [column]})
    assert [found.where for found in lost] == ["columns.x.start"]
    assert told_lost(lost) == [
        "The start of 'x' is written 'once upon a time', which is no date; that was left out."
    ]
