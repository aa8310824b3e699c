from __future__ import annotations

import pytest

from tests.planning.builtin.helpers import columns


@pytest.mark.parametrize(
    ("low", "high"),
    [("salary_min", "salary_max"), ("lowest price", "highest price"), ("min_age", "max_age")],
)
def test_the_lower_of_a_pair_is_at_most_the_higher(low: str, high: str) -> None:
    made = columns(f"columns: {high}, {low}, city")
    assert made[low.replace(" ", "_")]["max"] == high.replace(" ", "_")


def test_what_happens_is_soon_after_what_is_planned() -> None:
    actual = columns("columns: actual_departure, scheduled_departure")["actual_departure"]
    assert actual["after"] == "scheduled_departure"
    assert actual["within"] == pytest.approx(3 / 24)


def test_other_names_are_free() -> None:
    made = columns("columns: min_age, max_salary, city")
    assert all(not isinstance(keys.get("max"), str) for keys in made.values())


def test_what_the_user_says_goes_before() -> None:
    made = columns("columns: start_date after end_date, end_date")
    assert made["start_date"]["after"] == "end_date"
    assert "after" not in made["end_date"]


def test_what_is_paid_is_at_most_what_it_sells_for() -> None:
    made = columns("products table: sku, cost price, selling price, city")
    assert made["cost_price"]["max"] == "selling_price"
