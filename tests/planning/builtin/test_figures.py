from __future__ import annotations

import pytest

from tests.planning.builtin.helpers import columns, shown


@pytest.mark.parametrize(
    ("description", "column", "values"),
    [
        (
            "API request logs, status code is 200 in 85% of cases, 404 in 10%, 500 in the rest",
            "status_code",
            {"200": 85, "404": 10, "500": 5},
        ),
        (
            "concert ticket sales; seat zone is balcony 20%, floor 50%, gallery 30%",
            "seat_zone",
            {"balcony": 20, "floor": 50, "gallery": 30},
        ),
        (
            "employee records, contract type permanent (80%) or temporary (20%)",
            "contract_type",
            {"permanent": 80, "temporary": 20},
        ),
        (
            "saas customer churn where 60% of users are on the free plan, the rest on pro",
            "plan",
            {"free": 60, "pro": 40},
        ),
        ("gym members, 55% women and 45% men", "gender", {"Female": 55, "Male": 45}),
        ("loan defaults. Loan officer team: red 60%, blue 40%.", "loan_officer_team", None),
    ],
)
def test_values_of_any_noun_make_a_column_beside_the_domains(
    description: str, column: str, values: dict[str, float] | None
) -> None:
    made = columns(description)
    assert len(made) > 6
    shares = {level["value"]: level["share"] for level in made[column]["values"]}
    assert values is None or shares == values


def test_figures_in_a_sentence_of_their_own_are_the_columns() -> None:
    made = columns("Bakery orders. Quantity between 1 and 12. Oven number from 1 to 4.")
    assert (made["quantity"]["min"], made["quantity"]["max"]) == (1, 12)
    assert (made["oven_number"]["min"], made["oven_number"]["max"]) == (1, 4)


def test_a_list_of_the_users_own_stays_closed() -> None:
    assert shown("columns: name, plan (free 70%, pro 30%), age") == ["name", "plan", "age"]
