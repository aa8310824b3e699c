"""`place`: one place that exists, per subject and role."""

from __future__ import annotations

from typing import Any

import pytest

from rowsmith.errors import InvalidSchema
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


def two(fields: list[str], **keys: Any) -> list[dict[str, Any]]:
    return [
        *(place(f"from_{field}", field, role="from") for field in fields),
        *(place(f"to_{field}", field, role="to", other_than="from", **keys) for field in fields),
    ]


@pytest.mark.parametrize(
    ("fields", "within"),
    [
        (["city"], ["Monaco", "Luxembourg"]),
        (["city", "country"], ["Austria"]),
        (["state"], ["California", "Texas"]),
        (["country"], ["Benelux"]),
        (["country_code", "time_zone"], ["Nordics"]),
        (["street_address"], ["US"]),
        (["postcode", "city"], ["GB"]),
    ],
)
def test_a_place_is_other_than_that_of_another_role(fields: list[str], within: list[str]) -> None:
    columns = two(fields)
    columns = [{**column, "within": within} for column in columns]
    frame = dataset(schema_of(*columns), 5_000).frame()
    told = next(f for f in ("city", "state", "country", "country_code", *fields) if f in fields)
    assert not (frame[f"from_{told}"] == frame[f"to_{told}"]).any()
    assert frame[f"to_{told}"].nunique() > 1


def test_places_that_differ_may_lie_in_different_parts_of_the_world() -> None:
    columns = two(["city"], within=["Paris", "Lyon"])
    columns[0]["within"] = ["Paris", "Berlin"]
    frame = dataset(schema_of(*columns), 2_000).frame()
    assert set(frame["to_city"][frame["from_city"] == "Paris"]) == {"Lyon"}
    assert set(frame["to_city"][frame["from_city"] == "Berlin"]) == {"Paris", "Lyon"}


def test_a_rows_place_is_other_than_that_of_its_subject() -> None:
    home = place("home", "city", role="home", within=["Benelux"])
    trip = place("trip", "city", role="trip", within=["Benelux"], other_than="home")
    schema = schema_of(trip, entities=[{"name": "guest", "rows_per_entity": 5, "columns": [home]}])
    frame = dataset(schema, 5_000).frame()
    assert not (frame["home"] == frame["trip"]).any()
    assert set(frame["home"]) & set(frame["trip"])


def test_what_the_other_role_has_changes_nothing_of_it() -> None:
    alone = dataset(schema_of(place("from_city", "city", role="from"))).frame()
    both = dataset(schema_of(*two(["city"]))).frame()
    assert alone["from_city"].equals(both["from_city"])


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"other_than": "nowhere"}, "no role of another"),
        ({"other_than": "to"}, "no role of another"),
        ({"other_than": "from", "within": ["Lyon"]}, "no second city"),
    ],
)
def test_what_cannot_be_another_is_refused(keys: dict[str, Any], said: str) -> None:
    columns = [place("a", "city", role="from"), place("b", "city", role="to", **keys)]
    with pytest.raises(InvalidSchema) as refused:
        dataset(schema_of(*columns), 10)
    assert said in refused.value.problems[0].message
