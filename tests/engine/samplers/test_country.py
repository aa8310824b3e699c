"""People and facts that are of the country of the place beside them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from rowsmith.engine.locales.abroad import latin_names
from rowsmith.schema.geography import countries
from tests.engine.making import dataset, schema_of


def person(name: str, field: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, "kind": "person", "field": field, **keys}


def place(name: str = "country", field: str = "country_code", **keys: Any) -> dict[str, Any]:
    return {"name": name, "kind": "place", "field": field, **keys}


def rows(*columns: dict[str, Any], count: int = 6_000, **rest: Any) -> pd.DataFrame:
    locale = rest.pop("locale", "en_US")
    return dataset(schema_of(*columns, **rest), count, locale=locale).frame()


def names_of(code: str) -> set[str]:
    return set(latin_names(countries()[code].locale).first.table.strings)


@pytest.mark.parametrize("within", [["EU"], ["world"], ["Japan", "Brazil"], ["Germany"]])
@pytest.mark.parametrize("locale", ["en_US", "de_DE"])
def test_a_name_is_of_the_rows_country(within: list[str], locale: str) -> None:
    frame = rows(person("name", "first_name"), place(within=within), locale=locale)
    for code, names in frame.groupby("country")["name"]:
        assert set(names) <= names_of(str(code))


def test_a_phone_has_the_calling_code_of_the_rows_country() -> None:
    frame = rows(person("phone", "phone"), place(within=["EU", "GCC"]))
    for code, phones in frame.groupby("country")["phone"]:
        assert phones.str.startswith(f"+{countries()[str(code)].calling_code}").all(), code
    assert frame["phone"].is_unique


def test_the_place_of_another_role_is_another_persons() -> None:
    frame = rows(
        person("payer", "first_name", role="payer"),
        person("payee", "first_name", role="payee"),
        place("from", role="payer", within=["Japan"]),
        place("to", role="payee", within=["Brazil"]),
    )
    assert set(frame["payer"]) <= names_of("JP")
    assert set(frame["payee"]) <= names_of("BR")


def test_the_one_place_there_is_counts_for_a_person_without_a_role() -> None:
    frame = rows(person("name", "first_name"), place("home", role="home", within=["Japan"]))
    assert set(frame["name"]) <= names_of("JP")


def test_people_at_home_are_as_they_were_without_the_place() -> None:
    for columns in ([person("name", "full_name")], [person("mail", "email")]):
        alone = rows(*columns)
        beside = rows(*columns, place("city", "city"), place("country", "country", within=["US"]))
        assert alone[columns[0]["name"]].equals(beside[columns[0]["name"]])


def test_a_person_is_one_whatever_the_order_of_its_columns() -> None:
    columns = [
        person("gender", "gender"),
        person("name", "first_name"),
        person("email", "email"),
        place(within=["world"]),
    ]
    assert rows(*columns)["name"].equals(rows(*reversed(columns))["name"])
    frame = rows(*columns)
    initial = frame["email"].str[0] == frame["name"].str.lower().str[0]
    assert initial.mean() > 0.6
    assert frame["email"].is_unique


def test_subjects_have_names_of_their_country() -> None:
    entity = {
        "name": "customer",
        "rows_per_entity": 4,
        "columns": [person("name", "full_name"), person("phone", "phone"), place(within=["Asia"])],
    }
    frame = rows({"name": "n", "kind": "number", "mean": 5, "sd": 1}, entities=[entity])
    assert (frame.groupby("phone")[["name", "country"]].nunique() == 1).all(axis=None)


def test_any_block_alone_is_the_same() -> None:
    columns = [
        person("name", "full_name"),
        person("email", "email"),
        person("phone", "phone"),
        place(within=["world"]),
    ]
    made = dataset(schema_of(*columns), 60_000)
    whole = made.frame().iloc[50_000:].reset_index(drop=True)
    alone = dataset(schema_of(*columns), 60_000).frame(50_000, 60_000).reset_index(drop=True)
    assert whole.equals(alone)


@pytest.mark.parametrize("locale", ["en_US", "en_GB", "fr_FR", "de_DE", "ja_JP", "it_IT"])
@pytest.mark.parametrize("kind", ["person", "faker"])
def test_phones_at_home_are_unique(kind: str, locale: str) -> None:
    column = person("phone", "phone")
    if kind == "faker":
        column = {"name": "phone", "kind": "faker", "provider": "phone_number"}
    for count in (500, 150_000):
        assert rows(column, count=count, locale=locale)["phone"].is_unique


def test_few_phones_are_of_ranges_for_fiction() -> None:
    assert rows(person("phone", "phone"), count=500)["phone"].str.contains(" 555-01").all()


def test_phones_may_repeat_where_that_is_said() -> None:
    frame = rows(person("phone", "phone", unique=False), count=60_000)
    assert frame["phone"].duplicated().any()


def test_an_area_code_abroad_is_that_of_the_phone() -> None:
    area = {"name": "area", "kind": "faker", "provider": "area_code"}
    frame = rows(person("phone", "phone"), area, place(within=["Italy", "United States"]))
    american = frame[frame["country"] == "US"]
    pairs = zip(american["phone"], american["area"].astype(str), strict=True)
    assert all(phone.startswith(f"+1 {code}-") for phone, code in pairs)
