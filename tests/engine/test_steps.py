"""Rows in regular steps: in order, remembering, and the same whatever the blocks."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.engine import dataset as dataset_module
from rowsmith.engine import program
from rowsmith.engine.steps import moments, steps_within
from rowsmith.errors import InvalidSchema
from rowsmith.schema import Schema, parse_schema
from rowsmith.schema.columns import DatetimeColumn
from rowsmith.schema.steps import parse_step
from tests.engine.making import dataset, formula, number, schema_of


def series(steps: float = 336, every: str = "hour", **rest: Any) -> Schema:
    """Loads of meters, a step apart."""
    columns: list[dict[str, Any]] = [
        {"name": "at", "kind": "datetime", "start": "2024-03-01", "every": every},
        number("load", mean=50, sd=12, decimals=1, memory=0.8),
        formula("total", "cumulative(load)"),
        formula("before", "previous(load)"),
    ]
    meter = {"name": "meter", "rows_per_entity": steps, "columns": [_ID]}
    return schema_of(*columns, **{"entities": [meter], **rest})


_ID = {"name": "meter_id", "kind": "id", "pattern": "M-####"}


def test_every_subject_has_all_its_steps_in_order() -> None:
    frame = dataset(series(), rows=4 * 336).frame()
    assert frame["meter_id"].nunique() == 4
    for _, rows in frame.groupby("meter_id"):
        assert len(rows) == 336
        assert (rows["at"].diff().dropna() == pd.Timedelta(hours=1)).all()
        assert rows["at"].iloc[0] == pd.Timestamp("2024-03-01")


def test_weekly_takings_of_twelve_shops_over_a_year_are_624_rows() -> None:
    frame = dataset(series(52, "week"), rows=624).frame()
    assert frame.groupby("meter_id").size().tolist() == [52] * 12
    assert frame.groupby("at").size().tolist() == [12] * 52


def test_without_a_subject_all_rows_are_one_series_up_to_its_end() -> None:
    schema = schema_of({"name": "day", "kind": "datetime", "end": "2024-12-31", "every": "day"})
    days = dataset(schema, rows=366).frame()["day"]
    assert days.tolist() == pd.date_range("2024-01-01", "2024-12-31").tolist()


def test_totals_and_the_step_before_are_each_subjects_own() -> None:
    frame = dataset(series(50), rows=1_000).frame()
    loads = frame.groupby("meter_id")["load"]
    np.testing.assert_allclose(frame["total"], loads.cumsum(), atol=1e-6)
    pd.testing.assert_series_equal(frame["before"], loads.shift(), check_names=False)


@pytest.mark.parametrize("memory", [0.3, 0.9])
def test_memory_is_the_correlation_of_steps_and_leaves_the_marginal(memory: float) -> None:
    schema = schema_of(
        {"name": "at", "kind": "datetime", "start": "2020-01-01", "every": "minute"},
        number("level", mean=50, sd=12, decimals=3, memory=memory),
    )
    level = dataset(schema, rows=40_000).frame()["level"]
    assert level.autocorr(1) == pytest.approx(memory, abs=0.03)
    assert level.autocorr(3) == pytest.approx(memory**3, abs=0.05)
    assert level.mean() == pytest.approx(50, abs=1.5)
    assert level.std() == pytest.approx(12, rel=0.06)


def test_a_rhythm_and_a_trend_drive_numbers() -> None:
    schema = schema_of(
        {
            "name": "at",
            "kind": "datetime",
            "start": "2023-01-01",
            "end": "2024-12-31",
            "every": "day",
        },
        number("takings", mean=900, sd=200),
        drivers=[
            {
                "column": "takings",
                "explained": 0.8,
                "by": [{"of": "rhythm(at, 'weekends')"}, {"of": "at", "weight": 0.8}],
            }
        ],
    )
    frame = dataset(schema, rows=731).frame()
    weekend = frame["at"].dt.day_of_week >= 5
    assert frame["takings"][weekend].mean() > frame["takings"][~weekend].mean() + 100
    assert frame["takings"].tail(200).mean() > frame["takings"].head(200).mean() + 100
    assert frame["takings"].mean() == pytest.approx(900, rel=0.03)


@settings(deadline=None, max_examples=15)
@given(
    steps=st.integers(1, 90),
    block=st.integers(7, 400),
    seed=st.integers(0, 99),
    totals=st.booleans(),
)
def test_the_rows_do_not_depend_on_the_blocks(
    steps: int, block: int, seed: int, totals: bool
) -> None:
    schema = series(steps, dirt=[{"what": "outliers", "share": 0.05, "column": "load"}])
    if not totals:
        kept = [column for column in schema.columns if column.name != "total"]
        schema = schema.model_copy(update={"columns": kept})
    whole = dataset(schema, 500, seed).frame()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(program, "BLOCK_ROWS", block)
        patch.setattr(dataset_module, "BLOCK_ROWS", block)
        cut = dataset(schema, 500, seed)
        parts = [
            pd.DataFrame(cut.preview(0))
            if cut.block_count == 0
            else cut.frame(start, start + block)
            for start in range(0, 500, block)
        ]
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ("month", ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
        ("quarter", ["2024-01-31", "2024-04-30", "2024-07-31", "2024-10-31"]),
        ("2 years", ["2024-01-31", "2026-01-31", "2028-01-31", "2030-01-31"]),
        ("weekday", ["2024-01-31", "2024-02-01", "2024-02-02", "2024-02-05"]),
        ("10 days", ["2024-01-31", "2024-02-10", "2024-02-20", "2024-03-01"]),
    ],
)
def test_steps_follow_the_calendar(every: str, expected: list[str]) -> None:
    first = int(np.datetime64("2024-01-31", "s").astype(np.int64))
    found = moments(first, parse_step(every), np.arange(4))
    assert found.astype("datetime64[s]").astype("datetime64[D]").astype(str).tolist() == expected


@given(st.sampled_from(["hour", "7 days", "weekday", "month", "year"]), st.integers(1, 500))
def test_as_many_steps_fit_as_there_are_moments(every: str, days: int) -> None:
    column = DatetimeColumn(
        name="at", kind="datetime", start="2024-01-01", end=f"today+{days}d", every=every
    )
    today = date(2024, 1, 1)
    fitting = steps_within(column, today)
    assert fitting is not None
    first = int(np.datetime64("2024-01-01", "s").astype(np.int64))
    end = first + days * 86_400 + 86_399
    found = moments(first, parse_step(every), np.arange(fitting + 1))
    assert found[-2] <= end < found[-1]


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"columns": [{"name": "at", "kind": "datetime", "every": "blue moon"}]}, "not a step"),
        (
            {"columns": [{"name": "at", "kind": "datetime", "every": "day", "rhythm": ["summer"]}]},
            "goes with start and end",
        ),
        (
            {
                "columns": [
                    {"name": "at", "kind": "datetime", "every": "day"},
                    {"name": "on", "kind": "datetime", "every": "day"},
                ]
            },
            "rows step in one column",
        ),
        ({"columns": [number("x", mean=1, sd=1, memory=0.5)]}, "rows have an order where"),
        (
            {"columns": [number("x", mean=1, sd=1), formula("y", "cumulative(x)")]},
            "rows have an order where",
        ),
        (
            {"columns": [{"name": "at", "kind": "datetime"}, formula("y", "rhythm(at, 'noon')")]},
            "needs the name of a rhythm",
        ),
    ],
)
def test_what_cannot_step_is_refused(schema: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidSchema, match=said):
        parse_schema(schema)


def test_more_steps_than_fit_are_refused_with_what_would() -> None:
    schema = schema_of(
        {
            "name": "at",
            "kind": "datetime",
            "start": "2024-01-01",
            "end": "2024-12-31",
            "every": "day",
        }
    )
    with pytest.raises(InvalidSchema, match=r"leaves room for 366 steps.*ask for 366"):
        dataset(schema, rows=1_000)


def test_a_running_total_over_too_many_steps_is_refused() -> None:
    schema = schema_of(
        {"name": "at", "kind": "datetime", "every": "minute"},
        number("x", mean=1, sd=1),
        formula("y", "cumulative(x)"),
    )
    with pytest.raises(InvalidSchema, match="adds up at most 50,000"):
        dataset(schema, rows=60_000)
