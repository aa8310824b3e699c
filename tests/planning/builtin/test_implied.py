from __future__ import annotations

from datetime import date

import pandas as pd

from rowsmith.engine import prepare
from tests.planning.builtin.helpers import plan


def rows(description: str) -> pd.DataFrame:
    schema = plan(description).schema
    return prepare(schema, rows=500, seed=1, locale="en_US", as_of=date(2026, 6, 30)).frame()


def test_a_fee_is_a_small_share_of_the_amount() -> None:
    made = rows("transfers with amount in USD, fee, timestamp, country")
    assert ((made["fee"] >= 0) & (made["fee"] <= 0.05 * made["amount"] + 0.01)).all()


def test_a_rental_costs_its_days_times_the_daily_rate() -> None:
    made = rows("rentals with pickup date, return date, daily rate, total cost")
    days = (pd.to_datetime(made["return_date"]) - pd.to_datetime(made["pickup_date"])).dt.days
    assert (days >= 0).all()
    assert (made["daily_rate"] > 10).all()
    assert ((days.clip(lower=1) * made["daily_rate"] - made["total_cost"]).abs() < 0.01).all()


def test_a_tax_said_in_per_cent_is_taken_of_the_net_amount() -> None:
    made = rows("invoices with net amount, VAT 20%, gross amount, paid (85%)")
    assert ((made["net_amount"] * 0.2 - made["vat"]).abs() < 0.011).all()
    assert ((made["net_amount"] + made["vat"] - made["gross_amount"]).abs() < 0.011).all()
