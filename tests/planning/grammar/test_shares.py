"""Shares of rows, alone and together."""

from __future__ import annotations

import pytest

from rowsmith.planning.grammar.shares import read_share, read_shares, read_weight
from rowsmith.planning.grammar.values import Share


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("30%", 0.3),
        ("8.5 %", 0.085),
        ("2 in 5", 0.4),
        ("nine out of ten", 0.9),
        ("1 bag of 9", 1 / 9),
        ("every third plot", 1 / 3),
        ("two thirds", 2 / 3),
        ("a quarter", 0.25),
        ("1/3", 1 / 3),
        ("just under half", 0.5),
        ("half of the cases", 0.5),
        ("3 per thousand", 0.003),
        ("4 per mille", 0.004),
        ("1 in 10,000", 0.0001),
        (".35", 0.35),
        ("0.2", 0.2),
        ("25", 0.25),
        ("all but 5%", 0.95),
        ("the majority, 60%", 0.6),
        ("never", 0),
        ("always", 1),
    ],
)
def test_a_share_is_exact(text: str, share: float) -> None:
    found = read_share(text)
    assert found is not None
    assert found.value == pytest.approx(share)
    assert found.exact


@pytest.mark.parametrize("text", ["mostly", "a few", "rarely", "nearly all", "most", "some"])
def test_words_have_a_usual_share(text: str) -> None:
    found = read_share(text)
    assert found is not None
    assert not found.exact
    assert 0 < found.value < 1


@pytest.mark.parametrize("text", ["the rest", "remaining", "all others", "what is left"])
def test_the_rest_is_told(text: str) -> None:
    found = read_share(text)
    assert found is not None
    assert found.rest


@pytest.mark.parametrize("text", ["", "170", "12 of them", "red", "3:1", "-5%"])
def test_what_is_no_share_of_one_thing_is_none(text: str) -> None:
    assert read_share(text) is None


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("50/50", [0.5, 0.5]),
        ("3:1", [0.75, 0.25]),
        ("70/20/10", [0.7, 0.2, 0.1]),
        ("30%, 50%, 20%", [0.3, 0.5, 0.2]),
        ("35 / 40 / 10 / 15 %", [0.35, 0.4, 0.1, 0.15]),
        ("half and half", [0.5, 0.5]),
        ("evenly", [0.25, 0.25, 0.25, 0.25]),
        ("20% each", [0.2, 0.2, 0.2]),
        ("one third each", [1 / 3, 1 / 3, 1 / 3]),
        ("40-60", [0.4, 0.6]),
    ],
)
def test_several_shares_come_in_their_order(text: str, shares: list[float]) -> None:
    found = read_shares(text, len(shares))
    assert found is not None
    assert [share.value for share in found] == pytest.approx(shares)


def test_as_many_shares_as_asked_for_or_none() -> None:
    assert read_shares("50/50", 3) is None
    assert read_shares("60%", 1) == (Share(0.6),)


def test_a_weight_is_a_bare_number() -> None:
    assert read_weight("170") == 170
    assert read_weight("12 of them") == 12
    assert read_weight("12%") is None
