from __future__ import annotations

import pytest

from rowsmith.planning.builtin.text import clean
from tests.planning.builtin.helpers import columns, plan


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("whether it's suspicious", "suspicious"),
        ("whether the customer is a loyalty member", "loyalty_member"),
        ("whether he is married", "married"),
        ("whether they're insured", "insured"),
        ("if the pump is broken", "broken"),
    ],
)
def test_a_question_is_a_column_of_its_answer(asked: str, name: str) -> None:
    found = columns(f"data with amount, age and {asked} (30%)")
    assert found[name]["kind"] == "boolean"
    assert found[name]["rate"] == 0.3


def test_contractions_are_written_out() -> None:
    assert clean("it’s late, they're here, the customer's age") == (
        "it is late, they are here, the customer's age"
    )


def test_what_a_list_says_to_predict_is_its_label() -> None:
    found = plan("data with age, monthly fee, visits per week, predict churn")
    assert found.schema.labels == ["churn"]


def test_yes_or_no_is_read_whatever_follows() -> None:
    found = columns("applicants: GPA 2-4, SAT score 400-1600, admitted yes/no depends on GPA")
    assert found["admitted"]["words"] == ["yes", "no"]


def test_a_flag_follows_the_figure_that_it_is_said_of() -> None:
    found = columns("shipments with weight, delivery delay in days, delayed flag if delay above 3")
    assert found["delayed"]["expression"] == "delivery_delay > 3"


def test_a_share_of_an_unknown_name_is_a_flag() -> None:
    found = columns("columns: name, salary, leaves within a year (15%), insurance covered")
    assert found["leaves_within_year"]["rate"] == 0.15
    assert found["insurance_covered"]["kind"] == "boolean"
