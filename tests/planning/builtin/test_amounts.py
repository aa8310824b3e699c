from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.planning.builtin.amounts import amount, decimals, word_amount


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("20k", 20_000),
        ("$1,500.50", 1_500.5),
        ("-3.2", -3.2),
        ("1.5 million", 1_500_000),
        ("2 lakh", 200_000),
        ("€40", 40),
    ],
)
def test_reads_numbers_as_people_write_them(text: str, number: float) -> None:
    assert amount(text) == number


@pytest.mark.parametrize("text", ["", "abc", "12 apples", "--3"])
def test_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        amount(text)


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_reads_any_integer_with_and_without_thousands_separators(number: int) -> None:
    assert amount(str(number)) == number
    assert amount(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("two", 2),
        ("half a million", 500_000),
        ("two hundred", 200),
        ("a dozen", 12),
        ("twenty-five", 25),
        ("ten thousand", 10_000),
    ],
)
def test_reads_number_words(text: str, number: float) -> None:
    assert word_amount(text) == number


def test_knows_no_number_in_other_words() -> None:
    assert word_amount("several apples") is None


@pytest.mark.parametrize(("text", "places"), [("9.99", 2), ("5", 0), ("1.5k", 0)])
def test_counts_the_decimals_written(text: str, places: int) -> None:
    assert decimals(text) == places
