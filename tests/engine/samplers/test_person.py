"""`person`: one coherent person per subject and role."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from rowsmith.engine.people.gender import gender_codes
from rowsmith.errors import InvalidSchema
from tests.engine.making import DAY, category, dataset, frame_of, number, schema_of


def person(name: str, field: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, "kind": "person", "field": field, **keys}


def years_between(born: pd.Series, day: pd.Timestamp) -> pd.Series:
    before = (born.dt.month > day.month) | ((born.dt.month == day.month) & (born.dt.day > day.day))
    return pd.Series(day.year - born.dt.year - before.astype(int))


def test_fields_of_a_person_agree() -> None:
    fields = [
        "full_name",
        "first_name",
        "last_name",
        "email",
        "username",
        "gender",
        "age",
        "birth_date",
    ]
    frame = frame_of(*(person(field, field) for field in fields), rows=20_000)
    assert (frame["full_name"] == frame["first_name"] + " " + frame["last_name"]).all()
    assert (frame["age"] == years_between(frame["birth_date"], pd.Timestamp(DAY))).all()
    assert frame["email"].is_unique
    assert frame["username"].is_unique
    of_name = [
        any(part[:3].lower() in email for part in name.replace("-", " ").split())
        for name, email in zip(frame["full_name"], frame["email"], strict=True)
    ]
    assert sum(of_name) / len(of_name) > 0.99


def test_age_and_gender_columns_govern_the_person() -> None:
    frame = frame_of(
        category("gender", "F", "M"),
        number("age", mean=40, sd=12, min=18, max=90),
        person("name", "first_name"),
        person("sex", "gender"),
        person("born", "birth_date"),
        rows=20_000,
    )
    assert (frame["age"] == years_between(frame["born"], pd.Timestamp(DAY))).all()
    assert (gender_codes(frame["gender"]) == gender_codes(frame["sex"])).all()


def test_roles_are_different_people() -> None:
    frame = frame_of(
        person("sender", "full_name", role="sender"),
        person("sender_email", "email", role="sender"),
        person("receiver", "full_name", role="receiver"),
    )
    assert (frame["sender"] == frame["receiver"]).mean() < 0.01


def test_a_unique_name_is_refused_with_the_reason() -> None:
    with pytest.raises(InvalidSchema, match="690,000 of them"):
        dataset(schema_of(person("name", "full_name", unique=True)), 100)


def test_a_million_emails_are_unique() -> None:
    made = dataset(schema_of(person("email", "email")), 1_000_000)
    emails = {line for block in made.blocks() for line in block.splitlines()}
    assert len(emails) == 1_000_001  # and the header


def test_every_mailbox_is_on_a_domain_that_nobody_owns() -> None:
    emails = frame_of(person("email", "email"))["email"]
    assert emails.str.contains(r"@(?:[a-z]+\.)?example\.(?:com|org|net)$").all()


@pytest.mark.parametrize("field", ["full_name", "first_name", "last_name", "email", "phone"])
@pytest.mark.parametrize("locale", ["en_US", "ja_JP"])
def test_a_person_is_other_than_that_of_another_role(field: str, locale: str) -> None:
    columns = [
        {"name": "payer", "kind": "person", "field": field, "role": "payer"},
        {"name": "payee", "kind": "person", "field": field, "role": "payee", "other_than": "payer"},
    ]
    frame = dataset(schema_of(*columns), 20_000, locale=locale).frame()
    assert not (frame["payer"] == frame["payee"]).any()
    alone = dataset(schema_of(columns[0]), 20_000, locale=locale).frame()
    assert alone["payer"].equals(frame["payer"])


@pytest.mark.parametrize("locale", ["en_US", "ja_JP", "es_ES", "it_IT"])
def test_a_middle_name_is_another_first_name_of_the_gender(locale: str) -> None:
    columns = [person(field, field) for field in ("first_name", "middle_name", "gender")]
    frame = dataset(schema_of(*columns), 5_000, locale=locale).frame()
    assert not (frame["first_name"] == frame["middle_name"]).any()
    for _, people in frame.groupby("gender"):
        first = set(people["first_name"])
        assert people["middle_name"].isin(first).mean() > 0.9
