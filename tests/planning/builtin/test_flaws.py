from __future__ import annotations

from tests.planning.builtin.helpers import plan


def test_a_column_in_the_plural_may_be_missing() -> None:
    missing = plan("messy data about employees with missing salaries").schema.missing
    assert "salary" in {one.column for one in missing}


def test_a_share_without_something_leaves_it_empty() -> None:
    missing = plan("restaurant reviews, and about 8% without a comment").schema.missing
    assert [one.share for one in missing if "text" in one.column or "comment" in one.column] == [
        0.08
    ]


def test_what_is_to_lack_is_the_field_of_that_name_and_not_one_alike() -> None:
    made = plan(
        "customer survey responses with satisfaction from 1 to 5 and 10% missing age"
    ).schema
    assert {one.column: one.share for one in made.missing} == {"age": 0.1}
    assert {"age", "age_group"} <= {column.name for column in made.csv_order()}
