from __future__ import annotations

import pytest

from rowsmith.planning.builtin.counted_rows import rows_first


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Survey\n- 600 pupils\n- age", "600 rows of Survey\n- age"),
        ("Weather with date and rain. 400 days.", "400 rows of Weather with date and rain."),
        ("students.csv please!! 600 pupils, age", "600 rows of students.csv please!! age"),
        (
            "name, email and phone number of 200 made-up people",
            "200 rows of name, email and phone number",
        ),
    ],
)
def test_moves_a_count_that_stands_apart_to_the_front(text: str, moved: str) -> None:
    assert rows_first(text) == moved


@pytest.mark.parametrize(
    "text", ["code of 10 digits", "customers with 5 orders each", "age, 18 to 65", ""]
)
def test_leaves_other_numbers(text: str) -> None:
    assert rows_first(text) == text
