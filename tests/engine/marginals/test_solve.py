"""What holds for every marginal, whatever was asked for."""

from __future__ import annotations

from typing import TypedDict, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from rowsmith.engine.marginals import Marginal, Unreachable, solve
from rowsmith.schema.columns import Shape
from tests.engine.marginals.oracle import RANKS, moments

SHAPES: tuple[Shape, ...] = get_args(Shape)
BELOW_ONE = 1.0 - 2.0**-53


class Figures(TypedDict, total=False):
    mean: float | None
    sd: float | None
    low: float | None
    high: float | None
    decimals: int | None


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    """Mean, sd and bounds that are likely to go together, each perhaps left out."""
    scale = draw(st.sampled_from([0.1, 1.0, 50.0, 3e4]))
    mean = draw(st.floats(-1, 5)) * scale
    sd = draw(st.floats(0.05, 2)) * scale
    low = mean - draw(st.floats(0.01, 5)) * scale
    high = mean + draw(st.floats(0.01, 5)) * scale
    keep = draw(st.tuples(*[st.booleans()] * 4))
    return Figures(
        mean=round(mean, 3) if keep[0] else None,
        sd=round(sd, 3) if keep[1] else None,
        low=draw(st.sampled_from([0.0, round(low, 2)])) if keep[2] else None,
        high=round(high, 2) if keep[3] else None,
        decimals=draw(st.sampled_from([None, 0, 1, 2])),
    )


def solved(shape: Shape, asked: Figures) -> Marginal | None:
    """The marginal; None where these figures are refused."""
    try:
        return solve(shape, **asked)
    except Unreachable:
        return None


@settings(deadline=None, max_examples=120)
@given(st.sampled_from(SHAPES), figures())
def test_values_rise_with_the_rank_and_stay_within_the_bounds(shape: Shape, asked: Figures) -> None:
    marginal = solved(shape, asked)
    if marginal is None:
        return
    values = marginal.quantile(np.concatenate(([0.0], RANKS, [BELOW_ONE])))
    assert np.isfinite(values).all()
    assert (np.diff(values) >= -1e-12 * (np.abs(values[1:]) + marginal.sd)).all()
    low, high = asked.get("low"), asked.get("high")
    assert low is None or values.min() >= low
    assert high is None or values.max() <= high
    assert values.min() >= marginal.low
    assert values.max() <= marginal.high


@settings(deadline=None, max_examples=120)
@given(st.sampled_from(SHAPES), figures())
def test_mean_and_sd_are_of_what_comes_out(shape: Shape, asked: Figures) -> None:
    marginal = solved(shape, asked)
    if marginal is None:
        return
    mean, sd = moments(marginal)
    # Part of a lognormal lies beyond any rank of 53 bits; counts up to thousands are rounded.
    slack = {"lognormal": 1e-2, "poisson": 2e-3, "geometric": 2e-3}.get(shape, 5e-4)
    assert mean == pytest.approx(marginal.mean, abs=slack * marginal.sd, rel=1e-9)
    assert sd == pytest.approx(marginal.sd, rel=slack, abs=1e-9)
    if asked.get("mean") is not None and shape != "uniform":
        assert marginal.mean == pytest.approx(asked["mean"], rel=1e-6, abs=1e-6 * marginal.sd)
    if asked.get("sd") is not None and shape != "uniform" and marginal.low < marginal.high:
        assert marginal.sd == pytest.approx(asked["sd"], rel=1e-6)


@settings(deadline=None, max_examples=120)
@given(st.sampled_from(SHAPES), figures())
def test_the_cdf_gives_the_rank_back(shape: Shape, asked: Figures) -> None:
    marginal = solved(shape, asked)
    if marginal is None:
        return
    values = marginal.quantile(RANKS)
    step = 10.0 ** -(asked.get("decimals") or 0)
    printed = np.allclose(values, np.round(values / step) * step, rtol=1e-12, atol=0)
    below = values - 0.5 * step if printed else np.nextafter(values, -np.inf)
    # Values so near to a bound that floats cannot tell them apart share their ranks.
    assert (marginal.cdf(np.nextafter(values, np.inf)) >= RANKS - 1e-6).all()
    assert (marginal.cdf(below) <= RANKS + 1e-6).all()
    np.testing.assert_array_equal(marginal.cdf(np.array([-1e30, 1e30])).round(9), [0, 1])


