"""Rows in steps over a stated time are a series: a row each step of what is counted."""

from __future__ import annotations

import pytest

from rowsmith.schema.columns import NumberColumn
from tests.planning.composing.said import said


@pytest.mark.parametrize(
    ("marked", "header"),
    [
        ("[weekly]{every} [flu cases]{subject} for [2 years]{period}", "flu_cases"),
        ("[museum visitors]{subject} [per day]{every} in [2023]{period}", "museum_visitors"),
    ],
)
def test_events_are_counted_at_each_step(marked: str, header: str) -> None:
    found = said(marked)
    assert found.headers == ["date", header]
    assert isinstance(found.column(header), NumberColumn)


def test_a_named_figure_stands_for_the_count() -> None:
    found = said("[daily]{every} [sales]{col#1} of [ice cream]{subject} for [3 years]{period}")
    assert found.headers == ["date", "sales"]


def test_what_is_measured_at_each_step_keeps_its_columns() -> None:
    found = said("[daily]{every} [weather]{subject} for [2024]{period}")
    assert len(found.headers) > 5


def test_without_a_length_of_time_there_is_a_row_for_each_event() -> None:
    assert len(said("[weekly]{every} [flu cases]{subject}").headers) > 5


def test_there_is_none_when_it_is_closed() -> None:
    keys = said(
        "[museum visitors]{subject} [per day]{every} in [2023]{period}, [closed on Mondays]{trend}"
    ).keys("museum_visitors")
    assert (keys["when"], keys["otherwise"]) == ("not (weekday(date) in (1))", 0)


def test_so_many_times_as_much_keeps_the_mean_of_all() -> None:
    keys = said(
        "[museum visitors]{subject} [per day]{every} in [2023]{period}, "
        "[twice as many on weekends]{trend}"
    ).keys("museum_visitors")
    (case,) = keys["cases"]
    assert case["when"] == "weekday(date) in (6, 7)"
    elsewhere = (7 * keys["mean"] - 2 * case["mean"]) / 5
    assert case["mean"] == pytest.approx(2 * elsewhere, rel=0.01)
