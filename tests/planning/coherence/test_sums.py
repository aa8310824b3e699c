from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from tests.planning.coherence.helpers import (
    COUNT,
    FLAG,
    MONEY,
    agreed,
    named,
    rows_of,
    said,
    schema_of,
)

Check = Callable[[pd.DataFrame], pd.Series]

SUMS: list[tuple[dict[str, object], str, Check]] = [
    (MONEY, "gross pay, tax, deductions, net pay",
     lambda f: f.gross_pay - f.tax - f.deductions - f.net_pay),
    (MONEY, "subtotal, tax, shipping, discount, total",
     lambda f: f.subtotal + f.tax + f.shipping - f.discount - f.total),
    (MONEY, "net price, vat, gross price", lambda f: f.net_price + f.vat - f.gross_price),
    (MONEY, "gross salary, tax, net salary", lambda f: f.gross_salary - f.tax - f.net_salary),
    (MONEY, "base salary, bonus, total compensation",
     lambda f: f.base_salary + f.bonus - f.total_compensation),
    (MONEY, "opening balance, deposits, withdrawals, closing balance",
     lambda f: f.opening_balance + f.deposits - f.withdrawals - f.closing_balance),
    (COUNT, "total seats, booked seats, available seats",
     lambda f: f.total_seats - f.booked_seats - f.available_seats),
    (MONEY, "property price, down payment, loan amount",
     lambda f: f.property_price - f.down_payment - f.loan_amount),
    (COUNT, "male, female, total population", lambda f: f.male + f.female - f.total_population),
    (MONEY, "revenue, cost, profit", lambda f: f.revenue - f.cost - f.profit),
    (COUNT, "wins, draws, losses, games played",
     lambda f: f.wins + f.draws + f.losses - f.games_played),
    # made up
    (MONEY, "assets, liabilities, net worth", lambda f: f.assets - f.liabilities - f.net_worth),
    (COUNT, "opening stock, units received, units sold, closing stock",
     lambda f: f.opening_stock + f.units_received - f.units_sold - f.closing_stock),
    (MONEY, "meal cost, tip, total bill", lambda f: f.meal_cost + f.tip - f.total_bill),
    (COUNT, "adults, children, total guests", lambda f: f.adults + f.children - f.total_guests),
    (COUNT, "capacity, occupied, free", lambda f: f.capacity - f.occupied - f.free),
    (MONEY, "parts cost, labor cost, total cost",
     lambda f: f.parts_cost + f.labor_cost - f.total_cost),
    (COUNT, "passed, failed, total tests", lambda f: f.passed + f.failed - f.total_tests),
    (MONEY, "claim amount, deductible, payout",
     lambda f: f.claim_amount - f.deductible - f.payout),
    (MONEY, "income, rent, groceries, savings",
     lambda f: f.income - f.rent - f.groceries - f.savings),
    (COUNT, "goals for, goals against, goal difference",
     lambda f: f.goals_for - f.goals_against - f.goal_difference),
    (MONEY, "online sales, store sales, total sales",
     lambda f: f.online_sales + f.store_sales - f.total_sales),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "headers", "rest"), SUMS, ids=[one[1] for one in SUMS])
@pytest.mark.parametrize("turned", [False, True])
def test_parts_add_up(keys: dict[str, object], headers: str, rest: Check, turned: bool) -> None:
    columns = named(keys, headers)
    frame = rows_of(*(reversed(columns) if turned else columns))
    assert rest(frame).abs().max() < 1e-6
    assert (frame >= 0).all(axis=None) or "difference" in headers


def test_a_part_of_which_a_share_was_said_is_that_share() -> None:
    from rowsmith.planning.coherence import Stated

    frame = rows_of(
        *named(MONEY, "net price, vat, gross price"), stated=Stated(rates={"vat": 0.19})
    )
    assert (frame.vat - 0.19 * frame.net_price).abs().max() < 0.006


def test_a_percentage_counts_of_the_base() -> None:
    percent = {"kind": "number", "shape": "uniform", "min": 0, "max": 30}
    columns = [*named(MONEY, "original price, sale price"), *named(percent, "discount percent")]
    frame = rows_of(*columns)
    expected = frame.original_price * (1 - frame.discount_percent / 100)
    assert (frame.sale_price - expected).abs().max() < 0.006


def test_a_total_whose_range_was_said_keeps_it_and_the_base_is_computed() -> None:
    gross, tax, net = named(MONEY, "gross pay, tax, net pay")
    net |= {"shape": "uniform", "mean": None, "sd": None, "min": 2000, "max": 4000}
    frame = rows_of(gross, tax, net, stated=said(net_pay="figures"))
    assert frame.net_pay.between(2000, 4000).all()
    assert (frame.gross_pay - frame.tax - frame.net_pay).abs().max() < 1e-6


def test_all_that_was_said_stays_and_is_told() -> None:
    schema = schema_of(*named(MONEY, "revenue, cost, profit"))
    found, notes = agreed(schema, said(revenue="figures", cost="figures", profit="figures"))
    assert found == schema
    assert [note.kind for note in notes] == ["not_carried_out"]


def test_what_is_said_is_what_is_done() -> None:
    _, notes = agreed(schema_of(*named(MONEY, "gross pay, tax, deductions, net pay")))
    assert [note.text for note in notes] == ["net_pay is gross_pay - tax - deductions"]
    assert notes[0].columns[0] == "net_pay"


def test_a_count_that_was_taken_for_a_flag_is_a_count() -> None:
    columns = [*named(COUNT, "losses, draws, points"), *named(FLAG, "wins")]
    frame = rows_of(*columns)
    assert (frame.points == 3 * frame.wins + frame.draws).all()


def test_what_is_called_alike_and_is_no_part_stays() -> None:
    schema = schema_of(*named(MONEY, "revenue, cost per click, tax id, profit sharing plan"))
    assert agreed(schema)[0] == schema
