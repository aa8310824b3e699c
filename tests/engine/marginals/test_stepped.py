"""Marginals on the values printed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.engine.marginals import Marginal, solve
from rowsmith.schema.columns import Shape
from tests.engine.marginals.oracle import RANKS, FloatArray, probabilities


def printed_moments(marginal: Marginal, values: FloatArray) -> tuple[float, float]:
    shares = probabilities(marginal, values)
    mean = float(shares @ values)
    return mean, float(np.sqrt(shares @ (values - mean) ** 2))


@pytest.mark.parametrize(
    ("shape", "mean", "sd", "low", "high", "decimals"),
    [
        ("normal", 3.8, 1.1, 1, 5, 0),
        ("normal", 40, 12, 18, 90, 0),
        ("normal", 5, 0.3, None, None, 0),
        ("normal", 170, 10, None, None, 1),
        ("normal", 0.3, 0.6, 0, None, 0),
        ("beta", 3.2, 1.4, 1, 5, 0),
        ("beta", 0.3, 0.1, None, None, 2),
        ("gamma", 32, 24, 0, 72, 0),
        ("gamma", 1, 3, None, None, 0),
        ("gamma", 40, 12, 18, 90, 0),
        ("lognormal", 3, 2, None, None, 0),
        ("lognormal", 30, 40, 1, 500, 0),
        ("lognormal", -2, 3, -5, None, 0),
        ("exponential", 5, 6, None, None, 0),
    ],
)
def test_what_is_printed_has_the_mean_and_the_sd(
    shape: Shape, mean: float, sd: float, low: float, high: float, decimals: int
) -> None:
    marginal = solve(shape, mean=mean, sd=sd, low=low, high=high, decimals=decimals)
    values = marginal.quantile(RANKS)
    np.testing.assert_array_equal(values, np.round(values, decimals))
    every = np.round(np.arange(-2_000, 20_000) * 10.0**-decimals, decimals)
    assert printed_moments(marginal, every) == pytest.approx((mean, sd), rel=1e-7)


@settings(deadline=None)
@given(st.integers(-50, 50), st.integers(1, 60), st.integers(0, 3))
def test_a_uniform_prints_each_value_as_often(low: int, count: int, decimals: int) -> None:
    scale = 10.0**decimals
    marginal = solve("uniform", low=low / scale, high=(low + count) / scale, decimals=decimals)
    values = np.arange(low, low + count + 1) / scale
    np.testing.assert_allclose(probabilities(marginal, values), 1 / (count + 1), rtol=1e-9)
    np.testing.assert_array_equal(np.unique(marginal.quantile(RANKS)), values)


def test_a_uniform_of_many_values_gives_its_bounds_whole_cells_too() -> None:
    marginal = solve("uniform", low=0, high=100, decimals=2)
    ranks = (np.arange(1_000_100) + 0.5) / 1_000_100
    found, counts = np.unique(marginal.quantile(ranks), return_counts=True)
    np.testing.assert_allclose(found, np.arange(10_001) / 100, atol=1e-12)
    assert counts.min() >= 99
    assert counts.max() <= 101


def test_bounds_between_two_values_are_the_next_values_inside() -> None:
    for high, last in ((34.5, 34), (34_687.5, 34_687)):
        marginal = solve("uniform", low=0.2, high=high, decimals=0)
        assert (marginal.low, marginal.high) == (1, last)
        assert (marginal.quantile(RANKS)[[0, -1]] == [1, last]).all()


def test_a_uniforms_sd_may_be_that_of_its_values_or_of_its_bounds() -> None:
    dice = solve("uniform", low=1, high=6, decimals=0)
    assert dice.sd == pytest.approx(np.sqrt(35 / 12))
    for sd in (1.71, 1.44):
        assert solve("uniform", mean=3.5, sd=sd, low=1, high=6, decimals=0).sd == dice.sd


def test_an_exponential_on_whole_numbers_falls_by_the_same_factor() -> None:
    shares = probabilities(solve("exponential", mean=2, decimals=0), np.arange(40.0))
    np.testing.assert_allclose(shares[1:] / shares[:-1], 2 / 3, rtol=1e-6)


def test_a_bound_weighs_as_much_as_the_density_says() -> None:
    marginal = solve("normal", mean=3, sd=1.35, low=1, high=5, decimals=0)
    shares = probabilities(marginal, np.arange(1.0, 6.0))
    # log shares of a normal on steps are a parabola: equal second differences.
    curve = np.diff(np.log(shares), 2)
    np.testing.assert_allclose(curve, curve[0], atol=1e-6)
    assert curve[0] < 0


@pytest.mark.parametrize(
    ("shape", "mean", "sd"), [("normal", 5.5, 0.2), ("lognormal", 60_000, 30_000)]
)
def test_too_few_or_too_many_values_leave_the_shape_unrounded(
    shape: Shape, mean: float, sd: float
) -> None:
    stepped = solve(shape, mean=mean, sd=sd, decimals=0)
    plain = solve(shape, mean=mean, sd=sd)
    np.testing.assert_array_equal(stepped.quantile(RANKS), plain.quantile(RANKS))


@pytest.mark.parametrize("shape", ["poisson", "binomial", "geometric"])
def test_counts_are_whole_whatever_is_printed(shape: Shape) -> None:
    marginal = solve(shape, mean=4, low=1, high=8, decimals=2)
    values = marginal.quantile(RANKS)
    np.testing.assert_array_equal(values, np.rint(values))
