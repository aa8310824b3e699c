"""Moments: absolute, relative, times of day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.schema.moments import resolve

TODAY = date(2026, 3, 31)


def moment(text: str, *, end: bool = False) -> datetime:
    return datetime(1970, 1, 1) + timedelta(seconds=resolve(text, today=TODAY, end=end).seconds)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024-01-31", "2024-01-31 00:00:00", "2024-01-31 23:59:59"),
        ("2024", "2024-01-01 00:00:00", "2024-12-31 23:59:59"),
        ("2024-02", "2024-02-01 00:00:00", "2024-02-29 23:59:59"),
        ("2024-01-31 08:30", "2024-01-31 08:30:00", "2024-01-31 08:30:00"),
        ("2024-01-31T08:30:15", "2024-01-31 08:30:15", "2024-01-31 08:30:15"),
        ("today", "2026-03-31 00:00:00", "2026-03-31 23:59:59"),
        ("today-1m", "2026-02-28 00:00:00", "2026-02-28 23:59:59"),
        ("today - 2 years", "2024-03-31 00:00:00", "2024-03-31 23:59:59"),
        ("today+30d", "2026-04-30 00:00:00", "2026-04-30 23:59:59"),
        ("today-1w", "2026-03-24 00:00:00", "2026-03-24 23:59:59"),
    ],
)
def test_a_moment_names_its_first_and_last_second(text: str, start: str, end: str) -> None:
    assert str(moment(text)) == start
    assert str(moment(text, end=True)) == end


def test_a_time_of_day_counts_from_midnight() -> None:
    found = resolve("08:30", today=TODAY)
    assert (found.seconds, found.is_time) == (30_600, True)


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "2024-13",
        "2024-02-30",
        "25:00",
        "today-99999y",
        "0000-12-31",
        "10000-01-01",
        "2024-01-01T00:00+02:00",
        "",
    ],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a moment"):
        resolve(text, today=TODAY)


@given(st.text(max_size=30))
def test_any_text_is_resolved_or_refused(text: str) -> None:
    with suppress(ValueError):
        assert resolve(text, today=TODAY).seconds > -(10**10)


@given(st.dates())
def test_every_day_that_there_is_can_be_named(day: date) -> None:
    found = resolve(day.isoformat(), today=date(2024, 1, 1))
    assert found.seconds == (day - date(1970, 1, 1)).days * 86_400
