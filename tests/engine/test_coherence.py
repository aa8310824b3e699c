"""100,000 rows in which every cell must agree with its neighbours; and uniqueness at a million."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rowsmith.engine.places.tables import places
from rowsmith.errors import InvalidSchema
from tests.engine.making import DAY, boolean, dataset, formula, number, schema_of

ROWS = 100_000
MILLION = 1_000_000


def person(field: str, **keys: Any) -> dict[str, Any]:
    return {"name": field, "kind": "person", "field": field, **keys}


def place(field: str) -> dict[str, Any]:
    return {"name": field, "kind": "place", "field": field}


def date(name: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, "kind": "datetime", **keys}


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    schema = schema_of(
        *(person(f) for f in ("first_name", "last_name", "email", "age", "birth_date")),
        *(place(f) for f in ("city", "state", "state_code", "country_code")),
        date("ordered", precision="hour", start="today-1y"),
        date("shipped", after="ordered", within=5, precision="minute"),
        date("delivered", after="shipped", within=9),
        number("nights", shape="poisson", mean=3, min=1),
        date("check_in", start="today-1y", end="today-60d"),
        formula("check_out", "check_in + days(nights)"),
        number("quantity", shape="poisson", mean=3, min=1),
        number("unit_price", shape="gamma", mean=30, sd=25, min=0.5, decimals=2),
        number("discount", shape="beta", mean=0.1, sd=0.08, decimals=2),
        boolean("member", 0.4),
        formula("subtotal", "quantity * unit_price"),
        formula("total", "round(subtotal * (1 - if(member, discount, 0)), 2)"),
        formula("late", "delivered - ordered > 7"),
    )
    return dataset(schema, ROWS).frame()


def plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z]", "", folded)


def test_every_email_belongs_to_its_person(frame: pd.DataFrame) -> None:
    local = frame["email"].str.partition("@")[0].str.replace("[^a-z]", "", regex=True)
    first, last = frame["first_name"].map(plain), frame["last_name"].map(plain)
    of_person = [
        f[:1] + last_name in mail or f in mail or last_name in mail
        for mail, f, last_name in zip(local, first, last, strict=True)
    ]
    assert all(of_person)
    assert frame["email"].is_unique


def test_ages_and_birth_dates_agree(frame: pd.DataFrame) -> None:
    born = frame["birth_date"].dt
    had_birthday = (born.month < DAY.month) | ((born.month == DAY.month) & (born.day <= DAY.day))
    assert (frame["age"] == DAY.year - born.year - (~had_birthday).astype(int)).all()


def test_every_city_is_in_its_state(frame: pd.DataFrame) -> None:
    known = places("US", ())
    assert known is not None
    columns = {}
    for field in ("city", "state", "state_code", "country_code"):
        table, codes = known.tables[field]
        columns[field] = table.strings[codes]
    exist = set(zip(*columns.values(), strict=True))
    assert set(frame[list(columns)].itertuples(index=False, name=None)) <= exist


def test_every_end_is_after_its_start_and_none_in_the_future(frame: pd.DataFrame) -> None:
    assert (frame["shipped"] >= frame["ordered"]).all()
    assert (frame["delivered"] >= frame["shipped"]).all()
    assert ((frame["check_out"] - frame["check_in"]).dt.days == frame["nights"]).all()
    assert frame["delivered"].max() <= pd.Timestamp(DAY)
    assert frame["shipped"].max() < pd.Timestamp(DAY) + pd.Timedelta(days=1)


def test_every_formula_holds_to_the_last_decimal(frame: pd.DataFrame) -> None:
    cents = np.round(frame["unit_price"] * 100).astype(int)
    assert (np.round(frame["subtotal"] * 100).astype(int) == frame["quantity"] * cents).all()
    percent = np.round(frame["discount"].to_numpy() * 100).astype(int)
    kept = 100 - np.where(frame["member"], percent, 0)
    exact = frame["quantity"] * cents * kept  # hundredths of a cent
    assert ((np.round(frame["total"] * 100).astype(int) * 100 - exact).abs() <= 50).all()
    days = (frame["delivered"] - frame["ordered"]).dt.total_seconds() / 86_400
    assert (frame["late"] == (days > 7)).all()


@pytest.mark.parametrize(
    "column",
    [
        person("email"),
        person("username"),
        {"name": "x", "kind": "id", "pattern": "sequence"},
        {"name": "x", "kind": "id", "pattern": "uuid"},
        {"name": "x", "kind": "id", "pattern": "AB-#######"},
        {"name": "x", "kind": "id", "pattern": "??####?"},
    ],
)
def test_unique_columns_are_unique_at_a_million_rows(column: dict[str, Any]) -> None:
    made = dataset(schema_of(column), MILLION)
    seen = pd.concat([made.frame(n, n + 50_000) for n in range(0, MILLION, 50_000)])
    assert seen.iloc[:, 0].is_unique


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        (person("full_name", unique=True), "drawn as often as it occurs"),
        (person("first_name", unique=True), "en_US has"),
        ({"name": "x", "kind": "id", "pattern": "AB-######"}, "has room for 999,999 ids"),
        ({"name": "x", "kind": "id", "pattern": "??##"}, "has room for 67,600 ids"),
    ],
)
def test_what_cannot_be_unique_is_refused_before_any_row(
    column: dict[str, Any], reason: str
) -> None:
    with pytest.raises(InvalidSchema) as refusal:
        dataset(schema_of(column), MILLION)
    assert reason in refusal.value.problems[0].message
