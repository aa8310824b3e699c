"""Tables that a terminal of any width can show."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.local.table import aligned

ROWS: list[dict[str, Any]] = [
    {"name": "Ann", "age": 7},
    {"name": "Bartholomew", "age": 41},
    {"name": None, "age": None},
]


def test_words_are_flush_left_and_numbers_flush_right() -> None:
    assert aligned(ROWS, 80).split("\n") == [
        "name         age",
        "Ann            7",
        "Bartholomew   41",
        "",
    ]


def test_a_narrow_terminal_gets_the_columns_in_bands() -> None:
    assert aligned(ROWS, 12).split("\n") == [
        *["name", "Ann", "Bartholomew", ""],
        "",
        *["age", "  7", " 41", ""],
    ]


def test_no_rows_give_no_table() -> None:
    assert aligned([], 80) == ""


@given(
    st.lists(
        st.fixed_dictionaries({"a": st.text(), "b": st.integers(), "c": st.text()}), min_size=1
    ),
    st.integers(min_value=42, max_value=200),
)
def test_no_line_is_longer_than_the_terminal_is_wide(
    rows: list[dict[str, object]], width: int
) -> None:
    assert all(len(line) <= width for line in aligned(rows, width).split("\n"))
