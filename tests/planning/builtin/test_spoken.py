from __future__ import annotations

import pytest

from rowsmith.planning.builtin.spoken import spoken_shares


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("currency is USD half of the time", "currency is USD 50% of the time"),
        ("about a third have a warranty", "33.3% have a warranty"),
        ("two thirds have insurance", "66.7% have insurance"),
        ("one in ten returned", "10% returned"),
        ("one in ten orders returned", "10% of orders returned"),
        ("nine out of ten customers are happy", "90% of customers are happy"),
        ("every fifth order is late", "20% of order is late"),
        ("a quarter of users churn", "25% of users churn"),
        ("half male and half female", "50% male, 50% female"),
        ("most customers (80%) pay by card", "80% of customers pay by card"),
        ("most (80%) pay by card", "80% pay by card"),
        ("fraud is rare, 0.5%", "fraud 0.5%"),
        ("returns are uncommon (about 3%)", "returns 3%"),
        ("twenty percent are late", "20% are late"),
        ("with probability 0.3", "with probability of 30%"),
    ],
)
def test_a_share_in_words_is_a_per_cent(said: str, meant: str) -> None:
    assert spoken_shares(said) == meant


@pytest.mark.parametrize(
    "text",
    [
        "rated 7 out of 10",
        "sales of the last quarter of 2023",
        "half a million rows",
        "a half hour",
        "third party sellers",
        "score from 1 out of 10",
    ],
)
def test_other_halves_and_quarters_are_left_alone(text: str) -> None:
    assert spoken_shares(text) == text
