"""Ages of persons, wherever they are said."""

from __future__ import annotations

import pytest

from rowsmith.planning.builtin.ages import take_ages
from rowsmith.planning.builtin.parts import Clauses


@pytest.mark.parametrize(
    ("text", "left", "said"),
    [
        ("people aged 18 to 99", "people", "age 18 to 99"),
        ("patients over 60 with diabetes", "patients with diabetes", "age over 60"),
        ("customers aged 30+ of a bank", "customers of a bank", "age over 30"),
        ("drivers younger than 25", "drivers", "age younger than 25"),
        ("students 18-25 years old, 70% passed", "students, 70% passed", "age 18-25"),
    ],
)
def test_says_how_old_they_are(text: str, left: str, said: str) -> None:
    clauses = Clauses()
    assert take_ages(text, clauses) == left
    assert clauses.statements == [said]


@pytest.mark.parametrize(
    "text",
    [
        "prices over 60",
        "houses between 20 and 90",
        "patients over 100000 rows",
        "students 1-5 scores",
    ],
)
def test_other_figures_are_no_ages(text: str) -> None:
    clauses = Clauses()
    assert take_ages(text, clauses) == text
    assert not clauses.statements
