from __future__ import annotations

from typing import Any

import pytest

from tests.engine.making import category, dataset
from tests.planning.coherence.helpers import (
    COUNT,
    DATE,
    FLAG,
    MONEY,
    agreed,
    named,
    rows_of,
    said,
    schema_of,
)

NAME = {"kind": "person", "field": "full_name"}
CODE = {"kind": "faker", "provider": "credit_card_number"}
WORDS = {"kind": "text", "style": "note"}


def of(values: str) -> dict[str, Any]:
    return {"kind": "category", "values": [{"value": one} for one in values.split(", ")]}


Case = tuple[dict[str, Any], str, dict[str, Any], str, str | bool]
EMPTY: list[Case] = [
    (FLAG, "returned", DATE, "return date", True),
    (FLAG, "churned", DATE, "churn date", True),
    (FLAG, "default", DATE, "default date", True),
    (FLAG, "died", DATE, "death date", True),
    (FLAG, "is active", DATE, "termination date", False),
    (of("delivered, shipped, cancelled"), "status", DATE, "delivery date", "delivered"),
    (of("done, in progress, todo"), "status", DATE, "completed date", "done"),
    (of("single, married"), "marital status", NAME, "spouse name", "married"),
    (of("cash, credit card"), "payment method", CODE, "card number", "credit card"),
    (of("student, employed, retired"), "employment status", NAME, "employer", "employed"),
    # made up
    (of("approved, rejected"), "loan status", WORDS, "rejection reason", "rejected"),
    (of("Yes, No"), "cancelled", WORDS, "cancellation reason", "Yes"),
    (FLAG, "promoted", DATE, "promotion date", True),
    (FLAG, "is fraud", WORDS, "fraud type", True),
    (FLAG, "has pet", NAME, "pet name", True),
    (FLAG, "pregnant", COUNT, "gestation weeks", True),
    (of("open, resolved"), "ticket status", COUNT, "resolution time", "resolved"),
    (of("vacant, occupied"), "unit status", NAME, "tenant name", "occupied"),
    (FLAG, "escalated", NAME, "escalated to", True),
    (of("available, adopted"), "animal status", DATE, "adoption date", "adopted"),
    (FLAG, "alive", DATE, "date of death", False),
    (of("dropped out, enrolled, graduated"), "student status", WORDS, "dropout reason",
     "dropped out"),
]  # fmt: skip


@pytest.mark.parametrize(("flag", "header", "detail", "name", "yes"), EMPTY)
def test_a_detail_is_there_only_where_its_flag_says_so(
    flag: dict[str, Any], header: str, detail: dict[str, Any], name: str, yes: str | bool
) -> None:
    frame = rows_of(*named(flag, header), *named(detail, name), rows=400)
    there = frame[name.replace(" ", "_")].notna()
    assert (there == (frame[header.replace(" ", "_")] == yes)).all()


ZERO = [
    ("returned", MONEY, "refund amount"),
    ("smoker", COUNT, "cigarettes per day"),
    ("has children", COUNT, "number of children"),
    ("default", COUNT, "days past due"),
    # made up
    ("delayed", COUNT, "delay minutes"),
    ("donated", MONEY, "donation amount"),
    ("had accident", COUNT, "number of accidents"),
    ("drinks alcohol", COUNT, "drinks per week"),
    ("coupon used", MONEY, "discount amount"),
    ("has car", COUNT, "number of cars"),
    ("icu", COUNT, "icu days"),
    ("machine failure", MONEY, "repair cost"),
    ("injured", COUNT, "games missed"),
]


@pytest.mark.parametrize(("flag", "keys", "name"), ZERO)
def test_a_count_is_nothing_where_its_flag_says_no(
    flag: str, keys: dict[str, Any], name: str
) -> None:
    frame = rows_of(*named(FLAG, flag), *named({**keys, "min": 0}, name), rows=400)
    detail = frame[name.replace(" ", "_")]
    assert detail.notna().all()
    assert ((detail > 0) == frame[flag.replace(" ", "_")]).mean() > 0.97
    assert (detail[~frame[flag.replace(" ", "_")]] == 0).all()


def test_a_category_of_counts_has_no_zero_where_there_is_one() -> None:
    children = named(of("0, 1, 2, 3"), "number of children")
    frame = rows_of(*named(FLAG, "has children"), *children)
    assert ((frame.number_of_children.astype(int) > 0) == frame.has_children).all()


def test_what_hangs_on_a_label_is_a_leak_and_moves_nothing() -> None:
    columns = [*named(FLAG, "returned"), *named(DATE, "order date, return date"),
               *named(MONEY, "price")]  # fmt: skip
    drivers = [{"column": "returned",
                "by": [{"of": "return_date - order_date"}, {"of": "price"}]}]  # fmt: skip
    schema, _ = agreed(schema_of(*columns, drivers=drivers, labels=["returned"]))
    label = dataset(schema).labels[0]
    assert label.drivers == ("price",)
    assert "return_date" in label.leaks


def test_dates_of_a_line_go_as_far_as_the_status() -> None:
    dates = named(DATE, "application date, interview date, offer date, hire date")
    stage = named(of("applied, interviewed, offered, hired, rejected"), "application status")
    frame = rows_of(*dates, *stage)
    assert frame.application_date.notna().all()
    there = frame[["interview_date", "offer_date", "hire_date"]].notna()
    far = frame.application_status.map({"interviewed": 1, "offered": 2, "hired": 3}).fillna(0)
    assert (there.sum(axis=1) == far).all()
    both = frame.offer_date.notna()
    assert (frame.interview_date[both] <= frame.offer_date[both]).all()


def test_what_is_done_is_whole_and_what_is_not_begun_is_nothing() -> None:
    percent = {"kind": "number", "shape": "beta", "mean": 58, "sd": 27, "min": 0, "max": 100}
    status = named(of("done, in progress, todo"), "status")
    frame = rows_of(*status, *named(percent, "percent complete"))
    assert (frame.percent_complete[frame.status == "done"] == 100).all()
    assert (frame.percent_complete[frame.status == "todo"] == 0).all()
    assert frame.percent_complete[frame.status == "in progress"].between(1, 99).all()


@pytest.mark.parametrize(
    ("flag", "other"),
    [("returned late", "return date"), ("churned", "churn risk score"), ("default", "last visit")],
)
def test_what_does_not_hang_on_a_flag_stays(flag: str, other: str) -> None:
    keys = COUNT if "score" in other else DATE
    schema = schema_of(*named(FLAG, flag), *named(keys, other))
    assert agreed(schema)[0].columns[1].when is None


def test_a_condition_that_is_there_stays() -> None:
    flag, date = [*named(FLAG, "returned"), *named(DATE, "return date")]
    schema = schema_of(flag, {**date, "when": "not returned"})
    assert agreed(schema) == (schema, ())


def test_what_was_said_of_its_presence_stays() -> None:
    schema = schema_of(*named(FLAG, "died"), *named(DATE, "death date"))
    assert agreed(schema, said(death_date="presence")) == (schema, ())


def test_the_first_date_of_a_row_is_there_whatever_its_status() -> None:
    schema = schema_of(
        {"name": "issue_date", "kind": "datetime"},
        {"name": "due_date", "kind": "datetime", "after": "issue_date", "within": 30},
        category("status", "paid", "open", "overdue"),
    )
    found, _ = agreed(schema)
    assert all(column.when is None for column in found.columns)
