"""From the names of places to the countries, divisions and cities that they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from rowsmith.schema.geography.countries import (
    DATA,
    countries,
    country_keys,
    group_keys,
    groups,
    plain,
)

_SUGGESTED_CITIES = 400
"""Cities of so many thousand people are proposed for a name that is nearly theirs."""


_FAR_SMALLER = 5
"""How many times the people of a place another one has that is meant wherever one lives."""


@dataclass(frozen=True, slots=True)
class Area:
    """A country, a division of it (a state, a province) or a city.

    country: ISO 3166-1. division: ISO 3166-2 without the country, its name where it has no
    code, empty for the whole country. city: its name as places print it, or empty.
    """

    country: str
    division: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """What names of places mean: the areas, each once, and the names that nobody knows."""

    areas: tuple[Area, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One thing that a name can mean; `people` in thousands."""

    areas: tuple[Area, ...]
    level: str
    people: int = 0

    def is_like(self, other: _Reading) -> bool:
        """Whether both are of one level, and what is smaller than a country in one country."""
        if self.level != other.level:
            return False
        return self.level == "country" or self.areas[0].country == other.areas[0].country


def resolve_places(names: Sequence[str], home: str | None = None) -> Places:
    """The areas that `names` mean: countries, divisions, cities, groups, or "world".

    Names are read whatever their case and accents, as ISO codes (`DE`, `US-CA`), and with
    what they lie in behind a comma (`Paris, Texas`). Where a name means several things, it
    is what the other names are (a state among states), else the one of most people, in the
    country `home` first unless that is far smaller: Ontario is a province to an American too.
    A city goes before the state of its name, and behind the country of it.
    """
    readings = {name: tuple(_readings(name)) for name in names}
    areas: list[Area] = []
    for name, found in readings.items():
        others = [others for other, others in readings.items() if other != name]
        if found:
            areas += max(found, key=lambda one: _rank(one, found, others, home)).areas
    return Places(
        tuple(dict.fromkeys(areas)), tuple(name for name, found in readings.items() if not found)
    )


def near_names(name: str) -> list[str]:
    """At most three known names that are spelt like an unknown one."""
    wanted = plain(name)
    known = {key: _title(key) for key in (*group_keys(), *country_keys(), *_large())}
    near = get_close_matches(wanted, known, n=6, cutoff=0.75)
    return list(dict.fromkeys(known[key] for key in near))[:3]


def _rank(
    one: _Reading,
    found: tuple[_Reading, ...],
    others: Sequence[tuple[_Reading, ...]],
    home: str | None,
) -> tuple[int, bool, int, int]:
    """How likely one of the readings `found` of a name is, given those of the other names."""
    alike = [
        max((other.people for other in readings if other.is_like(one)), default=0)
        for readings in others
    ]
    is_country = any(other.level == "country" for other in found)
    small = one.people * _FAR_SMALLER < max(other.people for other in found)
    at_home = (
        home == one.areas[0].country and not small and not (is_country and one.level == "city")
    )
    wanted = 2 * at_home + (one.level == "country")
    return sum(map(bool, alike)), one.level == "group", wanted, _weight(one, found) + sum(alike)


def _weight(one: _Reading, found: tuple[_Reading, ...]) -> int:
    """The people of a reading; those of its state, and more, for a city that fills it."""
    states = [
        other.people
        for other in found
        if other.level == "division" and other.areas[0].country == one.areas[0].country
    ]
    filled = [people for people in states if one.level == "city" and one.people * 5 > people]
    return max([one.people, *(people + 1 for people in filled)])


def _readings(name: str) -> Iterator[_Reading]:
    key = plain(name)
    if not key:
        return
    code = _code(name)
    if code is not None:
        yield code
        return
    if key in group_keys() and name.strip() not in countries():
        codes = groups()[group_keys()[key]]
        yield _Reading(tuple(Area(one) for one in codes), "group")
        return
    if key in country_keys():
        one = countries()[country_keys()[key]]
        yield _Reading((Area(one.code),), "country", one.population)
        if len(key) == 2:
            return
    yield from _listed(key)
    inner, comma, outer = name.rpartition(",")
    if comma:
        yield from _inside(inner, outer)


def _inside(inner: str, outer: str) -> Iterator[_Reading]:
    """What `inner` means within `outer`."""
    where = {area for one in _readings(outer) for area in one.areas}
    if len(outer.strip()) == 2 and outer.strip().isupper():
        where |= {
            area
            for one in _listed(plain(inner))
            for area in one.areas
            if area.division == outer.strip()
        }
    for one in _readings(inner):
        area = one.areas[0]
        around = {Area(area.country), Area(area.country, area.division)}
        if one.level in ("division", "city") and (around | {area}) & where:
            yield one


def _code(name: str) -> _Reading | None:
    """A division by its ISO code, as in US-CA."""
    land, dash, division = name.strip().upper().partition("-")
    if dash and land in countries() and f"{land}-{division}" in _division_codes():
        return _Reading((Area(land, division),), "division")
    return None


@cache
def _gazetteer() -> str:
    """Lines of plain name, country, division, city and thousands of people, between tabs."""
    return "\n" + (DATA / "gazetteer.tsv").read_text("utf-8")


def _listed(key: str) -> Iterator[_Reading]:
    """What the gazetteer has under a plain name."""
    lines, start = _gazetteer(), 0
    while (start := lines.find(f"\n{key}\t", start)) >= 0:
        end = lines.index("\n", start + 1)
        _, land, division, city, people = lines[start + 1 : end].split("\t")
        yield _Reading((Area(land, division, city),), "city" if city else "division", int(people))
        start = end


@cache
def _division_codes() -> frozenset[str]:
    rows = (line.split("\t") for line in _gazetteer().splitlines() if line)
    return frozenset(f"{row[1]}-{row[2]}" for row in rows if not row[3])


@cache
def _large() -> tuple[str, ...]:
    rows = (line.split("\t") for line in _gazetteer().splitlines() if line)
    return tuple(row[0] for row in rows if not row[3] or int(row[4]) >= _SUGGESTED_CITIES)


def _title(key: str) -> str:
    if key in group_keys():
        return group_keys()[key]
    if key in country_keys():
        return countries()[country_keys()[key]].name
    return key.title()
