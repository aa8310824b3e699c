"""What is followed step by step stays near its own level and near the step before."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.planning.described.helpers import frame, plan


def _panel(description: str) -> pd.DataFrame:
    made = plan(description)
    assert made.rows is not None
    return frame(description).head(made.rows)


@pytest.mark.parametrize(
    ("description", "subject", "number"),
    [
        ("daily closing prices of 5 stocks for one year, with volume", "stock_id", "close"),
        ("hourly temperature and humidity of 4 sensors for 2 weeks", "sensor_id", "temperature"),
        ("weekly weight and waist of 30 patients over 8 weeks", "patient_id", "weight"),
    ],
)
def test_a_step_resembles_the_one_before(description: str, subject: str, number: str) -> None:
    made = _panel(description)
    before = made.groupby(subject)[number].shift()
    moved = (made[number] - before).abs().median()
    assert moved < 0.35 * made[number].std()


@pytest.mark.parametrize(
    ("description", "rows"),
    [
        ("steps and sleep hours of 100 users over 14 days", 1_400),
        ("blood pressure and pulse of 40 patients over 2 weeks", 560),
        ("sales and visitors of 6 shops for 3 years", 216),
        ("sales for 3 years of 10 stores", 360),
    ],
)
def test_subjects_followed_for_a_time_have_a_row_a_step(description: str, rows: int) -> None:
    made = plan(description)
    assert made.rows == rows
    assert any("one row a" in warning for warning in made.warnings)


def test_who_is_followed_stays_who_they_are() -> None:
    made = _panel("blood pressure of 40 patients over 6 months, with their age and sex")
    subject = made.columns[0]
    assert (made.groupby(subject)[["age", "sex"]].nunique() == 1).all().all()


@pytest.mark.parametrize("count", [3, 12])
def test_few_subjects_share_enough_rows_to_learn_from(count: int) -> None:
    made = plan(f"exam results of students in {count} schools, with school id, hours and score")
    assert made.rows == 1_000
