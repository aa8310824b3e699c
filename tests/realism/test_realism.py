from __future__ import annotations

import pytest

from tests.realism.figures import Comparison, Measured, compare, measured

DATASETS = measured()


@pytest.mark.parametrize("them", DATASETS, ids=lambda them: them.domain)
def test_figures_are_near_the_measured_ones(them: Measured) -> None:
    far = [comparison for comparison in compare(them) if not comparison.near]
    assert not far, "\n".join(map(str, far))


def test_there_are_five_datasets_with_a_label_each() -> None:
    assert len(DATASETS) == 5
    assert {them.label in them.numbers or them.base_rate is not None for them in DATASETS} == {True}


def test_a_figure_beyond_its_tolerance_is_not_near() -> None:
    assert Comparison("mean", measured=10, ours=10.9, tolerance=1).near
    assert not Comparison("mean", measured=10, ours=11.1, tolerance=1).near
    assert not Comparison("mean", measured=10, ours=float("nan"), tolerance=1).near
