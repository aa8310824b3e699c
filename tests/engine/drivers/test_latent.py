"""The latent's bins and ranks against rows drawn by brute force."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from rowsmith.engine.drivers.latent import Bins, RankTable

ROWS = 200_000
RNG = np.random.default_rng(1)
SCORE = RNG.gamma(2.0, 1.0, ROWS)
SCORE = (SCORE - SCORE.mean()) / SCORE.std()
CASE = (RNG.random(ROWS) < 0.3).astype(np.int64)
NONE = np.zeros(ROWS, np.int64)
NOISE = RNG.standard_normal(ROWS)


@pytest.mark.parametrize("p", [0.0, 0.3, 0.8, 0.95])
def test_ranks_are_uniform_whatever_is_explained(p: float) -> None:
    table = RankTable.of(Bins.of(SCORE, SCORE, NONE, NONE), p)
    ranks = table(np.sqrt(p) * SCORE + np.sqrt(1 - p) * NOISE)
    assert 0 <= ranks.min() <= ranks.max() < 1
    assert stats.kstest(ranks, "uniform").pvalue > 1e-6


def test_ranks_rise_with_the_latent() -> None:
    table = RankTable.of(Bins.of(SCORE, SCORE, NONE, NONE), 0.5)
    assert (np.diff(table(np.linspace(-9, 9, 5_000))) >= 0).all()


@pytest.mark.parametrize("rank", [0.01, 0.5, 0.99])
def test_a_threshold_leaves_its_share_below(rank: float) -> None:
    threshold = Bins.of(SCORE, SCORE, CASE, NONE).threshold(rank, 0.6)
    latent = np.sqrt(0.6) * SCORE + np.sqrt(0.4) * NOISE
    assert np.mean(latent < threshold) == pytest.approx(rank, abs=0.004)


def test_bins_hold_the_whole_variance_where_little_is_visible() -> None:
    visible = 0.5 * SCORE + RNG.standard_normal(ROWS)
    bins = Bins.of(SCORE, visible, CASE, NONE)
    mean = np.sum(bins.weight * bins.mean)
    spread = np.sum(bins.weight * (bins.variance + bins.mean**2)) - mean**2
    assert bins.weight.sum() == pytest.approx(1)
    assert spread == pytest.approx(1, abs=1e-6)
    assert bins.variance.mean() > 0.5


def test_bins_are_of_one_case_and_one_pattern_of_what_is_shown() -> None:
    pattern = (RNG.random(ROWS) < 0.5).astype(np.int64) - 1
    visible = np.where(pattern == 0, SCORE, 0.0)
    bins = Bins.of(SCORE, visible, CASE, pattern)
    assert bins.weight[bins.case == 1].sum() == pytest.approx(CASE.mean())
    # Half of the rows show nothing: one bin a case, with all of the variance.
    unseen = bins.weight > 0.05
    assert unseen.sum() == 2
    assert (bins.variance[unseen] > 0.9).all()
    assert bins.weight[unseen].sum() == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("rank", [1e-9, 1e-4, 0.3, 0.999, 1 - 1e-9])
@pytest.mark.parametrize("p", [0.0, 0.3, 0.95])
def test_a_threshold_is_exact_however_far_out(rank: float, p: float) -> None:
    bins = Bins.of(SCORE, SCORE, CASE, NONE)
    below = 1.0 - float(np.sum(bins.weight * bins.above(bins.threshold(rank, p), p)))
    assert below == pytest.approx(rank, rel=1e-6, abs=1e-14)


def test_a_threshold_is_found_between_two_far_groups() -> None:
    score = np.repeat([-1.0, 1.0], 5_000)
    bins = Bins.of(score, score, CASE[:10_000], NONE[:10_000])
    below = 1.0 - float(np.sum(bins.weight * bins.above(bins.threshold(0.5001, 0.9999), 0.9999)))
    assert below == pytest.approx(0.5001, abs=1e-12)
