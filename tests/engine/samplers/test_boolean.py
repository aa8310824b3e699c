"""`boolean`: rates and words."""

from __future__ import annotations

import pytest

from tests.engine.making import boolean, category, frame_of


@pytest.mark.parametrize("rate", [0.0, 0.01, 0.265, 0.5, 1.0])
def test_the_rate_holds(rate: float) -> None:
    found = frame_of(boolean("a", rate), rows=100_000)["a"].mean()
    assert found == pytest.approx(rate, abs=0.008 if 0 < rate < 1 else 0)


def test_words_are_for_true_and_for_false() -> None:
    frame = frame_of(boolean("a", 1.0, words=["yes", "no"]), boolean("b", 0.0, words=["1", "0"]))
    assert set(frame["a"]) == {"yes"}
    assert set(frame["b"]) == {"0"}


def test_a_case_has_its_own_rate() -> None:
    frame = frame_of(
        category("plan", "a", "b"),
        boolean("left", 0.4, cases=[{"when": "plan == 'a'", "rate": 0.7}]),
        rows=40_000,
    )
    rates = frame.groupby("plan")["left"].mean()
    assert rates["a"] == pytest.approx(0.7, abs=0.02)
    assert rates["b"] == pytest.approx(0.1, abs=0.02)
