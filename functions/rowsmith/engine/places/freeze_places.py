"""Freeze the world's cities into one table a country and one for the world.

A city of a country's own table is one that its postal service knows by name, so that
quarters and boroughs drop out and each has postcodes of its own; its name is spelt as the
postal service spells it (München), in Japan as Japan Post does.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from math import cos, radians
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.locales.freeze_names import encode
from rowsmith.engine.places.freeze_postcodes import (
    foreign_postcodes,
    own_postcodes,
    spread,
    suffix_of,
)
from rowsmith.engine.places.freeze_sources import (
    City,
    PostalIndex,
    Region,
    cities,
    country_names,
    japanese_municipalities,
    kilometres,
    plain,
    postal_places,
    states,
)
from rowsmith.engine.places.tables import OWN_TABLES

_OWN_NAMES = {
    "US": "United States",
    "GB": "United Kingdom",
    "DE": "Deutschland",
    "FR": "France",
    "ES": "España",
    "BR": "Brasil",
    "IN": "India",
    "JP": "日本",
}
_WORLD_POPULATION = 250_000
_WORLD_CITIES_A_COUNTRY = 25
_SMALL_WORDS = re.compile(r"(?<= )(De|La|Las|Los|El|Y|Del)(?= )")
# Where ISO's romanisation of a division is not how English writes it.
_TRANSLITERATED = re.compile(
    "AE|AF|AM|AZ|BD|BG|BH|BY|CN|EG|ET|GE|GR|IL|IQ|IR|JO|KG|KH|KR|KW|KZ|LA|LB|LK|LY|MM|MN|NP|OM|"
    "PK|QA|RS|RU|SA|SY|TH|TJ|TW|UA|UZ|YE"
)
_ENGLISH_KIND = re.compile(
    r" (Province|Governorate|Region|District|County|Emirate|Municipality|Autonomous Region)$"
)
_ENGLISH_START = re.compile(r"^(Emirate|Province|Governorate|Municipality) of ")
# Countries whose first Latin alias is the English name.
_ALIASED = ("AE", "CN", "GR", "IL", "KR", "RU", "UA")
_LOCAL_KIND = re.compile(r" (Sheng|Shi)$|-(teukbyeolsi|gwangyeoksi|do)$")


_UNDIVIDED = Region(name="", code="", aliases=())
"""The whole of a country that has no divisions, as Singapore."""


@dataclass(frozen=True)
class Placed:
    """A city as it will be printed."""

    city: City
    state: str
    state_code: str
    postcodes: tuple[str, ...]
    suffix: int


def freeze_places() -> Iterator[tuple[str, dict[str, NDArray[Any]]]]:
    """Each table's name and arrays."""
    postal, regions = postal_places(), states()
    corrected = _corrected(cities(5_000))
    for country in OWN_TABLES:
        own = [city for city in corrected if city.country == country]
        named = {code: region for (land, code), region in regions.items() if land == country}
        placed = _own_cities(country, own, postal[country], named)
        yield country, _arrays(placed, {country: _OWN_NAMES[country]})
    yield "world", _arrays(_world_cities(corrected, postal, regions), country_names())


def _data(name: str) -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = json.loads(
        (files(__package__) / f"{name}.json").read_text(encoding="utf-8")
    )
    return loaded


def _corrected(found: Sequence[City]) -> list[City]:
    """The cities with GeoNames' known slips mended, the largest first.

    A quarter that repeats the people of its city has a population of 0 and drops out.
    """
    corrections = _data("corrections")
    mended = [
        replace(city, **corrections.get(city.country, {}).get(city.name, {})) for city in found
    ]
    return sorted((city for city in mended if city.population), key=lambda city: -city.population)


def _own_cities(
    country: str, own: Sequence[City], postal: PostalIndex, regions: dict[str, Region]
) -> list[Placed]:
    local = _data("regions").get(country, {})
    japanese = japanese_municipalities() if country == "JP" else {}
    found: dict[tuple[str, str], Placed] = {}
    for city in own:
        region = regions.get(city.admin1)
        matched = own_postcodes(city, postal)
        if region is None or not matched.postcodes:
            continue
        name, state, code = matched.name, local.get(region.code, region.name), region.code
        postcodes = matched.postcodes
        if country == "JP":
            name, state, postcodes = _in_japanese(postcodes, japanese, code)
        if country == "IN":
            name, state, code = _unaccented(name), _unaccented(state), code or "LA"
        # A number in a name is that of a quarter of a city that has a row of its own.
        if name and not any(letter.isdigit() for letter in name):
            place = replace(city, name=_SMALL_WORDS.sub(lambda word: word[0].lower(), name))
            found.setdefault(
                (name, state), Placed(place, state, code, spread(postcodes), matched.suffix)
            )
    return list(found.values())


