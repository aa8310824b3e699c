from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.engine.encode import CsvEncoder
from rowsmith.engine.encode.datetimes import DAY, datetime_field
from rowsmith.engine.encode.pieces import Gather, PerRow
from rowsmith.engine.values import BoolArray, Datetimes, Precision
from tests.engine.encode.columns import STEPS, YEAR_1, YEAR_9999, written_datetime


def cells(seconds: list[int], precision: Precision, missing: BoolArray | None = None) -> list[str]:
    """The cells as printed; an empty one is `""`, alone in its row."""
    column = Datetimes(np.array(seconds, dtype=np.int64), precision, missing)
    return CsvEncoder(["x"]).encode({"x": column}).decode().splitlines()


@settings(deadline=None)
@given(
    st.sampled_from(list(STEPS)),
    st.integers(YEAR_1, YEAR_9999),
    st.lists(st.integers(-(10**7), 10**7), min_size=1),
)
def test_datetimes_are_iso_8601(precision: Precision, middle: int, offsets: list[int]) -> None:
    seconds = [min(max(middle + offset, YEAR_1), YEAR_9999) for offset in offsets]
    if precision == "time":
        seconds = [second % DAY for second in seconds]
    cut = [second - second % STEPS[precision] for second in seconds]
    assert cells(cut, precision) == [written_datetime(second, precision) for second in cut]


def test_every_day_of_four_centuries_is_its_own_date() -> None:
    days = np.arange(-146_097, 1, dtype=np.int64)
    expected = np.datetime_as_string(days.astype("M8[D]")).tolist()
    assert cells((days * DAY).tolist(), "day") == expected


def test_every_second_of_a_day_is_its_own_time() -> None:
    expected = [written_datetime(second, "time") for second in range(DAY)]
    assert cells(list(range(DAY)), "time") == expected


@pytest.mark.parametrize(
    ("precision", "printed"),
    [
        ("day", "1969-12-31"),
        ("hour", "1969-12-31 00:00:00"),
        ("minute", "1969-12-31 00:00:00"),
        ("second", "1969-12-31 00:00:00"),
    ],
)
def test_midnight_has_the_format_of_its_column(precision: Precision, printed: str) -> None:
    assert cells([-DAY], precision) == [printed]


def test_a_day_is_cut_from_a_time_within_it() -> None:
    assert cells([-1, 0, DAY - 1], "day") == ["1969-12-31", "1970-01-01", "1970-01-01"]


def test_years_beyond_four_digits_are_printed_in_full() -> None:
    assert cells([YEAR_9999, YEAR_9999 + 1], "second") == [
        "9999-12-31 23:59:59",
        "10000-01-01 00:00:00",
    ]


def test_a_missing_cell_does_not_widen_the_range() -> None:
    seconds = np.full(100, 10**9)
    seconds[:50] = -(2**62)
    missing = np.arange(100) < 50
    field = datetime_field(Datetimes(seconds, "day", missing))
    assert isinstance(field.pieces[0], Gather)
    assert len(field.pieces[0].chunks[0]) == 1
    assert cells(seconds.tolist(), "day", missing) == ['""'] * 50 + ["2001-09-09"] * 50


def test_a_column_that_is_all_missing_is_empty() -> None:
    assert cells([-(2**63), 5], "second", np.array([True, True])) == ['""', '""']


def test_a_range_wider_than_the_block_is_formatted_by_row() -> None:
    wide = datetime_field(Datetimes(np.array([0, 10**10]), "day"))
    assert isinstance(wide.pieces[0], PerRow)
