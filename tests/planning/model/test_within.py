"""A call that takes too long is left."""

from __future__ import annotations

import threading

import pytest

from rowsmith.planning.model.within import within


def test_within_hands_on_results_and_errors() -> None:
    assert within(5.0, lambda: 42) == 42
    with pytest.raises(KeyError):
        within(5.0, lambda: dict[str, int]()["missing"])


def test_within_gives_up() -> None:
    never = threading.Event()
    with pytest.raises(TimeoutError):
        within(0.01, never.wait)
    never.set()
