"""What a description says of two columns holds in the rows."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.planning.described.helpers import columns, frame, moves, plan, shown

HOMES = "house data with price, area, distance_to_center, year_built and floor"
STAFF = "employees with age, department (sales, IT, HR), salary, experience_years and left"
RUNNERS = "runners with age, training_hours and finish_time"
ORDERS = (
    "orders with quantity, unit_price, shipping_method (standard, express), delivery_days, returned"
)
CAFE = "cafe sales with temperature, weekday, cups_sold and revenue"
CHURN = "churn data with tenure, contract (monthly, yearly), monthly_charges and churned"
LEAST = 0.05
"""What a rank correlation of unrelated columns hardly reaches in so many rows."""


@pytest.mark.parametrize(
    ("subject", "sentence", "column", "of", "sign"),
    [
        (HOMES, "Bigger houses cost more", "price", "area", 1),
        (HOMES, "Flats farther from the center are cheaper", "price", "distance_to_center", -1),
        (HOMES, "Newer homes sell for more", "price", "year_built", 1),
        (HOMES, "Make area the most important factor for price", "price", "area", 1),
        (STAFF, "IT people earn more", "salary", "department == 'IT'", 1),
        (STAFF, "Salary is highest in IT", "salary", "department == 'IT'", 1),
        (STAFF, "Those who earn less are more likely to leave", "left", "salary", -1),
        (STAFF, "Young employees quit more", "left", "age", -1),
        (STAFF, "Low paid employees leave more often", "left", "salary", -1),
        (RUNNERS, "People who train more run faster", "finish_time", "training_hours", -1),
        (RUNNERS, "Older runners are slower", "finish_time", "age", 1),
        (
            ORDERS,
            "Express orders arrive faster",
            "delivery_days",
            "shipping_method == 'express'",
            -1,
        ),
        (ORDERS, "Late deliveries get returned more", "returned", "delivery_days", 1),
        (CAFE, "On warm days more cups are sold", "cups_sold", "temperature", 1),
        (CAFE, "Hot days sell fewer cups", "cups_sold", "temperature", -1),
        (
            CHURN,
            "Customers with yearly contracts rarely churn",
            "churned",
            "contract == 'yearly'",
            -1,
        ),
        (CHURN, "Long tenure means less churn", "churned", "tenure", -1),
        (
            CHURN,
            "Churn is twice as high for monthly contracts",
            "churned",
            "contract == 'monthly'",
            1,
        ),
        (CHURN, "Higher charges lead to churn", "churned", "monthly_charges", 1),
    ],
)
def test_a_comparison_is_carried_out(
    subject: str, sentence: str, column: str, of: str, sign: int
) -> None:
    assert moves(frame(f"{subject}. {sentence}."), of, column) * sign > LEAST


@pytest.mark.parametrize(
    ("description", "column", "of", "sign"),
    [
        (
            "houses with square feet, age and price. "
            "Price rises with square feet and falls with age",
            "price",
            "square_feet",
            1,
        ),
        (
            "houses with square feet, age and price. "
            "Price rises with square feet and falls with age",
            "price",
            "age",
            -1,
        ),
        ("people with smoker, charges; charges higher for smokers", "charges", "smoker", 1),
        (
            "columns: tier (basic, plus, elite), spend. Spend is higher for elite members",
            "spend",
            "tier == 'elite'",
            1,
        ),
        (
            "motorbikes: older bikes are cheaper, year between 2005 and 2023, price 900 to 18000",
            "price",
            "year",
            1,
        ),
        (
            "People in a running club, aged 18 to 70, with their 10k time; "
            "time gets slower with age",
            "10k_time",
            "age",
            1,
        ),
    ],
)
def test_what_depends_on_another_column_moves_with_it(
    description: str, column: str, of: str, sign: int
) -> None:
    assert moves(frame(description), of, column) * sign > LEAST


def test_two_comparisons_in_one_sentence_are_both_carried_out() -> None:
    made = frame(f"{HOMES}. Bigger flats cost more and flats farther from the center are cheaper.")
    assert moves(made, "area", "price") > LEAST
    assert moves(made, "distance_to_center", "price") < -LEAST


def test_what_names_nothing_in_the_data_is_told() -> None:
    warnings = plan(f"{HOMES}. Zorples frumble more.").warnings
    assert any("Zorples" in warning for warning in warnings)


def test_a_group_that_does_better_is_told_by_its_column() -> None:
    description = (
        "500 students with math, reading and writing scores; girls score higher in reading"
    )
    assert shown(description) == ["math", "reading", "writing_score", "gender"]
    assert moves(frame(description), "gender == 'Female'", "reading") > LEAST


def test_drivers_of_a_subject_survive_with_the_columns_that_remain() -> None:
    made = frame("telecom churn with columns: tenure, contract, churn")
    assert moves(made, "tenure", "churn") < -LEAST


def test_a_label_is_always_predicted_by_something_and_it_is_told() -> None:
    made = plan(
        "columns: a_score between 0 and 9, b_score between 0 and 9, whether they frobnicated. "
        "Predict whether they frobnicated"
    )
    (label,) = made.schema.labels
    assert [driver for driver in made.schema.drivers if driver.column == label]
    assert any("Nothing was said" in warning for warning in made.warnings)


def test_what_a_list_says_to_predict_is_its_label() -> None:
    assert plan("data with age, monthly fee, visits per week, predict churn").schema.labels == [
        "churn"
    ]


def test_dates_come_in_order_said_or_implied() -> None:
    said = columns("columns: issue date, due date within 30 days after issue date")
    assert (said["due_date"]["after"], said["due_date"]["within"]) == ("issue_date", 30)
    implied = columns("projects with start date, budget and end date")
    assert implied["end_date"]["after"] == "start_date"


def test_a_number_of_days_after_is_met_exactly() -> None:
    made = frame("columns: loan id, loan date, due date 14 days after loan date")
    days = pd.to_datetime(made["due_date"]) - pd.to_datetime(made["loan_date"])
    assert set(days.dt.days) == {14}


@pytest.mark.parametrize(
    ("description", "total", "expected"),
    [
        ("columns: quantity, unit price, total", "total", "quantity * unit_price"),
        (
            "columns: hours, rate per hour, pay = hours * rate per hour",
            "pay",
            "hours * rate_per_hour",
        ),
        *(
            (
                f"columns: quantity 1-9, unit_price, total {said} quantity times unit_price",
                "total",
                "quantity * unit_price",
            )
            for said in ("which is", "that is", "is", "equals")
        ),
        ("columns: tax, price, total = the sum of tax and price", "total", "tax + price"),
    ],
)
def test_totals_follow_from_their_parts(description: str, total: str, expected: str) -> None:
    made = frame(description)
    whole = pd.Series(made.eval(expected), dtype=float)
    assert (whole.sub(made[total]).abs() < 0.011).all()


def test_a_bound_by_another_column_holds() -> None:
    made = frame("columns: monthly income, loan amount less than monthly income")
    assert (made["loan_amount"] <= made["monthly_income"]).all()


def test_a_flag_follows_the_figure_that_it_is_said_of() -> None:
    made = frame("shipments with weight, delay in days, delayed flag if delay above 3")
    (days,) = [
        name for name in map(str, made.columns) if name.startswith("delay") and name != "delayed"
    ]
    assert (made["delayed"].isin(["Yes", "yes", True]) == (made[days] > 3)).all()


def test_a_rental_costs_its_days_times_the_daily_rate() -> None:
    made = frame("rentals with pickup date, return date, daily rate, total cost")
    days = (pd.to_datetime(made["return_date"]) - pd.to_datetime(made["pickup_date"])).dt.days
    assert (days >= 0).all()
    rate = pd.to_numeric(made["daily_rate"])
    assert ((days.clip(lower=1) * rate - made["total_cost"]).abs() < 0.01).all()


def test_a_tax_said_in_per_cent_is_taken_of_the_net_amount() -> None:
    made = frame("invoices with net amount, VAT 20%, gross amount, paid (85%)")
    assert ((made["net_amount"] * 0.2 - made["VAT"]).abs() < 0.011).all()
    assert ((made["net_amount"] + made["VAT"] - made["gross_amount"]).abs() < 0.011).all()
