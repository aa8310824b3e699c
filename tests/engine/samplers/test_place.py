"""`place`: one place that exists, per subject and role."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.making import dataset, schema_of

FIELDS = [
    "street_address",
    "city",
    "state",
    "state_code",
    "postcode",
    "country",
    "country_code",
    "latitude",
    "longitude",
    "time_zone",
]


def place(name: str, field: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, "kind": "place", "field": field, **keys}


@pytest.mark.parametrize(
    "locale", ["en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "pt_BR", "en_IN", "ja_JP"]
)
def test_a_city_is_always_in_its_state_and_zone(locale: str) -> None:
    frame = dataset(schema_of(*(place(f, f) for f in FIELDS)), 20_000, locale=locale).frame()
    assert (frame.groupby("state")["state_code"].nunique() == 1).all()
    assert frame["country_code"].nunique() == 1
    places = frame.groupby(["state", "city"])[["latitude", "longitude"]]
    spread = places.max() - places.min()
    assert (spread < 0.6).all(axis=None)
    assert frame["city"].nunique() > 50


def test_roles_are_different_places() -> None:
    columns = [
        place("origin", "city", role="origin"),
        place("destination", "city", role="destination"),
    ]
    frame = dataset(schema_of(*columns)).frame()
    assert (frame["origin"] == frame["destination"]).mean() < 0.1


@pytest.mark.parametrize("stated", [["DE", "FR"], ["Germany", "France"], ["germany", "FRANCE"]])
def test_countries_can_be_named(stated: list[str]) -> None:
    columns = [place("city", "city"), place("country", "country_code", within=stated)]
    frame = dataset(schema_of(*columns)).frame()
    assert set(frame["country"]) == {"DE", "FR"}


@pytest.mark.parametrize(
    ("group", "some", "none"),
    [
        ("EU", {"DE", "FR", "IT", "PL"}, {"US", "GB", "CH"}),
        ("Nordics", {"SE", "NO", "DK", "FI"}, {"DE", "EE"}),
        ("Latin America", {"BR", "MX", "CO"}, {"US", "ES"}),
        ("Africa", {"NG", "EG", "ET"}, {"IN", "BR"}),
        ("world", {"CN", "IN", "US"}, set()),
    ],
)
def test_groups_of_countries_can_be_named(group: str, some: set[str], none: set[str]) -> None:
    frame = dataset(schema_of(place("country", "country_code", within=[group])), 5_000).frame()
    found = set(frame["country"])
    assert found >= some
    assert not found & none


@pytest.mark.parametrize("beside", [[], ["city"], ["city", "time_zone"]])
def test_a_bare_country_is_any_of_the_world(beside: list[str]) -> None:
    columns = [place("country", "country"), *(place(field, field) for field in beside)]
    frame = dataset(schema_of(*columns), 5_000).frame()
    assert frame["country"].nunique() > 60
    assert frame["country"].value_counts().index[:2].isin(["China", "India"]).all()


def test_an_address_is_of_the_locales_country() -> None:
    columns = [place("country", "country"), place("zip", "postcode"), place("city", "city")]
    frame = dataset(schema_of(*columns), 500).frame()
    assert set(frame["country"]) == {"United States"}


def test_a_locale_without_geography_says_so() -> None:
    made = dataset(schema_of(place("city", "city")), 10, locale="fi_FI")
    assert made.warnings
    assert made.frame()["city"].str.len().gt(0).all()
