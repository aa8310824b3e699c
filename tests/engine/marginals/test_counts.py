"""Marginals of whole numbers against scipy's probabilities."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from rowsmith.engine.marginals import solve
from tests.engine.marginals.oracle import RANKS, moments, probabilities

WHOLE = np.arange(0.0, 2_000.0)


@settings(deadline=None, max_examples=40)
@given(st.floats(0.01, 1_000))
def test_a_poisson_is_scipys(mean: float) -> None:
    marginal = solve("poisson", mean=mean)
    expected = stats.poisson(mean).pmf(WHOLE)
    np.testing.assert_allclose(probabilities(marginal, WHOLE), expected, atol=1e-9)
    assert marginal.sd == pytest.approx(np.sqrt(mean))
    assert marginal.discrete


@settings(deadline=None, max_examples=40)
@given(st.floats(0.2, 30), st.integers(0, 3), st.integers(1, 12))
def test_a_cut_poisson_is_the_one_that_has_this_mean(rate: float, low: int, width: int) -> None:
    values = np.arange(low, low + width + 1.0)
    shares = stats.poisson(rate).pmf(values)
    shares /= shares.sum()
    marginal = solve("poisson", mean=shares @ values, low=low, high=low + width)
    np.testing.assert_allclose(probabilities(marginal, values), shares, atol=1e-8)


@settings(deadline=None, max_examples=40)
@given(st.floats(0.1, 40), st.floats(1.05, 5))
def test_a_poisson_with_a_wider_sd_is_a_negative_binomial(mean: float, times: float) -> None:
    sd = np.sqrt(mean) * times
    chance = mean / sd**2
    oracle = stats.nbinom(mean * chance / (1 - chance), chance)
    marginal = solve("poisson", mean=mean, sd=sd)
    np.testing.assert_allclose(probabilities(marginal, WHOLE), oracle.pmf(WHOLE), atol=1e-7)


@settings(deadline=None, max_examples=40)
@given(st.floats(1, 60), st.floats(0.5, 0.98))
def test_a_poisson_with_a_narrower_sd_has_it_exactly(mean: float, times: float) -> None:
    sd = np.sqrt(mean) * times
    shares = probabilities(solve("poisson", mean=mean, sd=sd), WHOLE)
    assert shares @ WHOLE == pytest.approx(mean, rel=1e-8)
    assert np.sqrt(shares @ (WHOLE - mean) ** 2) == pytest.approx(sd, rel=1e-8)
    # A single peak, as a Poisson has.
    turns = np.diff(np.sign(np.diff(shares[shares > 1e-12])))
    assert np.count_nonzero(turns) <= 1


@settings(deadline=None, max_examples=40)
@given(st.integers(2, 300), st.floats(0.02, 0.98))
def test_a_binomial_has_max_trials(trials: int, chance: float) -> None:
    marginal = solve("binomial", mean=trials * chance, high=trials)
    expected = stats.binom(trials, chance).pmf(WHOLE)
    np.testing.assert_allclose(probabilities(marginal, WHOLE), expected, atol=1e-9)


@pytest.mark.parametrize("sd", [0.8, 1.2, 2.0, 3.5])
def test_a_binomial_of_another_sd_has_it_exactly(sd: float) -> None:
    shares = probabilities(solve("binomial", mean=3, sd=sd, high=10), WHOLE)
    assert shares @ WHOLE == pytest.approx(3, rel=1e-8)
    assert np.sqrt(shares @ (WHOLE - 3) ** 2) == pytest.approx(sd, rel=1e-8)


def test_a_binomial_without_max_takes_its_trials_from_mean_and_sd() -> None:
    marginal = solve("binomial", mean=6, sd=np.sqrt(6 * 0.4))
    expected = stats.binom(10, 0.6).pmf(WHOLE)
    np.testing.assert_allclose(probabilities(marginal, WHOLE), expected, atol=1e-9)


@settings(deadline=None, max_examples=40)
@given(st.floats(1.05, 100))
def test_a_geometric_counts_trials_from_one(mean: float) -> None:
    shares = probabilities(solve("geometric", mean=mean), WHOLE)
    np.testing.assert_allclose(shares, stats.geom(1 / mean).pmf(WHOLE), atol=2e-7)


@pytest.mark.parametrize(("mean", "low"), [(0.4, None), (4, 0), (12, 10), (-3, -5)])
def test_a_geometric_starts_at_min_or_at_zero_for_a_mean_of_at_most_one(
    mean: float, low: float | None
) -> None:
    marginal = solve("geometric", mean=mean, low=low)
    start = low or 0
    values = np.arange(start, start + 100.0)
    expected = stats.geom(1 / (mean - start + 1)).pmf(values - start + 1)
    np.testing.assert_allclose(probabilities(marginal, values), expected, atol=1e-8)


def test_a_geometric_with_a_wider_sd_has_it_exactly() -> None:
    shares = probabilities(solve("geometric", mean=4, sd=8, low=1), WHOLE)
    assert shares @ WHOLE == pytest.approx(4, rel=1e-6)
    assert np.sqrt(shares @ (WHOLE - 4) ** 2) == pytest.approx(8, rel=1e-6)
    assert shares[0] == 0


@pytest.mark.parametrize(
    ("shape", "mean", "sd"),
    [("poisson", 1e6, None), ("poisson", 10_000, 8_000), ("geometric", 1e6, None)],
)
def test_spreads_of_thousands_are_rounded_from_a_continuous_shape(
    shape: str, mean: float, sd: float | None
) -> None:
    marginal = solve(shape, mean=mean, sd=sd)  # type: ignore[arg-type]
    values = marginal.quantile(RANKS)
    np.testing.assert_array_equal(values, np.rint(values))
    assert moments(marginal) == pytest.approx((mean, sd or marginal.sd), rel=1e-3)
    assert values.min() >= 0


@pytest.mark.parametrize("shape", ["poisson", "binomial", "geometric"])
def test_whole_bounds_are_the_next_whole_numbers_inside(shape: str) -> None:
    marginal = solve(shape, mean=4, low=1.2, high=8.9)  # type: ignore[arg-type]
    values = marginal.quantile(RANKS)
    assert set(values) == set(range(2, 9))
