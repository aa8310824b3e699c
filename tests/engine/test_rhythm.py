"""Rhythms: more at some hours, on some days, in some months; never a moment out of range."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from rowsmith.engine.rhythm import GROWTH, slot_weights
from rowsmith.schema.rhythms import RHYTHMS
from tests.engine.making import frame_of

HOURS = np.arange(24 * 366) * 3_600


def moments(rhythm: str, precision: str = "minute") -> pd.Series:
    column = {
        "name": "at",
        "kind": "datetime",
        "start": "2023-01-01",
        "end": "2024-12-31",
        "precision": precision,
        "rhythm": [rhythm],
    }
    found: pd.Series = frame_of(column, rows=20_000)["at"]
    assert found.between("2023-01-01", "2025-01-01", inclusive="left").all()
    return found


def test_business_hours_leave_the_night_out() -> None:
    hours = moments("business_hours").dt.hour
    assert hours.between(6, 20).all()
    assert hours.between(8, 17).mean() > 0.9


def test_rush_hours_have_two_peaks() -> None:
    count = moments("rush_hours").dt.hour.value_counts()
    assert count[8] > 1.5 * count[12]
    assert count[17] > 1.5 * count[12]


def test_evenings_peak_after_work() -> None:
    assert moments("evenings").dt.hour.mode()[0] in (19, 20, 21)


@pytest.mark.parametrize("precision", ["day", "hour", "second"])
def test_weekdays_and_weekends_are_opposites(precision: str) -> None:
    assert (moments("weekdays", precision).dt.day_of_week < 5).mean() > 0.85
    assert (moments("weekends", precision).dt.day_of_week >= 5).mean() > 0.4


@pytest.mark.parametrize(
    ("rhythm", "months"),
    [
        ("spring", (3, 4, 5)),
        ("summer", (6, 7, 8)),
        ("autumn", (9, 10, 11)),
        ("winter", (12, 1, 2)),
    ],
)
def test_seasons_have_their_months(rhythm: str, months: tuple[int, ...]) -> None:
    assert moments(rhythm).dt.month.isin(months).mean() > 0.33


def test_growth_doubles_from_start_to_end() -> None:
    by_year = moments("growth").dt.year.value_counts()
    assert by_year[2024] / by_year[2023] == pytest.approx((1.5 + GROWTH) / (1 + 1.5), abs=0.08)


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_weights_are_never_negative_and_not_all_zero(rhythm: str) -> None:
    weights = slot_weights(HOURS, [rhythm])
    assert (weights >= 0).all()
    assert weights.any()


def test_a_range_in_which_nothing_happens_is_even() -> None:
    night = np.arange(3) * 3_600
    assert slot_weights(night, ["business_hours"]).tolist() == [1, 1, 1]


def test_hours_do_not_matter_to_days() -> None:
    days = np.arange(7) * 86_400
    assert slot_weights(days, ["evenings"]).tolist() == [1] * 7
