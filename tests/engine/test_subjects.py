"""Which subject a row shows: all of them, unevenly, without looking at other rows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.engine.subjects import lay_out


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 5_000), st.floats(1, 200), st.booleans(), st.integers(0, 99))
def test_every_subject_is_shown(rows: int, mean: float, exact: bool, seed: int) -> None:
    layout = lay_out("customer", rows=rows, rows_per_entity=mean, exact=exact, seed=seed)
    counts = np.bincount(layout.subjects(np.arange(rows)))
    assert len(counts) == layout.population
    assert counts.min() >= 1


@pytest.mark.parametrize("rows", [1_000, 65_536, 200_000])
def test_some_have_one_row_and_a_few_have_many(rows: int) -> None:
    layout = lay_out("customer", rows=rows, rows_per_entity=4, exact=False, seed=1)
    counts = np.bincount(layout.subjects(np.arange(rows)))
    assert counts.mean() == pytest.approx(4, rel=0.01)
    assert 0.2 < (counts == 1).mean() < 0.3
    assert counts.max() > 15


def test_exact_means_exact() -> None:
    layout = lay_out("customer", rows=1_000, rows_per_entity=5, exact=True, seed=1)
    assert set(np.bincount(layout.subjects(np.arange(1_000)))) == {5}
    assert layout.population == 200


def test_a_row_tells_its_subject_alone() -> None:
    layout = lay_out("customer", rows=150_000, rows_per_entity=3, exact=False, seed=1)
    whole = layout.subjects(np.arange(150_000))
    some = np.array([149_999, 0, 70_001])
    assert np.array_equal(layout.subjects(some), whole[some])


def test_rows_of_a_subject_are_scattered() -> None:
    layout = lay_out("customer", rows=10_000, rows_per_entity=5, exact=True, seed=1)
    subjects = layout.subjects(np.arange(10_000))
    assert (np.diff(subjects) == 0).mean() < 0.01
