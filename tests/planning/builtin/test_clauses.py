from __future__ import annotations

import pytest

from rowsmith.planning.builtin.clauses import read_clauses
from rowsmith.planning.builtin.lexicon import known
from rowsmith.planning.builtin.parts import Clauses
from tests.planning.builtin.helpers import shown


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
