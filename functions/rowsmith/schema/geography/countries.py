"""Countries as people name them, and groups of them."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

DATA = files(__package__)

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory.

    code: ISO 3166-1, two letters (XK for Kosovo). names: in English first, then others in use.
    people: what its inhabitants are called. population: thousands (GeoNames).
    currency: ISO 4217. calling_code: without +. language: ISO 639, what most people there
    write officially. locale: Faker's locale of the country, or the nearest.
    """

    code: str
    names: tuple[str, ...]
    people: tuple[str, ...]
    continent: str
    population: int
    currency: str
    currency_name: str
    calling_code: str
    language: str
    language_name: str
    locale: str

    @property
    def name(self) -> str:
        """The name in English."""
        return self.names[0]


@cache
def countries() -> dict[str, Country]:
    """Every country that has places, by code."""
    loaded: list[dict[str, Any]] = json.loads((DATA / "countries.json").read_text("utf-8"))
    found = [
        Country(**{**one, "names": tuple(one["names"]), "people": tuple(one["people"])})
        for one in loaded
    ]
    return {one.code: one for one in found}


def country(code: str) -> Country:
    """The country of an ISO code. Raises KeyError for another."""
    return countries()[code]


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """Codes of the countries of each group, by the group's name: continents, EU, ASEAN, ..."""
    found: dict[str, tuple[str, ...]] = {}
    for one in countries().values():
        found[one.continent] = (*found.get(one.continent, ()), one.code)
    stated = _stated_groups()
    for name in stated:
        found[name] = _members(name, stated, found)
    found["world"] = tuple(countries())
    return found


def _members(
    name: str, stated: dict[str, dict[str, Any]], known: dict[str, tuple[str, ...]]
) -> tuple[str, ...]:
    if name in known:
        return known[name]
    codes = [code for code in stated[name]["codes"].split() if code in countries()]
    for other in stated[name].get("groups", ()):
        codes += _members(other, stated, known)
    return tuple(dict.fromkeys(codes))


@cache
def _stated_groups() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = json.loads((DATA / "groups.json").read_text("utf-8"))
    return loaded


@cache
def group_keys() -> dict[str, str]:
    """The group of every plain name for one."""
    found = {plain(name): name for name in groups()}
    for name, stated in _stated_groups().items():
        found |= {plain(alias): name for alias in stated["names"]}
    found |= {plain(people): continent for continent, people in _CONTINENTAL.items()}
    found |= dict.fromkeys(map(plain, _WORLD), "world")
    return found


_CONTINENTAL = {
    "Europe": "European",
    "Asia": "Asian",
    "Africa": "African",
    "North America": "North American",
    "South America": "South American",
    "Oceania": "Oceanian",
}
_WORLD = (
    "worldwide",
    "whole world",
    "global",
    "globe",
    "earth",
    "international",
    "everywhere",
    "anywhere",
    "all countries",
    "all over the world",
    "around the world",
)


@cache
def country_keys() -> dict[str, str]:
    """The code of every plain name, code and people of a country."""
    found: dict[str, str] = {}
    for one in countries().values():
        for name in one.people:
            found.setdefault(plain(name), one.code)
            found.setdefault(plain(name) + "s", one.code)
    for one in countries().values():
        found |= {plain(name): one.code for name in one.names}
    return found | {code.casefold(): code for code in countries()}


def plain(name: str) -> str:
    """A name as it is looked up: without case, accents, signs or a leading `the`."""
    spread = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    bare = bare.translate(_LETTERS).replace("'", "").replace("’", "").replace(".", "")
    words = "".join(letter if letter.isalnum() else " " for letter in bare).split()
    words = ["saint" if word == "st" and len(words) > 1 else word for word in words]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
