from __future__ import annotations

from typing import Any

import pytest

from tests.planning.coherence.helpers import agreed, named, rows_of, said, schema_of

STREET = {"kind": "place", "field": "street_address"}
PHONE = {"kind": "person", "field": "phone"}
NAME = {"kind": "person", "field": "full_name"}
TITLE = {"kind": "text", "style": "title", "topic": "middle"}
ACCOUNT = {"kind": "id", "pattern": "##########"}
EMAIL = {"kind": "person", "field": "email"}


@pytest.mark.parametrize(
    ("keys", "headers"),
    [
        (STREET, "billing address, shipping address"),
        (PHONE, "home phone, work phone, mobile phone"),
        (ACCOUNT, "from account, to account"),
        (NAME, "sender name, receiver name"),
        (STREET, "pickup address, dropoff address"),
        (NAME, "buyer name, seller name"),
        (PHONE, "phone, emergency phone"),
        (EMAIL, "email, backup email"),
        ({"kind": "place", "field": "city"}, "birth city, current city"),
        (NAME, "doctor name, patient name"),
    ],
)
def test_two_roles_are_not_the_same(keys: dict[str, Any], headers: str) -> None:
    frame = rows_of(*named(keys, headers), rows=300)
    first, *others = frame.columns
    for other in others:
        assert (frame[first] == frame[other]).mean() < 0.15


def test_columns_of_one_role_stay_together() -> None:
    city = {"kind": "place", "field": "city"}
    columns = [*named(STREET, "billing address, shipping address"),
               *named(city, "billing city, shipping city")]  # fmt: skip
    schema, _ = agreed(schema_of(*columns))
    roles = {column.name: column.model_dump()["role"] for column in schema.columns}
    assert roles["billing_address"] == roles["billing_city"] == "billing"
    assert roles["shipping_address"] == roles["shipping_city"] == "shipping"


def test_a_work_address_is_at_the_company() -> None:
    company = {"kind": "faker", "provider": "company"}
    frame = rows_of(*named(EMAIL, "personal email, work email"), *named(company, "company"))
    domain = frame.company.str.lower().str.replace(r"\W", "", regex=True) + ".example"
    assert (frame.work_email.str.split("@").str[1] == domain).all()
    assert (frame.work_email != frame.personal_email).all()


@pytest.mark.parametrize(
    "header", ["middle name", "receiver name", "husband name", "wife name", "maiden name"]
)
def test_the_name_of_somebody_is_a_name(header: str) -> None:
    frame = rows_of(*named(TITLE, header), rows=100)
    assert frame.iloc[:, 0].str.match(r"^[A-Z][\w.'-]*( [\w.'-]+){0,4}$").all()
    assert not frame.iloc[:, 0].str.contains("Guide|Notes|About").any()


def test_what_was_said_of_a_name_stays() -> None:
    schema = schema_of(*named(TITLE, "husband name"))
    assert agreed(schema, said(husband_name="kind")) == (schema, ())


@pytest.mark.parametrize("header", ["course name", "file name", "song name"])
def test_the_name_of_a_thing_is_none(header: str) -> None:
    schema = schema_of(*named(TITLE, header))
    assert agreed(schema) == (schema, ())
