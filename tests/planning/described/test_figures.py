"""Every figure of a description is in its schema."""

from __future__ import annotations

import pytest

from tests.planning.described.helpers import columns, plan, shares, shown


def test_every_number_is_honoured() -> None:
    found = columns(
        "columns: age between 16 and 80, plan (free 60%, pro 40%), churned (20% yes), "
        "order id like INV-00001, signup date in 2024"
    )
    assert (found["age"]["min"], found["age"]["max"]) == (16, 80)
    assert [level["share"] for level in found["plan"]["values"]] == [60, 40]
    assert found["churned"]["rate"] == 0.2
    assert found["order_id"]["pattern"] == "INV-#####"
    assert found["signup_date"]["start"].startswith("2024")
    assert found["signup_date"]["end"].startswith("2024")


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("between 16 and 80", 16, 80),
        ("18-65", 18, 65),
        ("18 to 65 years", 18, 65),
        ("(21-60)", 21, 60),
        (": 21-60", 21, 60),
        ("min 21, max 60", 21, 60),
        ("at least 21", 21, None),
        ("18+", 18, None),
        ("at most 60", None, 60),
    ],
)
def test_bounds_are_kept(said: str, low: float | None, high: float | None) -> None:
    age = columns(f"columns: name, age {said}, city")["age"]
    assert low is None or age["min"] == low
    assert high is None or age["max"] == high


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("$30,000-$150,000", 30_000, 150_000),
        ("from 20k to 200k", 20_000, 200_000),
        ("20-80k", 20_000, 80_000),
        ("28000 - 140000", 28_000, 140_000),
    ],
)
def test_sums_of_money_are_kept(said: str, low: float, high: float) -> None:
    income = columns(f"columns: name, income {said}, city")["income"]
    assert (income["min"], income["max"]) == (low, high)


@pytest.mark.parametrize("said", ["mean 170, sd 10", "(normal, mean 170, sd 10)", "avg 170 sd 10"])
def test_means_and_spreads_are_kept(said: str) -> None:
    height = columns(f"columns: name, height {said}, city")["height"]
    assert (height["mean"], height["sd"]) == (170, 10)


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
        (
            "loan defaults. Loan officer team: red 60%, blue 40%.",
            "loan_officer_team",
            {"red": 60, "blue": 40},
        ),
    ],
)
def test_shares_of_values_make_a_column_beside_those_of_the_subject(
    description: str, column: str, values: dict[str, float]
) -> None:
    assert shares(description, column) == pytest.approx(values)
    assert len(shown(description)) > 6


@pytest.mark.parametrize(
    ("said", "column", "values"),
    [
        ("3 departments: Sales, Support, IT", "department", ["Sales", "Support", "IT"]),
        ("two plans: free and pro", "plan", ["free", "pro"]),
        ("room (single, double, suite)", "room", ["single", "double", "suite"]),
        ("variant A or B", "variant", ["A", "B"]),
        ("grade A-D", "grade", ["A", "B", "C", "D"]),
        ("age group (18-25, 26-40, 41+)", "age_group", ["18-25", "26-40", "41+"]),
    ],
)
def test_listed_values_are_all_there_are(said: str, column: str, values: list[str]) -> None:
    made = columns(f"columns: name, {said}, city")
    assert [level["value"] for level in made[column]["values"]] == values


def test_values_of_a_subject_in_running_words_are_all_there_are() -> None:
    made = columns("Crop yields from farms growing wheat, maize or barley")
    assert [level["value"].lower() for level in made["crop"]["values"]] == [
        "wheat",
        "maize",
        "barley",
    ]


def test_scales_ascend() -> None:
    made = columns("columns: name, risk (high, low, medium), city")["risk"]
    assert [level["value"] for level in made["values"]] == ["low", "medium", "high"]
    assert made["ordered"]


def test_a_rating_takes_its_bounds_as_values() -> None:
    made = columns("columns: name, rating from 1 to 10, city")["rating"]
    if made["kind"] == "category":
        assert [level["value"] for level in made["values"]] == [str(one) for one in range(1, 11)]
    else:
        assert (made["min"], made["max"]) == (1, 10)


