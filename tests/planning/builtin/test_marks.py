from __future__ import annotations

import pytest

from rowsmith.planning.builtin.lexicon import known
from rowsmith.planning.builtin.marks import mark_values


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("tier gold, silver or bronze", "tier (gold, silver or bronze)"),
        ("gender M/F", "gender (M/F)"),
        ("status being one of open, closed or lost", "status (open, closed or lost)"),
        ("category such as toys, tools and games", "category (toys, tools and games)"),
        ("payment cash or card", "payment (cash or card)"),
        ("70% yes on newsletter", "newsletter (70% yes)"),
        ("emp id starting with E", "emp id (like E#####)"),
        ("plan - free, pro or team - and city", "plan  (free, pro or team)  and city"),
    ],
)
def test_puts_values_into_brackets(text: str, marked: str) -> None:
    assert " ".join(mark_values(text, known).split()) == " ".join(marked.split())


@pytest.mark.parametrize(
    "text",
    [
        "name, age and city",
        "10% missing emails and 3% duplicates",
        "defect rate 0-5%, late delivery 20%",
        "interest rate between 3% and 15%",
        "orders including email, phone and city",
    ],
)
def test_leaves_alone_what_are_no_values(text: str) -> None:
    assert mark_values(text, known) == text


def test_rates_of_several_columns_are_no_values_of_one() -> None:
    text = "sent at, opened (22%), clicked (4%)"
    assert mark_values(text, known) == text
    assert mark_values("tier: a 60%, b 40%", known) == "tier (a 60%, b 40%)"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("status: open, pending, closed", "status (open, pending, closed)"),
        (
            "priority: low, high and status: open, closed",
            "priority (low, high) and status (open, closed)",
        ),
        (
            "carrier one of Alpha Air, BlueJet, Condora, distance",
            "carrier (Alpha Air, BlueJet, Condora), distance",
        ),
        ("speed limits only 20, 30 or 40 mph, age", "speed limits (20, 30 or 40), age"),
        ("data: name, email, age", "data: name, email, age"),
    ],
)
def test_values_behind_a_colon_or_one_of(text: str, marked: str) -> None:
    assert mark_values(text, known) == marked
