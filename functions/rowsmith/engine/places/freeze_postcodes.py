"""Which postcodes a city has, from GeoNames' postal places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from rowsmith.engine.places.freeze_sources import City, PostalIndex, PostalPlace, kilometres, plain

_MOST_AT_HOME = 120
_MOST_ABROAD = 8
# A postal place of the city's name is its own within so many kilometres.
_NAME_RADIUS = 30.0
_WORLD_RADIUS = 15.0
_LONDON_AREAS = ("E", "EC", "N", "NW", "SE", "SW", "W", "WC")
_BRITISH_LARGE_USERS = frozenset(
    ["BX1", "EC1P", "EC2P", "EC3P", "EC4P", "EC50", "M60", "M61", "N1P", "NW1W", "W1A"]
)
# Countries whose states have the same codes in both of GeoNames' files.
_SAME_CODES = ("US", "FR", "BR", "IN", "JP")
# Positions in postcodes.SUFFIXES: what GeoNames leaves out of a country's postcodes.
_SUFFIXES = {"GB": 1, "IM": 1, "JE": 1, "GG": 1, "CA": 2, "NL": 3, "IE": 5, "MT": 6}
_SUFFIX_BRAZIL = 4
# From this population a Brazilian city has codes street by street, not one for all.
_BRAZIL_LARGE = 80_000
# From this population an Indian city has more than a few; its district tells where not.
_INDIA_LARGE = 300_000


@dataclass(frozen=True)
class Matched:
    """A city's name as its postal service spells it, its codes, and their suffix."""

    name: str
    postcodes: tuple[str, ...]
    suffix: int


def suffix_of(country: str) -> int:
    """The number of the suffix that completes a postcode of the country."""
    return _SUFFIXES.get(country, 0)


def own_postcodes(city: City, postal: PostalIndex) -> Matched:
    """The city as its own postal service knows it; no postcodes where it does not."""
    finders: dict[str, Callable[[City, PostalIndex], Matched]] = {
        "GB": _british,
        "BR": _brazilian,
        "IN": _indian,
    }
    return finders.get(city.country, _named)(city, postal)


def foreign_postcodes(city: City, postal: PostalIndex | None) -> tuple[str, ...]:
    """A few codes of the places nearest to the city."""
    if postal is None:
        return ()
    if city.country == "JP" and city.name == "Tokyo":
        return tuple(f"{number}-0001" for number in (100, 105, 107, 150, 151, 160, 170))
    near = list(dict.fromkeys(place.code for place in postal.within(city, _WORLD_RADIUS)))
    if city.country in ("GB", "IM", "JE", "GG"):
        near = [code for code in near if _is_geographic(code)]
    # A Brazilian municipality has one; the next is its neighbour's.
    return tuple(sorted(near[: 1 if city.country == "BR" else _MOST_ABROAD]))


def spread(postcodes: Sequence[str]) -> tuple[str, ...]:
    """At most 120 of them, evenly spread."""
    if len(postcodes) <= _MOST_AT_HOME:
        return tuple(postcodes)
    return tuple(
        postcodes[len(postcodes) * number // _MOST_AT_HOME] for number in range(_MOST_AT_HOME)
    )


def _named(city: City, postal: PostalIndex) -> Matched:
    """By name, in the first of the city's spellings that the postal service uses nearby."""
    for name in (city.name, *city.alternates):
        near = [
            place
            for place in postal.by_name.get(plain(name), ())
            if kilometres(city.latitude, city.longitude, place) < _NAME_RADIUS
            and (city.country not in _SAME_CODES or place.admin1 == city.admin1)
        ]
        if near:
            digits = {"JP": 0, "IN": 3}.get(city.country, 2)
            own = _first_digits_of_most(near, digits)
            return Matched(_spelling(name, city, near), _codes(own), 0)
    return Matched(city.name, (), 0)


def _spelling(name: str, city: City, near: Sequence[PostalPlace]) -> str:
    if plain(name) == plain(city.name) and not any(letter.isdigit() for letter in city.name):
        return city.name
    spellings = Counter(place.name for place in near if plain(place.name) == plain(name))
    return spellings.most_common(1)[0][0] if spellings else name


def _codes(places: Sequence[PostalPlace]) -> tuple[str, ...]:
    return tuple(sorted({place.code for place in places}))


def _first_digits_of_most(places: Sequence[PostalPlace], digits: int) -> list[PostalPlace]:
    """Those of the district that most of them are in: the rest are namesakes or offices."""
    counted = Counter(place.code[:digits] for place in places)
    most = max(counted, key=lambda start: (counted[start], start))
    return [place for place in places if place.code.startswith(most)]


def _british(city: City, postal: PostalIndex) -> Matched:
    suffix = suffix_of("GB")
    if city.name == "London":
        codes = (place.code for place in postal.places if _area(place.code) in _LONDON_AREAS)
        return Matched("London", tuple(sorted(set(filter(_is_geographic, codes)))), suffix)
    near = [place for place in postal.within(city, 6.0) if _is_geographic(place.code)]
    if not near:
        return Matched(city.name, (), suffix)
    area = _area(near[0].code)
    # A larger town spreads further, about a kilometre for each 60,000 people.
    reach = min(6.0, 1.5 + city.population / 60_000)
    own = [
        place.code
        for place in near
        if _area(place.code) == area and kilometres(city.latitude, city.longitude, place) <= reach
    ]
    if area in _LONDON_AREAS:
        return Matched(city.name, (), suffix)
    return Matched(city.name, tuple(sorted({near[0].code, *own})), suffix)


def _area(outcode: str) -> str:
    return outcode.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").rstrip("0123456789")


def _is_geographic(outcode: str) -> bool:
    number = "".join(letter for letter in outcode if letter.isdigit())
    return outcode not in _BRITISH_LARGE_USERS and int(number or 0) < 95


def _indian(city: City, postal: PostalIndex) -> Matched:
    """By distance: a post office has its village's name, so a city's name says little."""
    reach = 4.0 if city.population < 100_000 else 8.0 if city.population < 1_000_000 else 14.0
    near = [place for place in postal.within(city, reach) if place.admin1 == city.admin1]
    if not near:
        return replace(_named(city, postal), name=city.name)
    centre = _first_digits_of_most(near[:15], 3)[0].code[:3]
    codes = _codes([place for place in near if place.code.startswith(centre)])
    district = _named(city, postal).postcodes
    few = city.population > _INDIA_LARGE and len(codes) < 5
    return Matched(city.name, max(codes, district, key=len) if few else codes, 0)


def _brazilian(city: City, postal: PostalIndex) -> Matched:
    matched = _named(city, postal)
    if not matched.postcodes or city.population < _BRAZIL_LARGE:
        return matched
    first = matched.postcodes[0]
    last = _next_municipality(tuple(sorted({place.code for place in postal.places})))[first]
    numbers = range(int(first[:5]), min(int(last[:5]), int(first[:5]) + 6_000))
    if len(numbers) < 20:
        return matched
    return Matched(matched.name, tuple(f"{number:05}" for number in numbers), _SUFFIX_BRAZIL)


@cache
def _next_municipality(codes: tuple[str, ...]) -> dict[str, str]:
    """Each municipality's first code with the next one's: what lies between is its own."""
    return dict(pairwise([*codes, "99999-999"]))
