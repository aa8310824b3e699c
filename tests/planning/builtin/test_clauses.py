from __future__ import annotations

import pytest

from rowsmith.planning.builtin.clauses import read_clauses
from rowsmith.planning.builtin.lexicon import known
from rowsmith.planning.builtin.parts import Clauses
from tests.planning.builtin.helpers import columns, driver, shown


def read(text: str) -> Clauses:
    return read_clauses(text, known)


@pytest.mark.parametrize(
    "text",
    [
        "columns: name, age, city",
        "a dataset with name, age and city",
        "people having name, age & city",
        "people: name, age, city",
        "people - name, age, city",
        "a dataset of names, ages and cities",
        "each row has a name, an age and a city",
        "people\n- name\n- age\n- city",
        "1. name\n2. age\n3. city",
        "name, age, city",
        "people (name, age, city)",
    ],
)
def test_finds_a_closed_list_in_any_form(text: str) -> None:
    clauses = read(text)
    assert len(clauses.items) == 3
    assert clauses.closed


@pytest.mark.parametrize(
    "text",
    [
        "orders including discount code and delivery rating",
        "orders such as discount code, delivery rating",
        "orders with discount code, delivery rating and so on",
        "orders with discount code, delivery rating, etc.",
        "orders plus discount code and delivery rating",
    ],
)
def test_an_open_list_is_not_closed(text: str) -> None:
    clauses = read(text)
    assert len(clauses.items) == 2
    assert not clauses.closed


def test_a_word_behind_with_that_is_no_field_belongs_to_the_head() -> None:
    clauses = read("patients with leprosy")
    assert clauses.items == []
    assert "leprosy" in clauses.head


def test_shares_what_two_names_have_in_common() -> None:
    assert read("columns: first and last name").items == ["first name", "last name"]
    assert read("columns: contract start and end date").items == [
        "contract start date",
        "contract end date",
    ]


def test_values_do_not_become_columns() -> None:
    assert len(read("columns: name, tier gold, silver or bronze, city").items) == 3
    assert len(read("columns: name, plan: free 60%, pro 40%, city").items) == 3


def test_semicolons_part_what_commas_join() -> None:
    assert len(read("columns: name; department: HR, IT, Sales; city").items) == 3


@pytest.mark.parametrize(
    "text",
    [
        "telecom churn. 10% of emails are missing",
        "house prices where price depends on square feet",
        "customers without email",
        "transactions, about 2% fraudulent",
    ],
)
def test_finds_statements(text: str) -> None:
    clauses = read_clauses(text, known, about_something=True)
    assert len(clauses.statements) == 1


def test_things_in_the_plural_before_a_list_are_its_subject() -> None:
    assert "library_books_loans" not in shown(
        "library books loans, 300 members, due date 14 days after loan date, 8% returned late"
    )
    assert "churned" in shown("dataset about video game players and in-app purchases")


def test_a_known_subject_keeps_its_columns_beside_one_or_two_that_are_named() -> None:
    assert len(shown("hotel bookings with nights and price")) > 8
    assert shown("hotel bookings with only nights and price") == ["nights", "price"]
    assert shown("hotel bookings with columns: nights, price") == ["nights", "price"]


def test_remarks_behind_a_colon_are_no_list_of_columns() -> None:
    made = shown(
        "Online shop orders: shipping date after order date, and 5% of orders are returned"
    )
    assert len(made) > 8


def test_a_subject_before_figures_is_no_column() -> None:
    said = "Hotel reservations, cancellations around 35%, longer lead time means more cancellations"
    made = shown(said)
    assert "hotel_reservations" not in made
    assert len(made) > 8
    assert driver(said, "cancelled")["lead_time"] > 0


def test_how_old_persons_are_is_a_column_of_a_list() -> None:
    made = columns(
        "patients over 60 with systolic blood pressure between 90 and 180 and 25% diabetic"
    )
    assert made["age"]["min"] >= 60
    assert set(made) == {"age", "systolic_blood_pressure", "diabetic"}


def test_values_are_a_column_wherever_they_stand() -> None:
    made = columns("student grades for 3 classes (A, B, C) with math, reading and science scores")
    assert [level["value"] for level in made["class"]["values"]] == ["A", "B", "C"]


def test_values_of_a_domain_in_running_words_are_all_there_are() -> None:
    made = columns("Crop yields from farms growing wheat, maize or barley")
    assert [level["value"].lower() for level in made["crop"]["values"]] == [
        "wheat",
        "maize",
        "barley",
    ]


def test_a_range_behind_a_noun_of_the_subject_is_carried_out() -> None:
    price = columns("house prices from 100k to 900k")["price"]
    assert (price["min"], price["max"]) == (100_000, 900_000)


def test_when_the_rows_of_a_subject_happened_is_no_column() -> None:
    made = columns("library loans, loans between 2021 and 2023")
    assert "loans" not in made
    assert made["loan_date"]["start"].startswith("2021")
