"""Identifiers of `faker` columns: unique, of the row's country, of its article, of its card."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from rowsmith.engine.identifiers.forms import UNIQUE
from rowsmith.errors import InvalidSchema
from tests.engine.making import category, dataset, schema_of


def faker(name: str, provider: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, "kind": "faker", "provider": provider, **keys}


def texts(*columns: dict[str, Any], rows: int = 2_000, **rest: Any) -> pd.DataFrame:
    locale = rest.pop("locale", "en_US")
    return dataset(schema_of(*columns, **rest), rows, locale=locale).frame().astype(str)


@pytest.mark.parametrize("locale", ["en_US", "de_DE", "en_GB", "ja_JP", "it_IT"])
@pytest.mark.parametrize("provider", sorted(UNIQUE))
def test_no_two_rows_are_alike(provider: str, locale: str) -> None:
    values = texts(faker("value", provider), rows=120_000, locale=locale)["value"]
    assert values.is_unique


@pytest.mark.parametrize("provider", ["iban", "license_plate", "credit_card_number"])
def test_no_two_rows_of_any_country_are_alike(provider: str) -> None:
    country = {"name": "country", "kind": "place", "field": "country_code", "within": ["Europe"]}
    frame = texts(faker("value", provider), country, rows=120_000)
    shown = frame["value"].dropna()
    assert shown.is_unique
    assert len(shown) > 40_000


@pytest.mark.parametrize("provider", ["iban", "sort_code", "passport_number", "mac_address"])
def test_any_block_alone_is_the_same(provider: str) -> None:
    country = {"name": "country", "kind": "place", "field": "country_code", "within": ["EU"]}
    schema = schema_of(faker("value", provider), country)
    whole = dataset(schema, 60_000).frame()["value"]
    alone = dataset(schema, 60_000).frame(50_000, 60_000)["value"]
    assert whole[50_000:].reset_index(drop=True).equals(alone.reset_index(drop=True))


def test_an_iban_is_of_the_country_beside_it() -> None:
    country = {"name": "country", "kind": "place", "field": "country_code", "within": ["EU"]}
    frame = texts(faker("iban", "iban"), country)
    assert (frame["iban"].str[:2] == frame["country"]).all()


def test_an_iban_is_empty_where_there_is_none() -> None:
    country = {"name": "country", "kind": "place", "field": "country", "within": ["US", "FR"]}
    made = dataset(schema_of(faker("iban", "iban"), country), 500)
    frame = made.frame()
    assert (frame["iban"].isna() == (frame["country"] == "United States")).all()
    assert any("no IBAN" in warning for warning in made.warnings)


def test_parts_of_an_account_are_of_one_account() -> None:
    columns = [faker(name, name) for name in ("iban", "sort_code", "account_number")]
    frame = texts(*columns, locale="en_GB")
    assert (frame["iban"].str[8:14] == frame["sort_code"].str.replace("-", "")).all()
    assert (frame["iban"].str[14:] == frame["account_number"]).all()


@pytest.mark.parametrize("provider", sorted(UNIQUE))
def test_two_columns_of_a_row_never_share_a_value(provider: str) -> None:
    frame = texts(faker("from", provider), faker("to", provider), rows=60_000)
    assert pd.concat([frame["from"], frame["to"]]).is_unique
    assert texts(faker("from", provider), rows=60_000)["from"].equals(frame["from"])


def test_a_subject_has_one() -> None:
    entity = {"name": "account", "rows_per_entity": 5, "columns": [faker("iban", "iban")]}
    number = {"name": "amount", "kind": "number", "mean": 50, "sd": 9}
    frame = texts(number, entities=[entity], rows=5_000, locale="de_DE")
    assert 500 < frame["iban"].nunique() < 2_000


GOODS = {
    "name": "goods",
    "fields": ["product", "price"],
    "rows": [["Lamp", "9.90"], ["Desk", "199"], ["Chair", "89"]],
}


@pytest.mark.parametrize("provider", ["sku", "ean13", "ean8", "isbn13", "isbn10"])
def test_an_article_has_one_of_its_own(provider: str) -> None:
    product = {"name": "product", "kind": "lookup", "table": "goods", "field": "product"}
    frame = texts(product, faker("code", provider), tables=[GOODS])
    pairs = frame.drop_duplicates()
    assert len(pairs) == 3
    assert pairs["code"].is_unique


def test_which_tables_article_it_is_can_be_said() -> None:
    shops = {"name": "shops", "fields": ["shop"], "rows": [["A"], ["B"]]}
    columns = [
        {"name": "product", "kind": "lookup", "table": "goods", "field": "product"},
        {"name": "shop", "kind": "lookup", "table": "shops", "field": "shop"},
    ]
    said = texts(*columns, faker("sku", "sku", table="goods"), tables=[GOODS, shops])
    assert (said.groupby("product")["sku"].nunique() == 1).all()
    open_ = texts(*columns, faker("sku", "sku"), tables=[GOODS, shops])
    assert open_["sku"].is_unique


@pytest.mark.parametrize(
    ("keys", "said"),
    [({"provider": "company", "table": "goods"}, "for what an article has"),
     ({"provider": "sku", "table": "shops"}, "no lookup beside it")],
)  # fmt: skip
def test_a_table_that_is_not_picked_from_is_refused(keys: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidSchema) as refused:
        schema_of({"name": "x", "kind": "faker", **keys}, tables=[GOODS])
    assert said in refused.value.problems[0].message


def test_a_card_has_the_number_and_code_of_its_brand() -> None:
    frame = texts(
        faker("brand", "credit_card_provider"),
        faker("number", "credit_card_number"),
        faker("code", "credit_card_security_code"),
    )
    american = frame["brand"] == "American Express"
    assert 0.04 < american.mean() < 0.12
    assert (frame["number"].str.len().eq(15) == american).all()
    assert (frame["code"].str.len().eq(4) == american).all()
    assert (frame["number"].str.startswith("4") == (frame["brand"] == "Visa")).all()


def test_a_card_is_of_the_brand_that_a_category_names() -> None:
    brand = category("card type", "VISA", "MasterCard", "Amex", "Cash")
    frame = texts(brand, faker("number", "credit_card_number"))
    first = frame["number"].str[0]
    assert set(first[frame["card type"] == "VISA"]) == {"4"}
    assert set(first[frame["card type"] == "MasterCard"]) <= {"2", "5"}
    assert set(first[frame["card type"] == "Amex"]) == {"3"}
    assert len(set(first[frame["card type"] == "Cash"])) > 1


@pytest.mark.parametrize(
    ("provider", "country", "value"),
    [
        ("currency_code", "Japan", "JPY"),
        ("currency_name", "Sweden", "Swedish Krona"),
        ("language_name", "Brazil", "Portuguese"),
        ("language_code", "Germany", "de"),
        ("country_calling_code", "France", "+33"),
        ("bank_country", "Italy", "IT"),
        ("country_code", "Kenya", "KE"),
    ],
)
def test_what_a_country_has_one_of_follows_the_country(
    provider: str, country: str, value: str
) -> None:
    place = {"name": "country", "kind": "place", "field": "country"}
    frame = texts(place | {"within": [country, "Poland"]}, faker("fact", provider))
    of_country = frame["fact"][frame["country"] == country]
    assert set(of_country) == {value}
    assert frame["fact"].nunique() == 2


@pytest.mark.parametrize("locale", ["en_US", "en_GB", "fr_FR"])
def test_an_area_code_is_that_of_the_phone_beside_it(locale: str) -> None:
    phone = {"name": "phone", "kind": "person", "field": "phone"}
    frame = texts(phone, faker("area", "area_code"), locale=locale)
    pairs = zip(frame["phone"].str.strip("("), frame["area"], strict=True)
    assert all(phone.startswith(area) for phone, area in pairs)


def test_more_than_there_are_is_refused_with_how_many_fit() -> None:
    column = faker("mac", "mac_address")
    entity = {"name": "device", "rows_per_entity": 1, "exact": True, "columns": [column]}
    with pytest.raises(InvalidSchema) as refused:
        dataset(schema_of(faker("t", "ssn"), entities=[entity]), 12_000_000, locale="fr_CA")
    assert "10,000,000 different values in Canada" in refused.value.problems[0].message
