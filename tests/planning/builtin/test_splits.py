from __future__ import annotations

import pytest

from rowsmith.planning.builtin.lexicon import known
from rowsmith.planning.builtin.splits import bracket_splits
from rowsmith.planning.builtin.value_owner import owner_of


def bracketed(text: str) -> str:
    return bracket_splits(text, known, lambda values: owner_of(values, None))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "request logs, status code is 200 in 85% of cases, 404 in 10% and 500 in the rest",
            "request logs, status code (200 85%, 404 10%, 500 5%)",
        ),
        (
            "records, contract type permanent (80%) or temporary (20%)",
            "records, contract type (permanent 80%, temporary 20%)",
        ),
        (
            "60% of users are on the free plan, 30% on pro, the rest enterprise",
            "plan (free 60%, pro 30%, enterprise 10%)",
        ),
        (
            "bread type: white 40%, rye 35%, sourdough 25%",
            "bread type (white 40%, rye 35%, sourdough 25%)",
        ),
        ("trucks, fuel is diesel 90% and gas otherwise", "trucks, fuel (diesel 90%, gas 10%)"),
        ("members, 55% women and 45% men", "members, gender (women 55%, men 45%)"),
        (
            "orders, 70% are paid by card, 20% cash and 10% voucher",
            "orders, payment method (card 70%, cash 20%, voucher 10%)",
        ),
        (
            "tickets with priority low 60%, high 40%, state open 20% or shut 80%",
            "tickets with priority (low 60%, high 40%), state (open 20%, shut 80%)",
        ),
        (
            "80% of the patients are adults and 20% children",
            "patient type (adults 80%, children 20%)",
        ),
        (
            "a list of farms: crop wheat (40%), corn (35%), soy (25%), area 5 to 200",
            "a list of farms: crop (wheat 40%, corn 35%, soy 25%), area 5 to 200",
        ),
        ("three times as many women as men", "gender (women 75%, men 25%)"),
        ("results, a 40/60 split between pass and fail", "results, result (pass 40%, fail 60%)"),
    ],
)
def test_shares_that_make_a_whole_are_values_of_one_column(said: str, meant: str) -> None:
    assert bracketed(said) == meant


@pytest.mark.parametrize(
    "text",
    [
        "emails, 20% opened, 3% clicked",
        "plan (free 70%, pro 30%), age",
        "smokers 30%, married 70%",
        "5% missing ages, 95% of prices above 10",
        "discount 20% or 80%",
    ],
)
def test_rates_of_several_columns_stay_apart(text: str) -> None:
    assert bracketed(text) == text
