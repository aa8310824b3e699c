from __future__ import annotations

import pytest

from rowsmith.planning.builtin.dates import read_dates
from rowsmith.planning.builtin.details import Details


def read(text: str) -> tuple[str | None, str | None, str]:
    details = Details()
    left = read_dates(text, details)
    return details.start, details.end, " ".join(left.split())


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in 2024", "2024", "2024"),
        ("from 2020 to 2023", "2020", "2023"),
        ("between Jan 2023 and June 2024", "2023-01", "2024-06"),
        ("between January and March 2024", "2024-01", "2024-03"),
        ("2023-01-01 to 2024-06-30", "2023-01-01", "2024-06-30"),
        ("since 2020", "2020", "today"),
        ("in March 2024", "2024-03", "2024-03"),
        ("Q2 2023", "2023-04", "2023-06"),
        ("last two years", "today-2y", "today"),
        ("over the past 90 days", "today-90d", "today"),
        ("last quarter", "today-3m", "today"),
        ("next 6 months", "today", "today+6m"),
        ("after 15 March 2022", "2022-03-15", "today"),
        ("between 31/12/2020 and 1/31/2021", "2020-12-31", "2021-01-31"),
    ],
)
def test_reads_spans_of_dates(text: str, start: str, end: str) -> None:
    assert read(f"order date {text}") == (start, end, "order date")


@pytest.mark.parametrize("text", ["order date", "age between 18 and 65", "5000 rows", "top 2000"])
def test_sees_no_span_where_there_is_none(text: str) -> None:
    assert read(text) == (None, None, text)
