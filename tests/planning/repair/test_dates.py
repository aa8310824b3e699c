"""Dates in other forms."""

from __future__ import annotations

import pytest

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
        ("once upon a time", None),
    ],
)
def test_dates_are_read_in_other_forms(written: str, meant: str | None) -> None:
    schema = {"columns": [{"kind": "datetime", "name": "x", "start": written, "end": "today+9y"}]}
    result, _ = mended(schema)
    assert result["columns"][0].get("start") == meant
