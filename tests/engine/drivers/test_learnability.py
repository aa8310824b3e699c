"""Best possible scores against rows drawn by brute force and scored by scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn.metrics import roc_auc_score

from rowsmith.engine.drivers.latent import Bins
from rowsmith.engine.drivers.learnability import (
    auc,
    best_accuracy,
    best_auc,
    best_r2,
    solve_explained,
)
from rowsmith.engine.values import FloatArray

ROWS = 200_000
RNG = np.random.default_rng(2)
SCORE = RNG.standard_normal(ROWS) + 2.0 * (RNG.random(ROWS) < 0.3)
SCORE = (SCORE - SCORE.mean()) / SCORE.std()
NOISE = RNG.standard_normal(ROWS)
NONE = np.zeros(ROWS, np.int64)
BINS = Bins.of(SCORE, SCORE, NONE, NONE)


def latent(p: float) -> FloatArray:
    drawn: FloatArray = np.sqrt(p) * SCORE + np.sqrt(1 - p) * NOISE
    return drawn


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=30))
def test_auc_is_that_of_the_rows(groups: list[tuple[int, int]]) -> None:
    hits, misses = (np.array(column) for column in zip(*groups, strict=True))
    kept = hits + misses > 0
    hits, misses = hits[kept], misses[kept]
    if not hits.sum() or not misses.sum():
        return
    size = hits + misses
    truth = np.concatenate([[1] * h + [0] * m for h, m in zip(hits, misses, strict=True)])
    expected = roc_auc_score(truth, np.repeat(hits / size, size))
    assert auc(size / size.sum(), hits / size) == pytest.approx(expected)


@pytest.mark.parametrize("rate", [0.02, 0.3, 0.9])
@pytest.mark.parametrize("p", [0.1, 0.6, 0.95])
def test_best_auc_is_what_the_score_reaches(rate: float, p: float) -> None:
    drawn = latent(p)
    truth = drawn > np.quantile(drawn, 1 - rate)
    error = 1.5 / np.sqrt(min(truth.sum(), (~truth).sum()))
    found = best_auc(BINS, [rate], p)
    assert found == pytest.approx(roc_auc_score(truth, SCORE), abs=0.002 + error)


def test_best_auc_of_a_rate_that_leaves_nothing_to_tell() -> None:
    assert best_auc(BINS, [0.0], 0.5) == best_auc(BINS, [1.0], 0.5) == 0.5


@pytest.mark.parametrize("p", [0.2, 0.8])
def test_best_accuracy_is_that_of_the_likeliest_level(p: float) -> None:
    cumulated = np.array([0.5, 0.8])
    drawn = latent(p)
    levels = np.searchsorted(np.quantile(drawn, cumulated), drawn)
    cells = np.digitize(SCORE, np.quantile(SCORE, np.linspace(0, 1, 201)[1:-1]))
    table = np.bincount(cells * 3 + levels, minlength=600).reshape(200, 3)
    expected = table.max(axis=1).sum() / ROWS
    assert best_accuracy(BINS, [cumulated], p) == pytest.approx(expected, abs=0.006)


@pytest.mark.parametrize("p", [0.2, 0.8])
def test_best_r2_is_the_share_of_the_variance_between_scores(p: float) -> None:
    values = np.exp(0.5 * latent(p))
    cells = np.digitize(SCORE, np.quantile(SCORE, np.linspace(0, 1, 401)[1:-1]))
    means = np.bincount(cells, values) / np.bincount(cells)
    expected = np.var(means[cells]) / np.var(values)
    found = best_r2(BINS, [lambda drawn: np.exp(0.5 * drawn)], p)
    assert found == pytest.approx(expected, abs=0.01)


def test_best_r2_of_a_normal_target_is_what_is_explained() -> None:
    score = stats.norm.ppf((np.arange(ROWS) + 0.5) / ROWS)
    bins = Bins.of(score, score, NONE, NONE)
    assert best_r2(bins, [lambda drawn: drawn], 0.4) == pytest.approx(0.4, abs=1e-3)


@pytest.mark.parametrize(
    ("wanted", "p", "reached"), [(0.25, 0.5, 0.25), (-1.0, 0.0, 0.0), (2.0, 0.95, 0.9025)]
)
def test_what_is_out_of_reach_gets_the_nearest(wanted: float, p: float, reached: float) -> None:
    found = solve_explained(lambda p: p**2, wanted)
    assert list(found) == pytest.approx([p, reached], abs=1e-5)
