from __future__ import annotations

import pytest

from rowsmith.planning.builtin.lexicon import known
from rowsmith.planning.builtin.lists import is_field, is_remark, split_items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("name, age and city", ["name", "age", "city"]),
        ("age between 16 and 80, city", ["age between 16 and 80", "city"]),
        ("tier (a, b, and c), city", ["tier (a, b, and c)", "city"]),
        (
            "price depends on rooms and age, city",
            ["price depends on rooms and age", "city"],
        ),
        ("start and end date", ["start date", "end date"]),
        ("name; department: HR, IT; city", ["name", "department: HR, IT", "city"]),
        ("name as well as city plus age", ["name", "city", "age"]),
    ],
)
def test_parts_a_list(text: str, items: list[str]) -> None:
    assert split_items(text, known) == items


def test_tells_columns_from_remarks() -> None:
    assert is_field("age between 1 and 3", known)
    assert is_field("flurb (a, b)", known)
    assert is_field("some_flurb", known)
    assert not is_field("realistic values", known)
    assert not is_field("to predict churn", known)
    assert is_remark("10% missing values")
    assert is_remark("about 2% fraudulent")
    assert not is_remark("email (10% missing)")
