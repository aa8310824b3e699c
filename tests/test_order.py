"""What a request asks for, once the plan and the defaults have had their say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.contract import MAX_SEED, DatasetRequest
from rowsmith.errors import InvalidRequest
from rowsmith.order import Order, Orders
from rowsmith.plans import Planned
from rowsmith.schema import parse_schema
from tests.parts import SHOP

DAY = date(2026, 3, 1)
SCHEMA = parse_schema(SHOP)
ORDERS = Orders(locales=("en_US", "de_DE"), max_rows=10_000, today=lambda: DAY)
ORDER = Order(SCHEMA, 10, 42, "en_US", DAY)


def order(planned_locale: str | None = None, **body: Any) -> Order:
    request = DatasetRequest.model_validate({"description": "a shop", **body})
    return ORDERS.order(request, ORDERS.rows(request), Planned(SCHEMA, locale=planned_locale))


def test_the_defaults() -> None:
    default = order()
    assert (default.rows, default.locale, default.as_of) == (1_000, "en_US", DAY)
    assert default.format == "csv"
    assert order(excel=True).format == "excel"


def test_files_for_a_class_are_another_order() -> None:
    plain, split, other, clean = (
        order(seed=1, **body) for body in ({}, {"split": 0.2}, {"split": 0.3}, {"clean": True})
    )
    assert [one.is_for_class for one in (plain, split, other, clean)] == [False, True, True, True]
    assert len({one.dataset_id("1") for one in (plain, split, other, clean)}) == 4
    assert replace(split, split=None).dataset_id("1") == plain.dataset_id("1")


def test_a_seed_is_drawn_where_none_is_given() -> None:
    drawn = {order().seed for _ in range(20)}
    assert len(drawn) == 20
    assert all(0 <= seed <= MAX_SEED for seed in drawn)
    assert order(seed=0).seed == 0


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ({"description": "5,000 rows of orders"}, 5_000),
        ({"description": "5,000 rows of orders", "rows": 7}, 7),
        ({"description": "orders"}, 1_000),
    ],
)
def test_the_body_s_rows_win_over_the_description_s(body: dict[str, Any], rows: int) -> None:
    assert order(**body).rows == rows


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"rows": 10_001}, "rows"),
        ({"rows": 10**300}, "rows"),
        ({"description": "2 million rows of orders"}, "description"),
    ],
)
def test_too_many_rows_are_refused_and_the_most_is_named(body: dict[str, Any], where: str) -> None:
    with pytest.raises(InvalidRequest, match="at most 10,000") as caught:
        order(**body)
    assert caught.value.where == where
    assert order(rows=10_000).rows == 10_000


@pytest.mark.parametrize("locale", ["de_DE", "de-DE", "de_de", "DE-de"])
def test_a_locale_may_be_written_as_usual(locale: str) -> None:
    assert order(locale=locale).locale == "de_DE"


def test_the_request_s_locale_wins_over_the_plan_s() -> None:
    assert order(planned_locale="de_DE").locale == "de_DE"
    assert order(planned_locale="de_DE", locale="en_US").locale == "en_US"


def test_a_plan_s_locale_that_does_not_exist_is_the_default() -> None:
    assert order(planned_locale="xx_XX").locale == "en_US"


@pytest.mark.parametrize("locale", ["", "xx_XX", "de", "../de_DE", "de_DE\0", "\ud800"[:0] + "ß"])
def test_an_unknown_locale_is_refused_with_those_there_are(locale: str) -> None:
    with pytest.raises(InvalidRequest, match="de_DE, en_US") as caught:
        order(locale=locale)
    assert caught.value.where == "locale"


def test_equal_orders_have_equal_ids_whoever_wrote_the_schema() -> None:
    spelled_out = parse_schema({**SHOP, "labels": [], "hidden": []})
    assert replace(ORDER, schema=spelled_out).dataset_id("1") == ORDER.dataset_id("1")


@pytest.mark.parametrize(
    "change",
    [
        {"rows": 11},
        {"seed": 43},
        {"locale": "de_DE"},
        {"as_of": date(2026, 3, 2)},
        {"format": "excel"},
        {"schema": parse_schema({**SHOP, "title": "Another"})},
    ],
)
def test_whatever_changes_the_file_changes_the_id(change: dict[str, Any]) -> None:
    assert replace(ORDER, **change).dataset_id("1") != ORDER.dataset_id("1")


def test_the_engine_s_version_changes_the_id() -> None:
    assert ORDER.dataset_id("1") != ORDER.dataset_id("2")


def test_an_id_is_the_same_on_every_machine() -> None:
    assert ORDER.dataset_id("1") == "348d11b2568aeb539ce0930610172825"


@pytest.mark.parametrize(
    ("title", "filename"),
    [
        ("Telecom customer churn", "telecom-customer-churn-10-rows.csv"),
        ("  Sales: Q1/Q2 (2026)", "sales-q1-q2-2026-10-rows.csv"),
        ("", "dataset-10-rows.csv"),
        ("../../etc/passwd", "etc-passwd-10-rows.csv"),
        ("Café 売上", "café-売上-10-rows.csv"),
        ('"; drop', "drop-10-rows.csv"),
    ],
)
def test_the_filename_reads_like_the_title(title: str, filename: str) -> None:
    assert (
        replace(ORDER, schema=parse_schema({**SHOP, "title": title})).filename(".csv") == filename
    )


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=120))
def test_a_filename_is_one_name_whatever_the_title(title: str) -> None:
    filename = replace(ORDER, schema=parse_schema({**SHOP, "title": title})).filename(".csv")
    assert not set(filename) & set('/\\"\r\n\0:*?<>|')
    assert len(filename) < 100
