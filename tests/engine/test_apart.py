"""Draws that are never what another column has."""

from __future__ import annotations

import numpy as np
import pytest

from rowsmith.engine.apart import NONE, DrawApart
from rowsmith.engine.values import Text, TextTable

GROUP = np.array([0, 1, 0, 2, 1])
WEIGHTS = np.array([4.0, 1, 2, 3, 0])
TEXTS = TextTable.of(["b", "a", "c"]).entries


def ranks(count: int = 90_000) -> np.ndarray:
    return (np.arange(count) + 0.5) / count


def test_a_code_is_of_no_group_that_is_taken() -> None:
    apart = DrawApart(GROUP, TEXTS, WEIGHTS)
    taken = np.arange(90_000) % 3
    codes = apart.codes(ranks(), [taken])
    assert not (GROUP[codes] == taken).any()


def test_what_is_left_keeps_its_weights() -> None:
    apart = DrawApart(GROUP, TEXTS, WEIGHTS)
    codes = apart.codes(ranks(), [np.zeros(90_000, dtype=np.int64)])
    assert np.bincount(codes, minlength=5) / 90_000 == pytest.approx(
        [0, 0.25, 0, 0.75, 0], abs=1e-4
    )


def test_nothing_is_left_out_where_nothing_is_taken() -> None:
    apart = DrawApart(GROUP, TEXTS, WEIGHTS)
    codes = apart.codes(ranks(), [np.full(90_000, NONE)])
    assert np.bincount(codes) / 90_000 == pytest.approx([0.4, 0.1, 0.2, 0.3], abs=1e-4)


def test_two_roles_may_have_taken_the_same_or_different_groups() -> None:
    apart = DrawApart(GROUP, TEXTS, WEIGHTS)
    one, other = np.arange(90_000) % 3, np.arange(90_000) // 3 % 3
    found = GROUP[apart.codes(ranks(), [one, other])]
    assert not ((found == one) | (found == other)).any()


def test_groups_are_found_by_what_another_column_prints() -> None:
    apart = DrawApart(GROUP, TEXTS, WEIGHTS)
    other = Text.coded(
        np.array([2, 0, 1, 1]), TextTable.of(["c", "nowhere", "b"]), np.array([False] * 3 + [True])
    )
    assert apart.groups_of(other).tolist() == [0, 2, NONE, NONE]
