"""Sentences that compare in verbs and adjectives move the column that they are about."""

from __future__ import annotations

import pytest

from tests.planning.builtin.helpers import plan

HOMES = "house data with price, area, distance_to_center, year_built and floor"
STAFF = "employees with age, department (sales, IT, HR), salary, experience_years and left"
RUNNERS = "runners with age, training_hours and finish_time"
ORDERS = (
    "orders with quantity, unit_price, shipping_method (standard, express), delivery_days, returned"
)
CAFE = "cafe sales with temperature, weekday, cups_sold and revenue"
CHURN = "churn data with tenure, contract (monthly, yearly), monthly_charges and churned"


def pulls(description: str, column: str) -> dict[str, float]:
    found = plan(description)
    assert not [said for said in found.warnings if "Not carried out" in said], found.warnings
    driver = next(one for one in found.schema.drivers if one.column == column)
    return {term.of: term.weight for term in driver.by}


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
    weight = pulls(f"{subject}. {sentence}.", column)[of]
    assert weight * sign > 0


def test_two_comparisons_in_one_sentence_are_both_carried_out() -> None:
    said = "Bigger flats cost more and flats farther from the center are cheaper"
    found = pulls(f"{HOMES}. {said}.", "price")
    assert found["area"] > 0 > found["distance_to_center"]


def test_what_names_nothing_in_the_data_is_said_to_be_left_out() -> None:
    found = plan(f"{HOMES}. Zorples frumble more.")
    assert any("Not carried out: 'Zorples frumble more'" in said for said in found.warnings)
