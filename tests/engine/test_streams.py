"""Draws by name: reproducible, independent, permutations that permute."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from rowsmith.engine.streams import RowStream, SubjectStream, permutation


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 3_000), st.integers(0, 2**53 - 1))
def test_a_permutation_hits_every_place_once(size: int, key: int) -> None:
    placed = permutation(np.arange(size), size, key)
    assert np.array_equal(np.sort(placed), np.arange(size))


def test_neighbours_are_placed_apart_in_a_grid_without_empty_places() -> None:
    for size in (1_000, 9_973, 10_000):
        steps = np.diff(permutation(np.arange(size), size, 11))
        assert len(np.unique(steps)) > size / 4


def test_an_index_is_placed_without_the_others() -> None:
    whole = permutation(np.arange(10_000), 10_000, 5)
    some = np.array([9_999, 3, 777])
    assert np.array_equal(permutation(some, 10_000, 5), whole[some])


def test_keys_permute_differently() -> None:
    first, second = (permutation(np.arange(1_000), 1_000, key) for key in (1, 2))
    assert (first == second).mean() < 0.02


def test_subjects_draw_the_same_wherever_they_are_shown() -> None:
    many = SubjectStream(7, "age", np.arange(1_000)).uniform("rank")
    few = SubjectStream(7, "age", np.array([999, 5, 5])).uniform("rank")
    assert np.array_equal(few, many[[999, 5, 5]])


def test_draws_are_uniform_and_names_independent() -> None:
    for stream in (RowStream(1, "a", 0, 50_000), SubjectStream(1, "a", np.arange(50_000))):
        first, second = stream.uniform("x"), stream.uniform("y")
        assert stats.kstest(first, "uniform").pvalue > 1e-6
        assert abs(np.corrcoef(first, second)[0, 1]) < 0.02
        assert np.array_equal(first, stream.uniform("x"))


def test_columns_blocks_and_seeds_draw_differently() -> None:
    streams = [
        RowStream(1, "a", 0, 9),
        RowStream(1, "a", 1, 9),
        RowStream(1, "b", 0, 9),
        RowStream(2, "a", 0, 9),
    ]
    assert len({stream.bits("x").tobytes() for stream in streams}) == 4


def test_streams_of_neighbouring_blocks_and_seeds_are_unrelated() -> None:
    size = 20_000
    ones = RowStream(1, "a", 0, size).uniform("x")
    for other in (
        RowStream(1, "a", 1, size),
        RowStream(2, "a", 0, size),
        RowStream(1, "b", 0, size),
    ):
        both = np.histogram2d(ones, other.uniform("x"), bins=10, range=[(0, 1), (0, 1)])[0]
        assert stats.chisquare(both.ravel()).pvalue > 1e-6