@settings(deadline=None)
@given(st.sampled_from(SHAPES), st.floats(-100, 100), st.booleans())
def test_equal_bounds_and_an_sd_of_zero_give_a_constant(
    shape: Shape, value: float, by_bounds: bool
) -> None:
    value = round(value) if shape in ("poisson", "binomial", "geometric") else value
    asked = Figures(low=value, high=value) if by_bounds else Figures(mean=value, sd=0)
    marginal = solve(shape, **asked)
    assert (marginal.quantile(RANKS[::100]) == value).all()
    assert (marginal.mean, marginal.sd) == (value, 0)
    np.testing.assert_array_equal(marginal.cdf(np.array([value - 1, value, value + 1])), [0, 1, 1])


@pytest.mark.parametrize(
    ("shape", "asked", "cdf"),
    [
        ("normal", Figures(mean=100, sd=15), stats.norm(100, 15).cdf),
        ("lognormal", Figures(mean=1, sd=2), stats.lognorm(np.sqrt(np.log(5)), 0, 5**-0.5).cdf),
        ("gamma", Figures(mean=2, sd=2**0.5), stats.gamma(2).cdf),
        ("gamma", Figures(mean=0.2, sd=0.2**0.5), stats.gamma(0.2).cdf),
        ("beta", Figures(mean=0.25, sd=0.25), stats.beta(0.5, 1.5).cdf),
        ("exponential", Figures(mean=3), stats.expon(0, 3).cdf),
        ("uniform", Figures(low=2, high=3), stats.uniform(2, 1).cdf),
    ],
)
def test_a_million_rows_pass_for_the_shape(shape: Shape, asked: Figures, cdf: object) -> None:
    ranks = np.random.default_rng(11).random(1_000_000)
    assert callable(cdf)
    assert stats.kstest(solve(shape, **asked).quantile(ranks), cdf).pvalue > 1e-3


@pytest.mark.parametrize("shape", SHAPES)
def test_the_order_of_the_ranks_does_not_matter(shape: Shape) -> None:
    ranks = np.random.default_rng(5).random(20_000)
    marginal = solve(shape, low=0, high=4)
    order = np.argsort(ranks)
    np.testing.assert_array_equal(marginal.quantile(ranks)[order], marginal.quantile(ranks[order]))


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "uniform"])
def test_min_and_max_alone_are_enough(shape: Shape) -> None:
    marginal = solve(shape, low=0, high=50)
    assert 5 < marginal.mean < 30
    assert 1 < marginal.sd < 20


@pytest.mark.parametrize("shape", ["normal", "lognormal", "gamma", "exponential", "poisson"])
def test_a_mean_alone_is_enough(shape: Shape) -> None:
    marginal = solve(shape, mean=40)
    assert marginal.mean == pytest.approx(40)
    assert 5 < marginal.sd <= 40


def test_a_lognormal_spans_orders_of_magnitude_between_positive_bounds() -> None:
    marginal = solve("lognormal", low=1, high=10_000)
    assert 50 < marginal.quantile(np.array([0.5]))[0] < 300


def test_whole_figures_solve_like_floats() -> None:
    whole, real = solve("normal", mean=5, sd=0), solve("normal", mean=5.0, sd=0.0)
    assert whole.quantile(RANKS).dtype == real.quantile(RANKS).dtype == np.float64


@pytest.mark.parametrize("origin", [None, 20, -10])
def test_a_lognormal_starts_at_min_where_zero_would_not_do(origin: float | None) -> None:
    marginal = solve("lognormal", mean=50, sd=80, low=origin)
    values = marginal.quantile(RANKS)
    assert values.min() >= (origin or 0)
    assert values.min() < (origin or 0) + 10
