"""Scores: normal scores of mid-ranks, whatever the tail; 0 where nothing is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from rowsmith.engine.drivers.scores import DIGITS, ScoreTable, rounded

SAMPLES = st.lists(st.integers(-20, 20), min_size=1, max_size=200)


@given(SAMPLES)
def test_scores_are_normal_scores_of_mid_ranks(sample: list[int]) -> None:
    values = np.array(sample, dtype=np.float64)
    midranks = (stats.rankdata(values) - 0.5) / len(values)
    assert ScoreTable.of(values)(values) == pytest.approx(stats.norm.ppf(midranks), abs=1e-9)


def test_a_heavy_tail_scores_like_a_light_one() -> None:
    u = (np.arange(20_000) + 0.5) / 20_000
    heavy = np.exp(5 * stats.norm.ppf(u))
    assert ScoreTable.of(heavy)(heavy)[2:-2] == pytest.approx(stats.norm.ppf(u)[2:-2], abs=0.15)


def test_what_is_missing_or_never_known_scores_in_the_middle() -> None:
    table = ScoreTable.of(np.array([1.0, 2.0]))
    assert table(np.array([np.nan]))[0] == 0
    assert ScoreTable.of(np.array([]))(np.array([np.nan, 3.0])).tolist() == [0, 0]


def test_what_lies_beyond_the_sample_scores_like_its_end() -> None:
    table = ScoreTable.of(np.arange(10.0))
    assert table(np.array([-5.0, 50.0])).tolist() == [table.y[0], table.y[-1]]


@given(st.floats(-1e12, 1e12, allow_subnormal=False))
def test_what_is_stored_has_as_many_digits_as_all_processors_agree_on(value: float) -> None:
    cut = float(rounded(np.array(value)))
    assert cut == pytest.approx(value, rel=10.0 ** (1 - DIGITS), abs=1e-300)
    assert float(f"{cut:.{DIGITS - 1}e}") == pytest.approx(cut, rel=1e-15)
