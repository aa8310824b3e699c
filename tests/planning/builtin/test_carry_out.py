from __future__ import annotations

from tests.planning.builtin.helpers import columns, driver, shown


def test_a_bound_by_another_column_moves_the_usual_level() -> None:
    found = columns("loan applications with monthly income, loan amount less than income")
    assert found["loan_amount"]["max"] in ("income", "monthly_income")
    assert found["loan_amount"]["mean"] < found[found["loan_amount"]["max"]]["mean"]


def test_a_cause_that_is_lacking_is_added_where_the_list_is_open() -> None:
    description = "house prices in Berlin, price depends on size and distance to center"
    assert "distance_to_center_km" in shown(description) or "distance_to_center" in shown(
        description
    )
    assert len(driver(description, "sale_price")) > 1


def test_a_group_that_does_better_is_told_by_its_column() -> None:
    description = (
        "500 students with math, reading and writing scores; girls score higher in reading"
    )
    assert shown(description) == ["math_score", "reading_score", "writing_score", "gender"]
    assert "gender == 'Female'" in driver(description, "reading_score")
