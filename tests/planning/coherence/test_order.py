from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from rowsmith.planning.coherence import usual_days
from tests.planning.coherence.helpers import (
    DATE,
    FLAG,
    MOMENT,
    agreed,
    named,
    rows_of,
    said,
    schema_of,
)

LINES = [
    "departure time, arrival time",
    "created at, updated at",
    "login time, logout time",
    "application date, interview date, offer date",
    "diagnosis date, surgery date, discharge date",
    "hire date, promotion date, exit date",
    "registration date, first order date",
    "manufacture date, sale date, warranty end date",
    "published date, last modified date",
    "incident date, reported date",
    "order date, ship date, delivery date",
    "check in, check out",
    "issue date, due date",
    "invoice date, payment date",
    "admission date, discharge date",
    "planting date, harvest date",
    "signup date, last login",
    "intake date, adoption date",
    "loan date, return date",
    "listing date, sold date",
    "ticket opened at, ticket closed at",
    "pickup time, dropoff time",
    "first seen, last seen",
    "account opened, account closed",
    "shift start, shift end",
    "trial start date, trial end date",
    "enrollment date, graduation date",
    "sample collection date, test date, result date",
    # made up
    "arrest date, trial date, sentencing date",
    "valid from, valid until",
    "harvest date, roasted date, best before",
    "mating date, calving date, weaning date",
    "detected at, contained at, resolved at",
    "email sent at, email opened at, email clicked at",
    "plug in time, unplugged time",
    "premiere date, streaming date",
    "pledge date, donation date",
    "engagement date, wedding date, divorce date",
    "first commit, merged at, deployed at",
    "scheduled departure, actual departure",
    "quote date, policy start, claim date",
    "ignition date, containment date",
]


TWO_WAYS = {"departure time, arrival time", "check in, check out"}
"""A bus arrives at a stop before it departs; a book is checked out before it is checked in."""


@pytest.mark.parametrize("headers", LINES)
@pytest.mark.parametrize("turned", [False, True])
def test_dates_stand_in_the_order_of_what_happens(headers: str, turned: bool) -> None:
    if turned and headers in TWO_WAYS:
        pytest.skip("listed the other way round it is another line")
    columns = named(MOMENT if "time" in headers or " at" in headers else DATE, headers)
    frame = rows_of(*(reversed(columns) if turned else columns), rows=300)
    for first, then in pairwise(column["name"] for column in columns):
        assert (frame[first] <= frame[then]).all()
        assert (frame[first] < frame[then]).mean() > 0.5


def test_a_stay_arrives_before_it_departs_where_it_is_listed_so() -> None:
    stay = rows_of(*named(DATE, "guest arrival date, guest departure date"))
    assert (stay["guest_arrival_date"] <= stay["guest_departure_date"]).all()


def test_what_is_due_may_lie_ahead_and_holds_up_nothing() -> None:
    schema, _ = agreed(schema_of(*named(DATE, "issue date, due date, payment date")))
    due, paid = schema.columns[1], schema.columns[2]
    assert due.kind == paid.kind == "datetime"
    assert due.after == paid.after == "issue_date"
    assert str(due.end).startswith("today+")


def test_each_subject_of_a_header_has_its_own_order() -> None:
    headers = "outbound departure, outbound arrival, return departure, return arrival"
    frame = rows_of(*named(MOMENT, headers))
    assert (frame["outbound_departure"] <= frame["outbound_arrival"]).all()
    assert (frame["return_departure"] <= frame["return_arrival"]).all()


def test_years_are_in_order() -> None:
    year = {"kind": "number", "shape": "uniform", "min": 2005, "max": 2026}
    frame = rows_of(*named(year, "graduation year, enrollment year"))
    assert (frame["graduation_year"] - frame["enrollment_year"]).between(1, 8).all()


