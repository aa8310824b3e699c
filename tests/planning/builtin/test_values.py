from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.values import read_rate, read_values, says_no, yes_no


def read(text: str) -> Details:
    details = Details()
    read_values(text, details)
    return details


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("basic, plus, elite", [("basic", None), ("plus", None), ("elite", None)]),
        ("red, green, or blue", [("red", None), ("green", None), ("blue", None)]),
        ("S/M/L", [("S", None), ("M", None), ("L", None)]),
        ("open or closed", [("open", None), ("closed", None)]),
        ("one of a, b and c", [("a", None), ("b", None), ("c", None)]),
        ("free 60%, pro 30%, enterprise 10%", [("free", 60), ("pro", 30), ("enterprise", 10)]),
        ("60% free and 40% pro", [("free", 60), ("pro", 40)]),
        ("dog 60%, cat 40%", [("dog", 60), ("cat", 40)]),
        ("Democrat: 45%, Republican: 55%", [("Democrat", 45), ("Republican", 55)]),
        ("active 80%, the rest inactive", [("active", 80), ("inactive", None)]),
        ("4, 6, 8, 12 GB", [("4", None), ("6", None), ("8", None), ("12", None)]),
    ],
)
def test_reads_values_and_their_shares(text: str, values: list[tuple[str, float | None]]) -> None:
    assert read(text).values == values


def test_one_share_alone_is_a_rate() -> None:
    details = read("20% yes")
    assert (details.rate, details.rate_word) == (0.2, "yes")
    assert not details.values


WORD = st.text(alphabet="abcdefgh", min_size=3, max_size=8)


@given(st.lists(WORD, min_size=2, max_size=6, unique=True))
def test_any_words_in_commas_are_values(words: list[str]) -> None:
    assert [value for value, _ in read(", ".join(words)).values] == words


@given(st.lists(st.integers(1, 60), min_size=2, max_size=5))
def test_any_shares_stay_with_their_values(shares: list[int]) -> None:
    text = ", ".join(f"v{place} {share}%" for place, share in enumerate(shares))
    assert [share for _, share in read(text).values] == shares


@pytest.mark.parametrize(
    ("text", "rate"),
    [("churned 20%", 0.2), ("rate of 5%", 0.05), ("about 2.5% of the time", 0.025)],
)
def test_reads_a_rate_out_of_running_words(text: str, rate: float) -> None:
    details = Details()
    read_rate(text, details)
    assert details.rate == rate


def test_tells_yes_from_no() -> None:
    assert yes_no(["Yes", "No"]) == ("Yes", "No")
    assert yes_no(["0", "1"]) == ("1", "0")
    assert yes_no(["open", "closed"]) is None
    assert says_no("no")
    assert not says_no("yes")
    assert not says_no(None)
