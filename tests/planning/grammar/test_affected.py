from __future__ import annotations

import pytest

from rowsmith.planning.grammar.affected import begins_item, find_affected
from rowsmith.planning.grammar.places import name_of_thing
from rowsmith.planning.grammar.row_words import counts_no_rows


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("5% of the plants are diseased", "diseased"),
        ("3 % of customers were blacklisted.", "blacklisted"),
        ("12 percent of all old trees are damaged, and so on", "damaged"),
    ],
)
def test_a_share_is_of_rows_that_are_so(text: str, state: str) -> None:
    ((share, found),) = find_affected(text)
    assert text[slice(*found)] == state
    assert text[slice(*share)][0].isdigit()


@pytest.mark.parametrize(
    "text", ["5% of the values are missing", "60% of the users are women", "5% of the plants"]
)
def test_what_is_empty_or_a_value_is_no_state(text: str) -> None:
    assert not list(find_affected(text))


def test_a_word_for_a_step_may_begin_an_item() -> None:
    text = "variety, daily light hours"
    assert begins_item(text, 9, 14)
    assert not begins_item("daily sales", 0, 5)


@pytest.mark.parametrize(
    ("text", "number", "none"),
    [
        ("a table with 10 columns", "10", True),
        ("users with 3 hobbies", "3", True),
        ("users with 500 rows", "500", False),
        ("data with 12 patients", "12", False),
    ],
)
def test_columns_and_what_each_has_are_no_rows(text: str, number: str, none: bool) -> None:
    start = text.index(number)
    assert counts_no_rows(text, start, start + len(number), float(number)) is none


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("german credit risk", 0, 13),
        ("turkey weights", 0, 6),
        ("customers in turkey with age", 13, None),
        ("german customers", 0, None),
    ],
)
def test_names_of_things_hold_names_of_places(text: str, start: int, end: int | None) -> None:
    assert name_of_thing(text, start) == end
