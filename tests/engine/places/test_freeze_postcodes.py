from collections.abc import Sequence

import pytest

from rowsmith.engine.places.freeze_postcodes import foreign_postcodes, own_postcodes, spread
from rowsmith.engine.places.freeze_sources import City, PostalIndex, PostalPlace, plain


def city(
    country: str, name: str, *, population: int = 90_000, alternates: Sequence[str] = ()
) -> City:
    return City(name, tuple(alternates), country, "A", 50.0, 10.0, population, "Europe/Berlin")


def index(*places: tuple[str, str, float]) -> PostalIndex:
    """Postal places: code, name, kilometres north of the city."""
    found = PostalIndex()
    for code, name, north in places:
        place = PostalPlace(code, name, "A", 50.0 + north / 111.2, 10.0)
        found.places.append(place)
        found.by_name[plain(name)].append(place)
    return found


def test_a_city_is_spelt_as_its_postal_service_spells_it() -> None:
    postal = index(("80331", "München", 0), ("80333", "München", 2), ("10115", "Berlin", 1))
    matched = own_postcodes(city("DE", "Munich", alternates=["Monaco", "Munchen"]), postal)
    assert matched.name == "München"
    assert matched.postcodes == ("80331", "80333")


def test_a_quarter_that_the_postal_service_does_not_name_has_no_codes() -> None:
    assert own_postcodes(city("DE", "Wandsbek"), index(("20095", "Hamburg", 1))).postcodes == ()


def test_a_namesake_far_away_or_in_another_district_brings_no_codes() -> None:
    postal = index(
        ("80331", "Neustadt", 0),
        ("80333", "Neustadt", 1),
        ("91413", "Neustadt", 2),
        ("80999", "Neustadt", 90),
    )
    assert own_postcodes(city("DE", "Neustadt"), postal).postcodes == ("80331", "80333")


def test_british_codes_are_of_the_towns_area_and_not_of_large_users() -> None:
    postal = index(("CV1", "x", 0), ("CV5", "y", 2), ("CV98", "z", 1), ("B92", "w", 1))
    assert own_postcodes(city("GB", "Coventry"), postal).postcodes == ("CV1", "CV5")


def test_a_quarter_of_london_has_no_row_of_its_own() -> None:
    postal = index(("N1", "Islington", 0), ("EC1V", "Islington", 1))
    assert own_postcodes(city("GB", "Islington"), postal).postcodes == ()
    assert own_postcodes(city("GB", "London"), postal).postcodes == ("EC1V", "N1")


@pytest.mark.parametrize(("population", "count"), [(700_000, 100), (20_000, 1)])
def test_a_large_brazilian_city_has_all_codes_up_to_the_next(population: int, count: int) -> None:
    postal = index(("57000-000", "Maceió", 0), ("57100-000", "Rio Largo", 20))
    matched = own_postcodes(city("BR", "Maceió", population=population), postal)
    assert len(matched.postcodes) == count
    assert matched.postcodes[0].startswith("57000")


def test_indian_codes_are_those_of_the_centre() -> None:
    postal = index(("411001", "a", 0), ("411002", "b", 1), ("410501", "c", 6), ("411099", "d", 60))
    assert own_postcodes(city("IN", "Pune"), postal).postcodes == ("411001", "411002")


def test_abroad_the_nearest_few_codes_do() -> None:
    postal = index(*((f"{number:05}", "x", number / 2) for number in range(20)))
    assert len(foreign_postcodes(city("IT", "Rome"), postal)) == 8
    assert foreign_postcodes(city("IT", "Rome"), None) == ()


def test_many_codes_are_thinned_evenly() -> None:
    codes = [f"{number:05}" for number in range(1_000)]
    kept = spread(codes)
    assert len(kept) == len(set(kept)) == 120
    assert kept[0] == "00000"
    assert spread(codes[:7]) == tuple(codes[:7])


def test_names_are_compared_without_accents_or_case() -> None:
    assert plain("SAINT-Étienne ") == plain("saintetienne")
    assert plain("St Albans") == plain("Saint Albans")
