"""`datetime`: ranges, rhythms, order."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rowsmith.schema.columns import Rhythm
from tests.engine.making import DAY, dataset, formula, frame_of, number, schema_of


def moments(name: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, "kind": "datetime", **keys}


TODAY = pd.Timestamp(DAY)


def test_by_default_the_two_years_up_to_today() -> None:
    found = frame_of(moments("d"), rows=20_000)["d"]
    assert found.max() == TODAY
    assert found.min() == pd.Timestamp("2024-06-30")


def test_both_ends_of_a_range_can_come() -> None:
    found = frame_of(moments("d", start="2024-01-01", end="2024-01-03"))["d"]
    assert set(found.dt.day) == {1, 2, 3}


@pytest.mark.parametrize(("precision", "unit"), [("hour", "h"), ("minute", "min"), ("second", "s")])
def test_moments_are_cut_to_their_precision(precision: str, unit: str) -> None:
    found = frame_of(moments("d", start="2024-01-01", precision=precision))["d"]
    assert (found == found.dt.floor(unit)).all()


def test_times_of_day_have_no_date() -> None:
    found = frame_of(moments("t", start="08:00", end="18:00", precision="minute"))["t"]
    assert found.str.fullmatch(r"\d\d:\d\d(:\d\d)?").all()
    assert found.min() >= "08:00"
    assert found.max() <= "18:00:59"


@pytest.mark.parametrize(
    ("rhythm", "holds"),
    [
        ("weekdays", lambda d: (d.dt.day_of_week < 5).mean() > 0.85),
        ("weekends", lambda d: (d.dt.day_of_week >= 5).mean() > 0.4),
        ("business_hours", lambda d: d.dt.hour.between(8, 17).mean() > 0.9),
        ("rush_hours", lambda d: d.dt.hour.isin([7, 8, 16, 17]).mean() > 0.33),
        ("evenings", lambda d: d.dt.hour.between(17, 22).mean() > 0.5),
        ("summer", lambda d: d.dt.month.isin([6, 7, 8]).mean() > 0.33),
        ("winter", lambda d: d.dt.month.isin([12, 1, 2]).mean() > 0.33),
        ("holidays", lambda d: d.dt.month.isin([11, 12]).mean() > 0.25),
        ("growth", lambda d: (d > pd.Timestamp("2023-12-31")).mean() > 0.55),
    ],
)
def test_a_rhythm_shows(rhythm: Rhythm, holds: Any) -> None:
    keys = {"start": "2023-01-01", "end": "2024-12-31", "precision": "minute"}
    assert holds(frame_of(moments("d", **keys, rhythm=[rhythm]), rows=20_000)["d"])
    assert not holds(frame_of(moments("d", **keys), rows=20_000)["d"])


@settings(deadline=None, max_examples=30)
@example("day", "hour", 0.0)
@given(
    st.sampled_from(["day", "hour", "minute", "second"]),
    st.sampled_from(["day", "hour", "minute", "second"]),
    st.one_of(st.none(), st.floats(0, 400), st.just("nights")),
)
def test_what_comes_after_is_never_before(first: str, second: str, within: Any) -> None:
    delayed = moments("b", after="a", precision=second) | (
        {} if within is None else {"within": within}
    )
    frame = frame_of(
        number("nights", shape="geometric", mean=3, min=1, max=14),
        moments("a", precision=first),
        delayed,
    )
    # A column of midnights alone is text: pandas would leave the time out.
    earlier, later = (pd.to_datetime(frame[name]) for name in ("a", "b"))
    assert (later >= earlier).all()
    if within != "nights":
        assert later.max() < TODAY + pd.Timedelta(days=1)


def test_a_computed_delay_is_exact() -> None:
    frame = frame_of(
        number("nights", shape="geometric", mean=3, min=1, max=14),
        moments("check_in"),
        moments("check_out", after="check_in", within="nights"),
        formula("stay", "check_out - check_in"),
    )
    assert ((frame["check_out"] - frame["check_in"]).dt.days == frame["nights"]).all()
    assert (frame["stay"] == frame["nights"]).all()


def test_a_start_in_the_future_is_a_wish_for_the_future() -> None:
    found = frame_of(moments("d", start="today+1d"))["d"]
    assert (found > TODAY).all()


def test_relative_moments_follow_the_day() -> None:
    schema = schema_of(moments("d", start="today-7d"))
    assert dataset(schema).frame()["d"].min() == TODAY - pd.Timedelta(days=7)


@pytest.mark.parametrize("steps", [("minute", "hour", "day"), ("hour", "minute", "day")])
@pytest.mark.parametrize("end", [None, "today"])
def test_chains_of_any_precision_keep_their_order_and_end_today(
    steps: tuple[str, str, str], end: str | None
) -> None:
    """What follows in coarser steps starts at its next one, which is not tomorrow."""
    first, second, third = (
        {"name": name, "kind": "datetime", "precision": step}
        for name, step in zip("abc", steps, strict=True)
    )
    frame = frame_of(
        {**first, "start": "today-5d", **({"end": end} if end else {})},
        {**second, "after": "a", "within": 1},
        {**third, "after": "b", "within": 3},
        rows=5_000,
    )
    assert (frame["a"] <= frame["b"]).all()
    assert (frame["b"] <= frame["c"]).all()
    assert frame["c"].max() <= pd.Timestamp(DAY)


def test_dates_lie_in_any_year_that_there_is() -> None:
    frame = frame_of(
        {"name": "old", "kind": "datetime", "start": "0001-01-01", "end": "0999-12-31"},
        {"name": "any", "kind": "datetime", "start": "0001-01-01", "end": "9999-12-31"},
        {"name": "late", "kind": "datetime", "after": "any", "within": 1e9},
        {"name": "exact", "kind": "datetime", "after": "any", "within": "1000000"},
        formula("sum", "any + days(3000000)"),
        formula("difference", "any - days(3000000)"),
        formula("year", "year(old)"),
        rows=3_000,
    )
    written = frame.to_csv(index=False).splitlines()[1:]
    assert all(1 <= int(row.split(",")[0][:4]) <= 999 for row in written)
    assert (frame["year"] == frame["old"].dt.year).all()
    for name in ("any", "late", "exact", "sum", "difference"):
        assert frame[name].dt.year.between(1, 9999).all()
    assert (frame["late"] >= frame["any"]).all()
