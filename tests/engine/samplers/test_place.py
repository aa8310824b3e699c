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


def test_countries_can_be_named() -> None:
    columns = [
        place("city", "city", countries=["DE", "FR"]),
        place("country", "country_code", countries=["DE", "FR"]),
    ]
    frame = dataset(schema_of(*columns)).frame()
    assert set(frame["country"]) == {"DE", "FR"}


def test_a_locale_without_geography_says_so() -> None:
    made = dataset(schema_of(place("city", "city")), 10, locale="fi_FI")
    assert made.warnings
    assert made.frame()["city"].str.len().gt(0).all()
