"""Continuous marginals against scipy's, cut and not, with the moments scipy says they have."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import integrate, special, stats

from rowsmith.engine.marginals import Marginal, solve
from rowsmith.engine.marginals.cut import cut_member
from rowsmith.engine.marginals.families import GAMMA, LOGNORMAL, NORMAL
from tests.engine.marginals.oracle import RANKS, FloatArray, moments

RANK_ERROR = 1e-4
"""How far a table may move a rank; chance alone moves those of 1,000,000 rows by 1e-3."""

SCALES = st.sampled_from([0.01, 1.0, 1_000.0, 1e6])


def rank_error(marginal: Marginal, cdf: Any) -> float:
    """The largest distance of a quantile's true rank from the rank asked for."""
    return float(np.abs(cdf(marginal.quantile(RANKS)) - RANKS).max())


@given(st.floats(-1e3, 1e3), st.floats(1e-3, 1e3))
def test_a_normal_without_bounds_is_scipys(mean: float, sd: float) -> None:
    marginal = solve("normal", mean=mean, sd=sd)
    assert rank_error(marginal, stats.norm(mean, sd).cdf) < RANK_ERROR
    assert (marginal.mean, marginal.sd) == (mean, sd)


@settings(deadline=None, max_examples=40)
@given(
    st.floats(-2, 2),
    st.floats(0.1, 3),
    st.one_of(st.just(np.inf), st.floats(-3, 0)),
    st.one_of(st.just(np.inf), st.floats(0.05, 3)),
    SCALES,
)
def test_a_cut_normal_is_the_one_that_has_these_moments(
    centre: float, sigma: float, low: float, width: float, scale: float
) -> None:
    low = -low if np.isinf(low) else low
    high = max(low, -2.0) + width
    oracle = stats.truncnorm((low - centre) / sigma, (high - centre) / sigma, centre, sigma)
    mean, sd = float(oracle.mean()), float(oracle.std())
    # scipy's own moments lose their digits where hardly anything of the normal is left.
    assume(np.isfinite(low) or np.isfinite(high))
    assume(abs(centre - mean) < 4 * sigma)
    marginal = solve(
        "normal",
        mean=mean * scale,
        sd=sd * scale,
        low=low * scale if np.isfinite(low) else None,
        high=high * scale if np.isfinite(high) else None,
    )
    assert rank_error(marginal, lambda x: oracle.cdf(x / scale)) < RANK_ERROR


def lognormal_moment(order: int, mu: float, sigma: float, low: float, high: float) -> float:
    """E X^order of a lognormal cut to [low, high]."""
    a, b = (np.log(low) - mu) / sigma, (np.log(high) - mu) / sigma
    moved = special.ndtr(b - order * sigma) - special.ndtr(a - order * sigma)
    whole = special.ndtr(b) - special.ndtr(a)
    return float(np.exp(order * mu + 0.5 * order**2 * sigma**2) * moved / whole)


@settings(deadline=None, max_examples=40)
@given(st.floats(-1, 1), st.floats(0.2, 1.5), st.floats(-2.5, -0.1), st.floats(0.1, 2.5), SCALES)
def test_a_cut_lognormal_is_the_one_that_has_these_moments(
    mu: float, sigma: float, below: float, above: float, scale: float
) -> None:
    low, high = np.exp(mu + below * sigma), np.exp(mu + above * sigma)
    mean = lognormal_moment(1, mu, sigma, low, high)
    sd = float(np.sqrt(lognormal_moment(2, mu, sigma, low, high) - mean**2))
    marginal = solve(
        "lognormal", mean=mean * scale, sd=sd * scale, low=low * scale, high=high * scale
    )
    bottom, top = special.ndtr(below), special.ndtr(above)

    def cdf(x: FloatArray) -> Any:
        return (special.ndtr((np.log(x / scale) - mu) / sigma) - bottom) / (top - bottom)

    assert rank_error(marginal, cdf) < RANK_ERROR


@given(st.floats(0.05, 2.0), SCALES)
def test_a_lognormal_without_bounds_is_scipys(ratio: float, mean: float) -> None:
    sigma = np.sqrt(np.log1p(ratio**2))
    oracle = stats.lognorm(sigma, scale=mean / np.sqrt(1 + ratio**2))
    assert rank_error(solve("lognormal", mean=mean, sd=ratio * mean), oracle.cdf) < RANK_ERROR


@settings(deadline=None, max_examples=40)
@given(st.floats(0.05, 60), SCALES)
def test_a_gamma_without_bounds_is_scipys(power: float, scale: float) -> None:
    marginal = solve("gamma", mean=power * scale, sd=np.sqrt(power) * scale)
    assert rank_error(marginal, stats.gamma(power, scale=scale).cdf) < RANK_ERROR


@settings(deadline=None, max_examples=40)
@given(st.floats(0.1, 20), st.floats(0.3, 3), SCALES)
def test_a_gamma_cut_at_the_top_is_the_one_that_has_these_moments(
    power: float, reach: float, scale: float
) -> None:
    high = reach * power
    whole = special.gammainc(power, high)
    mean = power * special.gammainc(power + 1, high) / whole
    second = power * (power + 1) * special.gammainc(power + 2, high) / whole
    sd = float(np.sqrt(second - mean**2))
    marginal = solve("gamma", mean=mean * scale, sd=sd * scale, low=0, high=high * scale)
    cut = lambda x: special.gammainc(power, x / scale) / whole  # noqa: E731
    assert rank_error(marginal, cut) < RANK_ERROR


