from __future__ import annotations

import pytest

from rowsmith.planning.builtin.turns import turned
from tests.planning.builtin.helpers import columns, plan


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("salary 28000 - 140000, city", "salary 28000-140000, city"),
        ("The failure column is true in 6% of the rows.", "failure (6% yes)."),
        ("35 percent of bookings is_canceled", "is_canceled (35% yes)"),
        ("3 departments: Sales, Support, IT", "department (Sales, Support, IT)"),
        ("two plans: free and pro, age, city", "plan (free, pro), age, city"),
        ("3 categories (toys, tools, games), age", "category (toys, tools, games), age"),
        ("total, the sum of tax and price", "total, tax plus price"),
        ("60% paid / 40% open as claim status", "claim status (60% paid, 40% open)"),
        ("a trial with two arms, drug and placebo, half each", "a trial with arm (drug, placebo)"),
        ("variants A and B, age", "variant (A, B), age"),
        (
            "students from Math, Physics and Art departments",
            "students from department (Math, Physics, Art)",
        ),
        ("rents in Berlin, Munich and Bonn", "rents in Germany. city (Berlin, Munich, Bonn)"),
        ("rents in Berlin and Paris", "rents. city (Berlin, Paris)"),
        ("rents, with Munich clearly the most expensive", "rents. Munich is most expensive"),
        ("25% opened it and 6% clicked", "25% opened and 6% clicked"),
    ],
)
def test_writes_a_turn_of_phrase_in_the_usual_form(text: str, written: str) -> None:
    assert turned(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "3 departments: Sales, Support",
        "3 readings: temperature in a room at night, wind, rain",
        "a blood pressure of 120/80",
        "name, age and city, 1/2/2024",
        "customers with 5 orders each",
        "sales in Germany and France",
        "men and women 50/50",
        "sold in January and February",
        "columns: city, rents in Berlin and Paris",
        "",
    ],
)
def test_leaves_everything_else_alone(text: str) -> None:
    assert turned(text) == text


@pytest.mark.parametrize("said", ["which is", "that is", "is", "equals"])
def test_a_formula_may_be_said_in_words(said: str) -> None:
    made = columns(f"columns: quantity 1-9, unit_price, total {said} quantity times unit_price")
    assert made["total"]["expression"] == "round(quantity * unit_price, 2)"


def test_that_a_label_is_predictable_is_no_column() -> None:
    found = plan(
        "500 card transactions with a fraud rate of 4%, "
        "fraud should be predictable from the other columns"
    )
    assert found.warnings == []
    assert found.schema.labels == ["is_fraud"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("beers | name | city", "beers, name, city"),
        ("hockey shots -> shooter, angle", "hockey shots: shooter, angle"),
        ("Delays\n\nairline\norigin\ndelay", "Delays\n\n- airline\n- origin\n- delay"),
        ("age, price in €", "age, price in euros"),
        ("angle, goal or not", "angle, whether goal"),
        ("sku, on_promotion for a supermarket chain", "sku, on_promotion"),
        ("sales in 2022 and 2023", "sales between 2022 and 2023"),
    ],
)
def test_writes_other_separators_and_asides_in_the_usual_form(text: str, written: str) -> None:
    assert turned(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("flights, 22% of them delayed (is_delayed)", "flights, is_delayed (22% yes)"),
        ("bells with weight, so please add diameter_cm", "bells with weight, diameter_cm"),
        ("orders with these columns only: id, price", "orders with columns: id, price"),
        ("book_id\ntitle\nauthor\n\n300 rows", "- book_id\n- title\n- author\n\n300 rows"),
    ],
)
def test_writes_what_is_added_and_what_is_all(text: str, written: str) -> None:
    assert turned(text) == written
