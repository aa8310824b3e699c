import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rowsmith.engine.draw import WeightedTable

WEIGHTS = st.lists(st.floats(0, 1e6), min_size=1, max_size=60).filter(
    lambda weights: max(weights) > 1e-3
)


def random_bits(size: int, seed: int = 7) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 2**64, size, dtype=np.uint64)


@given(WEIGHTS, arrays(np.uint64, 50))
def test_codes_equal_a_search_among_the_cumulated_weights(
    weights: list[float], bits: np.ndarray
) -> None:
    table = WeightedTable(weights)
    unit = (bits >> np.uint64(11)) * 2.0**-53
    cumulated = np.cumsum(weights)
    expected = np.searchsorted(cumulated / cumulated[-1], unit, side="right")
    np.testing.assert_array_equal(table.codes(bits), expected)
    np.testing.assert_array_equal(table.quantile_codes(unit), expected)


@given(WEIGHTS)
def test_a_weight_of_zero_is_never_drawn(weights: list[float]) -> None:
    weights = [0.0, *weights, 0.0]
    codes = WeightedTable(weights).quantile_codes(np.linspace(0, 1, 1001))
    assert (np.asarray(weights)[codes] > 0).all()


@given(WEIGHTS)
def test_codes_rise_with_the_rank(weights: list[float]) -> None:
    codes = WeightedTable(weights).quantile_codes(np.linspace(0, 1, 1001))
    assert (np.diff(codes.astype(np.int64)) >= 0).all()


@given(WEIGHTS)
def test_shares_are_the_weights_in_proportion(weights: list[float]) -> None:
    np.testing.assert_allclose(
        WeightedTable(weights).shares, np.asarray(weights) / sum(weights), atol=1e-12
    )


@pytest.mark.parametrize("size", [1, 2, 300, 7_000, 70_000])
def test_draws_follow_the_weights(size: int) -> None:
    weights = np.random.default_rng(size).pareto(1.2, size) + 0.01
    draws = 400_000
    counts = np.bincount(WeightedTable(weights).codes(random_bits(draws)), minlength=size)
    expected = draws * weights / weights.sum()
    assert len(counts) == size
    assert (np.abs(counts - expected) < 6 * np.sqrt(expected) + 6).all()


@pytest.mark.parametrize(("size", "dtype"), [(3, np.uint16), (70_000, np.uint32)])
def test_codes_are_of_the_smallest_common_width(size: int, dtype: type) -> None:
    assert WeightedTable(np.ones(size)).codes(random_bits(3)).dtype == dtype


def test_no_bits_give_no_codes() -> None:
    assert len(WeightedTable([1, 2]).codes(random_bits(0))) == 0


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [float("nan")], [float("inf"), 1]])
def test_refuses_weights_that_are_none(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weight"):
        WeightedTable(weights)
