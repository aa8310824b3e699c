"""From scores between marks to what each belongs to."""

from __future__ import annotations

import numpy as np

from rowsmith.planning.reading.links import find_heads

NEVER = -1e4


def scores(*each: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(each, np.float32)


def test_the_likeliest_is_the_head() -> None:
    heads, chance = find_heads("min", scores(NEVER, 1, 5, NEVER), [0, 1, 2])
    assert heads == [1]
    assert chance > 0.9


def test_mentions_count_for_what_they_mention() -> None:
    assert find_heads("val", scores(NEVER, 1, 1.5, 1), [0, 1, 0])[0] == [0]


def test_heads_as_likely_as_the_best_are_heads_too() -> None:
    assert find_heads("unit", scores(NEVER, 4, 4, -4), [0, 1, 2])[0] == [0, 1]


def test_a_value_has_one_column() -> None:
    assert find_heads("val", scores(NEVER, 4, 4, -4), [0, 1, 2])[0] == [0]


def test_the_root_is_nothing() -> None:
    assert find_heads("period", scores(6, 1, 1), [0, 1])[0] == []
    assert find_heads("period", scores(6, 1, 1.1), [0, 1], rooted=False)[0] == [0, 1]


def test_what_can_belong_to_nothing_does_not() -> None:
    assert find_heads("min", scores(2, NEVER, NEVER), [0, 1], rooted=False) == ([], 0.0)
