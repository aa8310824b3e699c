"""What names of places mean, and what is said of those that nobody knows."""

from __future__ import annotations

import pytest

from rowsmith.errors import InvalidSchema
from rowsmith.schema import parse_schema
from rowsmith.schema.geography import Area, countries, groups, near_names, resolve_places


def lands(*names: str) -> set[str]:
    return {area.country for area in resolve_places(names).areas}


def test_every_country_is_found_by_each_of_its_names_and_its_code() -> None:
    for code, country in countries().items():
        for name in (code, code.lower(), *country.names, country.names[0].upper()):
            assert Area(code) in resolve_places([name], code).areas, name


def test_every_people_is_found_as_its_country() -> None:
    for country in countries().values():
        for name in country.people:
            assert resolve_places([name]).areas == (Area(country.code),)


def test_every_group_is_of_countries_that_are_known() -> None:
    for name, codes in groups().items():
        assert codes, name
        assert set(codes) <= set(countries())
        assert lands(name) == set(codes)


@pytest.mark.parametrize(
    ("name", "count"),
    [("EU", 27), ("Nordics", 5), ("DACH", 3), ("Benelux", 3), ("GCC", 6), ("ASEAN", 10), ("G7", 7)],
)
def test_groups_are_whole(name: str, count: int) -> None:
    assert len(lands(name)) == count


@pytest.mark.parametrize("name", ["world", "worldwide", "the world", "Global", "all countries"])
def test_the_world_is_every_country(name: str) -> None:
    assert lands(name) == set(countries())


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        (["California"], [Area("US", "CA")]),
        (["us-ca"], [Area("US", "CA")]),
        (["Bavaria"], [Area("DE", "BY")]),
        (["Bayern"], [Area("DE", "BY")]),
        (["Madrid"], [Area("ES", "MD", "Madrid")]),
        (["New York"], [Area("US", "NY", "New York")]),
        (["New York", "Texas"], [Area("US", "NY"), Area("US", "TX")]),
        (["Georgia"], [Area("GE")]),
        (["Georgia", "Florida"], [Area("US", "GA"), Area("US", "FL")]),
        (["Georgia", "Armenia"], [Area("GE"), Area("AM")]),
        (["Paris, Texas"], [Area("US", "TX", "Paris")]),
        (["Austin, TX"], [Area("US", "TX", "Austin")]),
        (["Cambridge", "Boston"], [Area("US", "MA", "Cambridge"), Area("US", "MA", "Boston")]),
        (["Germany", "DE", "Deutschland"], [Area("DE")]),
    ],
)
def test_a_name_means_what_it_means_beside_the_others(names: list[str], meant: list[Area]) -> None:
    assert list(resolve_places(names).areas) == meant


def test_a_name_of_several_places_is_the_one_at_home() -> None:
    assert resolve_places(["Georgia"], "US").areas == (Area("US", "GA"),)
    assert resolve_places(["Punjab"], "PK").areas == (Area("PK", "PB"),)
    assert resolve_places(["Punjab"], "IN").areas == (Area("IN", "PB"),)


@pytest.mark.parametrize(
    ("name", "abroad"),
    [
        ("Ontario", Area("CA", "ON")),
        ("Victoria", Area("AU", "VIC")),
        ("Dublin", Area("IE", "L", "Dublin")),
    ],
)
def test_a_far_larger_place_abroad_goes_before_one_at_home(name: str, abroad: Area) -> None:
    assert resolve_places([name], "US").areas == (abroad,)


@pytest.mark.parametrize("name", ["Holland", "Lebanon", "Peru", "Cuba", "Mexico"])
def test_a_country_goes_before_a_city_of_its_name(name: str) -> None:
    (area,) = resolve_places([name], "US").areas
    assert area == Area(area.country)
    assert area.country != "US"


def test_unknown_names_are_listed_and_near_ones_proposed() -> None:
    found = resolve_places(["Germny", "France", "Qwrtz"])
    assert found.unknown == ("Germny", "Qwrtz")
    assert found.areas == (Area("FR"),)
    assert "Germany" in near_names("Germny")
    assert near_names("Qwrtz") == []


@pytest.mark.parametrize("name", ["Germny", "*", "", "Atlantis City", "US-ZZ"])
def test_a_schema_within_an_unknown_place_is_refused_by_name(name: str) -> None:
    column = {"name": "city", "kind": "place", "field": "city", "within": [name]}
    with pytest.raises(InvalidSchema) as refused:
        parse_schema({"columns": [column]})
    assert "within" in refused.value.problems[0].where
    assert name in refused.value.problems[0].message
