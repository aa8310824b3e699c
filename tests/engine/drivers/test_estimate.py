"""What printed cells tell: additive parts exactly, interactions by trees, nothing out of noise."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import r2_score

from rowsmith.engine.drivers.estimate import LEVELS, additive, held_out, histogram_cells
from rowsmith.engine.values import Numbers, Text, TextTable

ROWS = 40_000
RNG = np.random.default_rng(3)
ONE, OTHER = RNG.integers(0, 8, ROWS), RNG.integers(0, 8, ROWS)
NOISE = RNG.standard_normal(ROWS)


def test_sums_of_parts_are_found() -> None:
    truth = np.sin(ONE.astype(float)) + (OTHER - 3.0) ** 2
    assert r2_score(truth, additive(truth + NOISE, [ONE, OTHER])) > 0.999


def test_trees_find_interactions_in_rows_they_have_not_seen() -> None:
    truth = np.where(ONE > 3, OTHER, -OTHER).astype(float)
    assert r2_score(truth[1::2], held_out(truth + NOISE, [ONE, OTHER])) > 0.97


def test_trees_find_nothing_in_noise() -> None:
    assert r2_score(NOISE[1::2], held_out(NOISE, [ONE, OTHER])) == pytest.approx(0, abs=0.005)


def test_no_features_give_the_mean() -> None:
    assert np.unique(held_out(NOISE, [])).tolist() == [NOISE[::2].mean()]


def test_cells_that_are_not_shown_are_a_cell_of_their_own() -> None:
    shown = np.arange(ROWS) % 2 == 0
    cells = histogram_cells(Numbers(NOISE, None), shown)
    assert cells is not None
    assert set(cells[~shown]) == {0}
    assert cells[shown].min() == 1


def test_texts_that_all_differ_tell_nothing() -> None:
    table = TextTable.of([f"name {n}" for n in range(LEVELS + 1)])
    assert histogram_cells(Text.coded(np.arange(3), table), True) is None
