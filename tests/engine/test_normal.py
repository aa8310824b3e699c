import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from rowsmith.engine import normal

RANKS = st.floats(min_value=0.0, max_value=1.0, exclude_min=True, exclude_max=True)


def test_the_cdf_agrees_with_scipy_also_far_into_the_lower_tail() -> None:
    z = np.concatenate((np.linspace(-37, 9, 40_001), np.linspace(-1, 1, 2_001)))
    np.testing.assert_allclose(normal.cdf(z), special.ndtr(z), rtol=2e-13)


def test_the_quantile_agrees_with_scipy_also_in_both_tails() -> None:
    tails = np.logspace(-300, -1, 4_000)
    u = np.concatenate((np.linspace(0, 1, 40_003)[1:-1], tails, 1 - tails[tails > 1e-15]))
    np.testing.assert_allclose(normal.quantile(u), special.ndtri(u), rtol=1e-14, atol=1e-15)


def test_the_ends_are_infinite_and_what_is_no_rank_is_no_number() -> None:
    np.testing.assert_array_equal(normal.quantile(np.array([0.0, 1.0])), [-np.inf, np.inf])
    assert np.isnan(normal.quantile(np.array([-0.1, 1.1, np.nan]))).all()
    np.testing.assert_array_equal(normal.cdf(np.array([-np.inf, 0.0, np.inf])), [0, 0.5, 1])
    assert np.isnan(normal.cdf(np.array([np.nan]))).all()


@given(RANKS)
def test_cdf_undoes_quantile(rank: float) -> None:
    u = np.array([rank])
    np.testing.assert_allclose(normal.cdf(normal.quantile(u)), u, rtol=1e-12)


@pytest.mark.parametrize("function", [normal.cdf, normal.quantile, normal.density])
def test_arrays_keep_their_axes(function: object) -> None:
    ranks = np.linspace(0.1, 0.9, 12).reshape(3, 4)
    assert callable(function)
    assert function(ranks).shape == (3, 4)
    np.testing.assert_array_equal(function(ranks).ravel(), function(ranks.ravel()))


def test_the_density_is_the_slope_of_the_cdf() -> None:
    z = np.linspace(-5, 5, 101)
    slope = (normal.cdf(z + 1e-5) - normal.cdf(z - 1e-5)) / 2e-5
    np.testing.assert_allclose(normal.density(z), slope, atol=1e-9)


def test_the_fast_cdf_is_off_by_less_than_it_says() -> None:
    z = np.concatenate((np.linspace(-12, 12, 100_001), [-np.inf, np.inf]))
    fast = normal.fast_cdf(z)
    assert np.abs(fast - special.ndtr(z)).max() < 1e-6
    assert (fast >= 0).all()
    assert (fast <= 1).all()
    assert (np.diff(fast[:-2]) >= 0).all()


def test_the_fast_quantile_is_off_by_less_than_it_says() -> None:
    tails = np.logspace(-15, -3, 2_000)
    u = np.sort(np.concatenate((np.arange(100_000) / 100_000, tails, 1 - tails)))
    fast = normal.fast_quantile(u)
    assert np.isfinite(fast).all()
    assert np.abs(special.ndtr(fast) - u).max() < 5e-5
    assert (np.diff(fast) >= -1e-15).all()


def test_the_fast_quantile_keeps_the_tails() -> None:
    u = np.array([0.0, 1e-12, 1e-6, 1 - 1e-6])
    np.testing.assert_allclose(normal.fast_quantile(u)[1:], special.ndtri(u)[1:], rtol=1e-9)
    assert -8.5 < normal.fast_quantile(u)[0] < -8