@pytest.mark.parametrize(
    ("description", "column", "rate"),
    [
        ("medical appointments where 20% are no-shows", "no_show", 0.2),
        ("loans with amount, age, income, approved. 30% are not approved", "approved", 0.7),
        ("columns: name, salary, leaves within a year (15%)", "leaves_within_a_year", 0.15),
        ("columns: name, city, hired (25%)", "hired", 0.25),
        ("patients with age and whether they smoke, 12% smoke", "smoke", 0.12),
        (
            "The data has name, city and failure. The failure column is true in 6% of the rows.",
            "failure",
            0.06,
        ),
    ],
)
def test_a_share_is_of_what_is_named(description: str, column: str, rate: float) -> None:
    assert columns(description)[column]["rate"] == pytest.approx(rate)


def test_a_share_of_a_subject_is_of_its_label() -> None:
    made = plan("Online shop orders: shipping date after order date, and 5% of orders are returned")
    rates = {
        column.name: getattr(column, "rate", None)
        for _, column in made.schema.subjects()
        if "return" in column.name
    }
    assert 0.05 in rates.values(), rates


@pytest.mark.parametrize(
    "description",
    [
        "columns: variant A or B, conversion rate 5% vs 7%",
        "columns: variant (A, B), converted 5% for A and 7% for B",
    ],
)
def test_a_rate_for_each_group(description: str) -> None:
    made = columns(description)
    (name,) = [name for name in made if name.startswith("conver")]
    assert [(case["when"], case["rate"]) for case in made[name]["cases"]] == [
        ("variant == 'A'", 0.05),
        ("variant == 'B'", 0.07),
    ]


def test_figures_in_a_sentence_of_their_own_are_the_columns() -> None:
    made = columns("Bakery orders. Quantity between 1 and 12. Oven number from 1 to 4.")
    assert (made["quantity"]["min"], made["quantity"]["max"]) == (1, 12)
    assert (made["oven_number"]["min"], made["oven_number"]["max"]) == (1, 4)


def test_a_range_behind_a_noun_of_the_subject_is_carried_out() -> None:
    made = columns("house prices from 100k to 900k")
    (price,) = [made[name] for name in made if name.endswith("price")]
    assert (price["min"], price["max"]) == (100_000, 900_000)


def test_how_old_persons_are_is_a_column_of_a_list() -> None:
    made = columns(
        "patients over 60 with systolic blood pressure between 90 and 180 and 25% diabetic"
    )
    assert made["age"]["min"] >= 60
    assert {"age", "systolic_blood_pressure", "diabetic"} <= set(made)


@pytest.mark.parametrize(
    ("description", "missing"),
    [
        ("columns: name, email (10% missing), city", {"email": 0.1}),
        ("columns: name, email, city. 10% missing emails.", {"email": 0.1}),
        ("customer survey with satisfaction from 1 to 5, age and 10% missing age", {"age": 0.1}),
        (
            "CRM leads: 20% of the emails missing and 35% of phone numbers missing",
            {"email": 0.2, "phone": 0.35},
        ),
    ],
)
def test_shares_of_empty_cells_are_kept(description: str, missing: dict[str, float]) -> None:
    found = {one.column: one.share for one in plan(description).schema.missing}
    assert {name: found.get(name) for name in missing} == missing


def test_a_column_in_the_plural_may_be_missing() -> None:
    made = plan("messy data about employees with missing salaries").schema.missing
    assert any("salary" in one.column for one in made)


def test_dirt_is_where_it_is_asked_for() -> None:
    made = plan("columns: name, email, city. With duplicates and typos in city")
    assert {(one.what, one.column) for one in made.schema.dirt} == {
        ("duplicates", None),
        ("typos", "city"),
    }


def test_difficulty_words_set_how_well_the_label_is_explained() -> None:
    made = plan("telecom churn, hard to predict")
    assert [one.explained for one in made.schema.drivers if one.column == "churn"] == ["hard"]
