from __future__ import annotations

import pytest

from rowsmith.planning.builtin.items import read_item
from tests.planning.builtin.helpers import shown


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("the customer's age", "customer's age"),
        ("whether they churned", "churned"),
        ("whether or not the customer has a credit card", "has credit card"),
        ("a churn flag", "churn"),
        ("how many orders they made", "number of orders"),
        ("how satisfied they are", "satisfaction"),
        ("date of birth", "date of birth"),
        ("check-in", "check-in"),
        ("from", "from"),
        ("age (0-100)", "age"),
        ("price in dollars", "price"),
        ("customer lifetime value", "customer lifetime value"),
    ],
)
def test_finds_the_name(text: str, phrase: str) -> None:
    assert read_item(text).phrase == phrase


def test_reads_brackets_by_what_they_hold() -> None:
    assert read_item("gender (M/F)").details.values == [("M", None), ("F", None)]
    assert read_item("height (normal, mean 170, sd 10)").details.mean == 170
    assert read_item("email (10% missing)").details.missing == 0.1
    assert read_item("hired (25%)").details.rate == 0.25
    assert read_item("discount (0-50%)").details.high == 50
    assert read_item("active (boolean)").details.hint == "boolean"
    assert read_item("price (target)").details.label
    assert read_item("room (single, double, suite)").details.values[1] == ("double", None)
    assert len(read_item("age group (18-25, 26-40, 41+)").details.values) == 3


def test_reads_what_stands_behind_a_colon() -> None:
    item = read_item("plan: free 60%, pro 40%")
    assert item.phrase == "plan"
    assert item.details.values == [("free", 60.0), ("pro", 40.0)]
    assert read_item("age: 21-60").details.low == 21


def test_reads_letters_as_values() -> None:
    assert [value for value, _ in read_item("grade A-D").details.values] == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("total = quantity * unit price", "quantity * unit price"),
        ("revenue equals orders times average value", "orders times average value"),
        ("total (quantity x price)", "quantity x price"),
    ],
)
def test_reads_formulas(text: str, formula: str) -> None:
    assert read_item(text).details.formula == formula


def test_a_range_is_no_formula() -> None:
    assert read_item("variable x between 0 and 10").details.formula is None


def test_reads_a_pattern_in_words() -> None:
    assert read_item("order id like INV-00001").details.pattern == "INV-#####"
    assert read_item("age 21-60").details.pattern is None


def test_names_of_two_fields_are_two_columns() -> None:
    assert shown("columns: lead time, time, city") == ["lead_time", "time", "city"]
