"""Numbers in figures and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.planning.grammar.numbers import find_numbers, read_number
from rowsmith.planning.grammar.values import Figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5k", 5_000),
        ("1.2 M", 1_200_000),
        ("2 000", 2_000),
        ("1,000", 1_000),
        ("10 000 000", 10_000_000),
        ("1 billion", 1e9),
        ("1B", 1e9),
        ("10 crore", 1e8),
        ("5 lakh", 5e5),
        ("five hundred", 500),
        ("a dozen", 12),
        ("half", 0.5),
        ("half a million", 500_000),
        ("two and a half thousand", 2_500),
        ("one and a half million", 1_500_000),
        ("one hundred and twenty", 120),
        ("forty-two", 42),
        ("a couple of hundred", 200),
        ("twenty-odd", 20),
        ("1,5", 1.5),
        (".14", 0.14),
        ("−2", -2),
        ("about 70", 70),
        ("zero", 0),
    ],
)
def test_a_number_has_its_value(text: str, value: float) -> None:
    figure = read_number(text)
    assert figure is not None
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("$1,500.50", Figure(1500.5, decimals=2, currency="USD")),
        ("5 €", Figure(5, currency="EUR")),
        ("CHF 4,500", Figure(4500, currency="CHF")),
        ("R$10k", Figure(10_000, currency="BRL")),
        ("CA$30", Figure(30, currency="CAD")),
        ("-€3M", Figure(-3_000_000, currency="EUR")),
        ("100 dollars", Figure(100, currency="USD")),
        ("8.5 %", Figure(8.5, decimals=1, percent=True)),
        ("12 per cent", Figure(12, percent=True)),
        ("ninety percent", Figure(90, percent=True)),
    ],
)
def test_money_and_percents_are_told(text: str, figure: Figure) -> None:
    assert read_number(text) == figure


@pytest.mark.parametrize("text", ["", "abc", "5 apples", "70s", "1-5", "INV-0001", "2024-01-01"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


@given(st.integers(0, 10**12))
def test_grouped_digits_are_the_number(number: int) -> None:
    for written in (f"{number}", f"{number:,}", f"{number:,}".replace(",", " ")):
        figure = read_number(written)
        assert figure is not None
        assert figure.value == number


def test_numbers_are_found_where_they_stand() -> None:
    text = (
        "about 2 000 customers of 18 to 65, $5k-$10k, INV-00001, version 3.5.1, a hundred and two"
    )
    found = [(text[one.start : one.end], one.value.value) for one in find_numbers(text)]
    assert found == [
        ("2 000", 2000),
        ("18", 18),
        ("65", 65),
        ("$5k", 5000),
        ("$10k", 10_000),
        ("a hundred and two", 102),
    ]