def test_what_was_said_of_the_order_stays() -> None:
    start, end = named(DATE, "start date, end date")
    schema, notes = agreed(schema_of({**start, "after": "end_date"}, end), said(start_date="order"))
    assert schema.columns[0].model_dump()["after"] == "end_date"
    assert not notes


def test_a_range_that_was_said_stays_and_the_other_comes_before_it() -> None:
    start, end = named(DATE, "start date, end date")
    end |= {"start": "2024-03-01", "end": "2024-03-31"}
    frame = rows_of(start, end, stated=said(end_date="figures"))
    assert frame["end_date"].between("2024-03-01", "2024-03-31").all()
    assert (frame["start_date"] <= frame["end_date"]).all()


def test_two_ranges_that_were_said_are_left_and_told() -> None:
    schema = schema_of(*named(DATE, "start date, end date"))
    found, notes = agreed(schema, said(start_date="figures", end_date="figures"))
    assert found == schema
    assert [note.kind for note in notes] == ["not_carried_out"]


@pytest.mark.parametrize("header", ["date of death", "first seen", "account closed"])
def test_a_date_that_was_taken_for_a_flag_is_a_date(header: str) -> None:
    flag = named(FLAG, header)[0]
    other = named(FLAG if header == "account closed" else DATE, "last seen, account opened")
    frame = rows_of(flag, *(other if header != "date of death" else []))
    assert pd.api.types.is_datetime64_any_dtype(frame[flag["name"]])


@pytest.mark.parametrize("header", ["churned", "shipped", "is closed"])
def test_a_flag_beside_dates_stays_one(header: str) -> None:
    flag = named(FLAG, header)[0]
    frame = rows_of(flag, *named(DATE, "signup date, order date, opened date"))
    assert frame[flag["name"]].dtype == bool


def test_how_long_something_takes_is_no_moment() -> None:
    length = {"kind": "number", "shape": "gamma", "mean": 30, "sd": 10, "min": 1}
    schema = schema_of(*named(length, "preparation time, cooking time, delivery time"))
    assert agreed(schema) == (schema, ())


def test_when_is_no_length() -> None:
    length = {"kind": "number", "shape": "gamma", "mean": 30, "sd": 10, "min": 1}
    frame = rows_of(*named(length, "admission time, discharge time"))
    assert (frame["admission_time"] <= frame["discharge_time"]).all()


def test_what_opens_in_the_morning_closes_in_the_evening() -> None:
    frame = rows_of(*named(MOMENT, "closing time, opening time"), rows=100)
    assert (frame["opening_time"] < frame["closing_time"]).all()


def test_usual_days_are_those_of_the_line() -> None:
    assert usual_days("order_date", "delivery_date") == pytest.approx(7)
    assert usual_days("delivery_date", "order_date") is None
    assert usual_days("colour", "size") is None


def test_the_earlier_event_is_not_after_the_later_one() -> None:
    check_in = {"kind": "datetime", "name": "check_in", "after": "check_out", "within": 7}
    check_out = {
        "kind": "datetime",
        "name": "check_out",
        "start": "2024-01-01",
        "end": "2024-12-31",
    }
    schema, notes = agreed(schema_of(check_in, check_out))
    first, then = (column.model_dump(exclude_defaults=True) for column in schema.columns)
    assert first == {**check_out, "name": "check_in"}
    assert then == {"name": "check_out", "kind": "datetime", "after": "check_in", "within": 7}
    assert [note.text for note in notes] == ["check_out comes after check_in, not before it"]


def test_a_hidden_date_that_others_are_made_of_is_the_shown_one_of_the_same_event() -> None:
    shown = named(DATE, "borrowed on")
    due = {"kind": "formula", "name": "due_date", "expression": "loan_date + days(14)"}
    frame = rows_of(*shown, due, {**DATE, "name": "loan_date"}, hidden=["loan_date"])
    assert ((frame["due_date"] - frame["borrowed_on"]).dt.days == 14).all()