@settings(deadline=None, max_examples=40)
@given(st.floats(0.1, 50), st.floats(0.1, 50), SCALES)
def test_a_beta_is_scipys(first: float, second: float, scale: float) -> None:
    low, high = -scale, 3 * scale
    oracle = stats.beta(first, second, loc=low, scale=high - low)
    marginal = solve("beta", mean=oracle.mean(), sd=oracle.std(), low=low, high=high)
    assert rank_error(marginal, oracle.cdf) < RANK_ERROR + 1e-13 ** min(first, second, 1)


@given(st.floats(0.01, 30), SCALES)
def test_an_exponential_between_bounds_is_scipys(reach: float, scale: float) -> None:
    oracle = stats.truncexpon(reach, loc=5 * scale, scale=scale)
    marginal = solve("exponential", mean=oracle.mean(), low=5 * scale, high=(5 + reach) * scale)
    assert rank_error(marginal, oracle.cdf) < 1e-7
    assert marginal.sd == pytest.approx(oracle.std(), rel=1e-6)


def test_an_exponential_above_the_middle_of_its_bounds_rises() -> None:
    falling = solve("exponential", mean=30, low=0, high=100)
    rising = solve("exponential", mean=70, low=0, high=100)
    np.testing.assert_allclose(rising.quantile(RANKS), 100 - falling.quantile(1 - RANKS), atol=1e-6)


def test_an_exponential_starts_at_its_min_or_where_mean_and_sd_say() -> None:
    assert solve("exponential", mean=12, low=10).sd == pytest.approx(2)
    started = solve("exponential", mean=12, sd=2)
    assert started.low == pytest.approx(10)
    assert rank_error(started, stats.expon(10, 2).cdf) < 1e-7


def test_an_exponential_wider_than_its_mean_is_a_gamma() -> None:
    marginal = solve("exponential", mean=10, sd=14)
    power = (10 / 14) ** 2
    assert rank_error(marginal, stats.gamma(power, scale=10 / power).cdf) < RANK_ERROR


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_a_uniform_from_mean_and_sd_reaches_root_three_sd_either_way(
    mean: float, sd: float
) -> None:
    marginal = solve("uniform", mean=mean, sd=sd)
    assert marginal.low == pytest.approx(mean - sd * np.sqrt(3))
    assert marginal.high == pytest.approx(mean + sd * np.sqrt(3))


def test_a_uniform_keeps_to_a_part_of_its_bounds_for_a_smaller_sd() -> None:
    marginal = solve("uniform", mean=50, sd=10, low=0, high=100)
    assert [marginal.low, marginal.high] == pytest.approx([32.6795, 67.3205])


def test_a_gamma_may_peak_at_both_bounds() -> None:
    marginal = solve("gamma", mean=32, sd=24, low=0, high=72)
    mean, sd = moments(marginal)
    assert mean == pytest.approx(32, rel=1e-5)
    assert sd == pytest.approx(24, rel=1e-5)
    start, middle, end = np.diff(marginal.cdf(np.array([0.0, 4.0, 34.0, 38.0, 68.0, 72.0])))[::2]
    assert min(start, end) > 1.3 * middle


@pytest.mark.parametrize(
    ("family", "mean", "sd", "low", "high"),
    [
        (NORMAL, 65, 20, 18, 119),
        (NORMAL, 20, 1.99, 18, np.inf),
        (NORMAL, 90, 9.9, -np.inf, 100),
        (NORMAL, 0, 28.8, -50, 50),
        (LOGNORMAL, 50, 30, 20, 1_000),
        (LOGNORMAL, 50, 28, 0, 100),
        (LOGNORMAL, 60_000, 40_000, 15_000, 400_000),
        (GAMMA, 32, 24, 0, 72),
        (GAMMA, 32, 15, 0, 72),
        (GAMMA, 40, 12, 18, 90),
        (GAMMA, 50, 20, 20, np.inf),
    ],
)
def test_parameters_give_mean_and_sd_to_a_millionth(
    family: Any, mean: float, sd: float, low: float, high: float
) -> None:
    member = cut_member(family, mean=mean, sd=sd, low=low, high=high)
    assert member is not None
    c = sd / mean if family.positive else 1.0

    def density(x: float, order: int) -> float:
        v = np.array([(x - mean) / sd])
        log_ratio = np.log(np.array([x / mean])) if family.positive else v
        t1, t2 = family.statistics(v, log_ratio, c)
        return float(v[0] ** order * np.exp(member.a * t1[0] + member.b * t2[0]))

    accuracy: dict[str, Any] = {"limit": 500, "epsabs": 1e-10 * sd, "epsrel": 1e-10}
    bottom, top = max(low, mean - 30 * sd), min(high, mean + 60 * sd)
    knots = np.linspace(bottom, top, 20)
    total, first, second = (
        sum(
            integrate.quad(density, start, stop, args=(order,), **accuracy)[0]
            for start, stop in pairwise(knots)
        )
        for order in range(3)
    )
    assert first / total == pytest.approx(0, abs=1e-6)
    assert second / total == pytest.approx(1, rel=1e-6)