def _in_japanese(
    postcodes: Sequence[str], japanese: dict[str, tuple[str, str, str]], prefecture_code: str
) -> tuple[str, str, tuple[str, ...]]:
    """Municipality, prefecture and their codes among `postcodes`; a city without its wards."""
    own: dict[tuple[str, str], list[str]] = {}
    for code in postcodes:
        prefecture, number, name = japanese.get(code, ("", "", ""))
        if number == prefecture_code:
            own.setdefault((_without_ward(name), prefecture), []).append(code)
    if not own:
        return "", "", ()
    (name, prefecture), codes = max(own.items(), key=lambda item: len(item[1]))
    return name, prefecture, tuple(sorted(codes))


def _without_ward(name: str) -> str:
    city, mark, ward = name.partition("市")
    return city + mark if ward.endswith("区") else name


def _unaccented(name: str) -> str:
    return name if name.isascii() else plain(name).title()


def _world_cities(
    everywhere: Sequence[City],
    postal: dict[str, PostalIndex],
    regions: dict[tuple[str, str], Region],
) -> list[Placed]:
    placed: list[Placed] = []
    counts: Counter[str] = Counter()
    kept: dict[tuple[str, str], list[City]] = {}
    divided = {country for country, _ in regions}
    for city in everywhere:
        large = city.population >= _WORLD_POPULATION
        region = regions.get((city.country, city.admin1))
        if region is None and city.country not in divided:
            region = _UNDIVIDED
        if region is None or not (large or counts[city.country] < _WORLD_CITIES_A_COUNTRY):
            continue
        siblings = kept.setdefault((city.country, city.admin1), [])
        if any(_is_part_of(city, other) for other in siblings):
            continue
        siblings.append(city)
        counts[city.country] += 1
        postcodes = foreign_postcodes(city, postal.get(city.country))
        state = _in_english(region, city.country)
        placed.append(Placed(city, state, region.code, postcodes, suffix_of(city.country)))
    return placed


def _is_part_of(city: City, larger: City) -> bool:
    distance = kilometres(city.latitude, city.longitude, larger)
    return larger.name == city.name or (larger.population > 2 * city.population and distance < 15)


def _in_english(region: Region, country: str) -> str:
    if country == "IN":
        return _unaccented(region.name)
    if not _TRANSLITERATED.fullmatch(country):
        return region.name
    english = [_ENGLISH_START.sub("", alias) for alias in region.aliases if alias.isascii()]
    kinds = [_ENGLISH_KIND.sub("", alias) for alias in english if _ENGLISH_KIND.search(alias)]
    best = [*kinds, *(english if country in _ALIASED else ())][:1]
    return best[0] if best else _LOCAL_KIND.sub("", region.name)


def _arrays(placed: Sequence[Placed], names: dict[str, str]) -> dict[str, NDArray[Any]]:
    entries = sorted({code for place in placed for code in place.postcodes})
    number = {code: index for index, code in enumerate(entries)}
    lengths = [len(place.postcodes) for place in placed]
    keys = [(place.city.country, place.state, place.state_code) for place in placed]
    regions = sorted(set(keys))
    region_number = {region: index for index, region in enumerate(regions)}
    lands = sorted({land for land, _, _ in regions})
    zones = sorted({place.city.time_zone for place in placed})
    # Kept here because a cosine may differ in its last bit between processors.
    stretch = [round(1 / cos(radians(place.city.latitude)), 4) for place in placed]
    return {
        "city": encode([place.city.name for place in placed]),
        "population": np.array([place.city.population for place in placed], dtype=np.int64),
        "latitude": np.array([round(place.city.latitude, 5) for place in placed]),
        "longitude": np.array([round(place.city.longitude, 5) for place in placed]),
        "longitude_stretch": np.array(stretch),
        "region": np.array([region_number[key] for key in keys], dtype=np.uint16),
        "region_state": encode([state for _, state, _ in regions]),
        "region_state_code": encode([code for _, _, code in regions]),
        "region_country": np.array([lands.index(land) for land, _, _ in regions], dtype=np.uint8),
        "country": encode([names[land] for land in lands]),
        "country_code": encode(lands),
        "time_zone": np.array([zones.index(place.city.time_zone) for place in placed], np.uint16),
        "time_zones": encode(zones),
        "postcode": encode(entries),
        "postcode_start": np.cumsum([0, *lengths]).astype(np.uint32),
        "postcode_of": np.array(
            [number[code] for place in placed for code in place.postcodes], dtype=np.uint32
        ),
        "postcode_suffix": np.array([place.suffix for place in placed], dtype=np.uint8),
    }
