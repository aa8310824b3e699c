"""`number`: the mean and sd that come out, bounds that hold, zeros, cases, columns as bounds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.errors import InvalidSchema
from tests.engine.making import boolean, category, dataset, frame_of, number, schema_of

SHAPES = ["normal", "lognormal", "gamma", "exponential", "uniform", "poisson"]


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(SHAPES), st.floats(5, 500), st.floats(0.1, 0.5), st.integers(0, 3))
def test_mean_and_bounds_hold_in_print(
    shape: str, mean: float, spread: float, decimals: int
) -> None:
    if shape == "uniform":
        mean = float(round(mean))
    keys: dict[str, Any] = {"shape": shape, "min": 0, "max": mean * 4, "decimals": decimals}
    keys |= {} if shape in ("uniform", "exponential", "poisson") else {"sd": mean * spread}
    keys |= {"max": mean * 2} if shape == "uniform" else {"mean": mean}
    values = frame_of(number("x", **keys), rows=20_000)["x"]
    assert values.min() >= 0
    assert values.max() <= keys["max"] + 1e-6
    assert values.mean() == pytest.approx(mean, abs=6 * values.std() / np.sqrt(20_000) + 0.01)
    assert np.allclose(values, values.round(decimals), atol=1e-9)


def test_every_whole_number_of_a_uniform_range_is_as_likely() -> None:
    counts = frame_of(number("x", shape="uniform", min=1, max=5), rows=50_000)["x"].value_counts()
    assert sorted(counts.index) == [1, 2, 3, 4, 5]
    assert counts.min() / counts.max() > 0.95


def test_zeros_come_beside_the_shape() -> None:
    rain = frame_of(number("x", shape="gamma", mean=6, sd=5, decimals=1, zeros=0.6), rows=50_000)[
        "x"
    ]
    assert (rain == 0).mean() == pytest.approx(0.6, abs=0.02)
    assert rain[rain > 0].mean() == pytest.approx(6, rel=0.05)


def test_a_case_has_its_own_level() -> None:
    frame = frame_of(
        category("net", "fiber", "none", "dsl"),
        number(
            "charge",
            mean=65,
            sd=20,
            min=18,
            max=119,
            decimals=2,
            cases=[
                {"when": "net == 'fiber'", "mean": 91, "sd": 9},
                {"when": "net == 'none'", "mean": 21},
            ],
        ),
        rows=20_000,
    )
    means = frame.groupby("net")["charge"].mean()
    assert means["fiber"] == pytest.approx(91, abs=0.6)
    assert means["none"] == pytest.approx(21, abs=0.6)
    assert means["dsl"] == pytest.approx(3 * 65 - 91 - 21, abs=0.6)
    assert frame["charge"].mean() == pytest.approx(65, abs=0.6)


def test_a_bound_may_be_another_column() -> None:
    frame = frame_of(
        number("age", mean=40, sd=12, min=18, max=80),
        number("tenure", shape="gamma", mean=8, sd=7, min=0, max="age - 18"),
        number("impressions", shape="lognormal", mean=5_000, sd=9_000, min=1),
        number("likes", shape="lognormal", mean=300, sd=500, min=0, max="impressions"),
        rows=20_000,
    )
    assert (frame["tenure"] <= frame["age"] - 18).all()
    assert (frame["likes"] <= frame["impressions"]).all()


def test_a_mean_moved_by_other_columns_is_told() -> None:
    made = dataset(
        schema_of(number("a", mean=10, sd=1), number("b", mean=12, sd=3, max="a")), 20_000
    )
    assert any("b: its mean is" in warning for warning in made.warnings)


def test_outliers_stay_within_the_bounds() -> None:
    schema = schema_of(
        number("x", mean=50, sd=5, min=0, max=100),
        dirt=[{"what": "outliers", "column": "x", "share": 0.02}],
    )
    values = dataset(schema, 50_000).frame()["x"]
    assert ((values - 50).abs() > 15).mean() == pytest.approx(0.02, abs=0.006)
    assert values.between(0, 100).all()


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"mean": 32, "sd": 80, "min": 0, "max": 72}, "sd"),
        ({"shape": "beta", "mean": 0.5, "sd": 0.6, "min": 0, "max": 1}, "sd"),
        ({}, "mean"),
    ],
)
def test_what_cannot_be_reached_is_refused_with_what_could(keys: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidSchema) as raised:
        dataset(schema_of(number("x", **keys)))
    assert raised.value.problems[0].where == "columns.x"
    assert says in raised.value.problems[0].message


def test_a_rate_below_moves_nothing_else() -> None:
    base = frame_of(number("x", mean=5, sd=1), boolean("y", 0.5))
    assert base["x"].equals(frame_of(number("x", mean=5, sd=1))["x"])
