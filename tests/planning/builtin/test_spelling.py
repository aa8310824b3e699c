"""Slips of the pen are read as what was meant, and said."""

from __future__ import annotations

import pytest

from rowsmith.errors import NotUnderstood
from rowsmith.planning.builtin.spelling import respelled
from tests.planning.builtin.helpers import columns, plan


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("qantity", "quantity"),
        ("emial", "email"),
        ("adress", "address"),
        ("prise", "price"),
        ("monthly salery", "monthly salary"),
    ],
)
def test_one_slip_is_mended(written: str, meant: str) -> None:
    assert respelled(written) == meant


@pytest.mark.parametrize(
    "phrase", ["", "price", "zorple", "aeg", "prixxe", "planet", "a b c d e f"]
)
def test_what_is_right_or_far_from_all_is_left(phrase: str) -> None:
    assert respelled(phrase) is None


def test_the_column_bears_the_name_that_was_meant_and_a_warning_says_so() -> None:
    made = plan("columns: name, salery, depatment")
    assert [column.name for column in made.schema.csv_order()] == ["name", "salary", "department"]
    assert any("'salery' as 'salary'" in warning for warning in made.warnings)


def test_words_that_nobody_knows_are_still_refused() -> None:
    with pytest.raises(NotUnderstood):
        columns("columns: name, zorple, frumish")
