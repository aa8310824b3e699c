"""How many rows, where and in which money a description asks for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.planning import read_request


@pytest.mark.parametrize(
    ("description", "rows"),
    [
        ("5,000 rows of churn data", 5_000),
        ("2k records of sales", 2_000),
        ("half a million rows", 500_000),
        ("a 500-row dataset of bikes", 500),
        ("rows: 250 of flights", 250),
        ("Generate 500 patients with age", 500),
        ("a dataset of 300 students", 300),
        ("1.5 million records", 1_500_000),
        ("HR data, 1470 employees", 1_470),
        ("two hundred rows of cars", 200),
        ("200 customers with 5 orders each", 1_000),
        ("50 customers, each with 10 orders", 500),
        ("200 customers of a shop with 5 orders each", 1_000),
        ("School survey\n- 600 pupils\n- age", 600),
        ("Weather log having date and humidity. 400 days.", 400),
        ("students.csv please!! 600 pupils, study_hours, exam_score", 600),
        ("A CSV with first name and phone number of 200 made-up people", 200),
    ],
)
def test_rows_are_read(description: str, rows: int) -> None:
    assert read_request(description).rows == rows


@pytest.mark.parametrize(
    "description",
    [
        "a table with 10 columns",
        "students aged 18 to 25",
        "users with 3 hobbies",
        "ratings out of 5 stars",
        "churn data",
        "",
    ],
)
def test_other_numbers_are_no_rows(description: str) -> None:
    assert read_request(description).rows is None


@settings(max_examples=40, deadline=None)
@given(st.integers(20, 900_000))
def test_any_number_of_rows_is_read_in_each_form(rows: int) -> None:
    for form in (f"{rows} rows of data", f"{rows:,} records", f"Generate {rows} customers"):
        assert read_request(form).rows == rows


@pytest.mark.parametrize(
    ("description", "locale"),
    [
        ("customers in Germany", "de_DE"),
        ("French customers", "fr_FR"),
        ("shoppers from the UK", "en_GB"),
        ("users in the US", "en_US"),
        ("people from Japan", "ja_JP"),
        ("german credit risk", None),
        ("turkey weights", None),
        ("customers from France and Spain", None),
        ("columns: name, country (France, Spain)", None),
    ],
)
def test_the_one_country_gives_the_locale(description: str, locale: str | None) -> None:
    assert read_request(description).locale == locale


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ("products with name, price in euros", "EUR"),
        ("staff with name, salary in yen", "JPY"),
        ("orders with total up to €50", "EUR"),
        ("babies with weight in pounds", None),
    ],
)
def test_the_currency_is_read(description: str, code: str | None) -> None:
    assert read_request(description).currency == code
