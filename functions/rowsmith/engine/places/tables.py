"""The frozen places: read once, cut to the areas asked for, and joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.draw import WeightedTable
from rowsmith.engine.values import BytesArray, FloatArray, TextTable
from rowsmith.schema.geography import Area, country

# Countries with a table of their own, in their own spelling.
OWN_TABLES = ("US", "GB", "DE", "FR", "ES", "BR", "IN", "JP")
_OTHER_SCRIPT = ("JP",)

_DATA = files(__package__) / "data"


@dataclass(frozen=True)
class Places:
    """Cities with what hangs on them; `region` and the like are codes a city or region.

    Coordinates are degrees; `longitude_stretch` is how much wider a kilometre is in degrees
    of longitude than of latitude. A city's postcodes are entries of `postcode` by
    `postcode_of[postcode_start[city]:postcode_start[city + 1]]`, none where it has none.
    `weight` is how often a city comes; its population where that is None.
    """

    city: BytesArray
    population: NDArray[np.int64]
    latitude: FloatArray
    longitude: FloatArray
    longitude_stretch: FloatArray
    region: NDArray[np.integer]
    region_state: BytesArray
    region_state_code: BytesArray
    region_country: NDArray[np.integer]
    country: BytesArray
    country_code: BytesArray
    time_zone: NDArray[np.integer]
    time_zones: BytesArray
    postcode: BytesArray
    postcode_start: NDArray[np.integer]
    postcode_of: NDArray[np.integer]
    postcode_suffix: NDArray[np.integer]
    weight: FloatArray | None = None

    @cached_property
    def weights(self) -> FloatArray:
        """How often each city comes, on no scale of its own."""
        return self.population.astype(np.float64) if self.weight is None else self.weight

    @cached_property
    def draw(self) -> WeightedTable:
        """Cities by how often they come."""
        return WeightedTable(self.weights)

    @cached_property
    def land(self) -> NDArray[np.integer]:
        """Each city's country, as a code into `country_code`."""
        land: NDArray[np.integer] = self.region_country[self.region]
        return land

    @cached_property
    def tables(self) -> dict[str, tuple[TextTable, NDArray[np.integer]]]:
        """Distinct texts of each field and every city's code among them."""
        region = self.region
        land = self.region_country[region]
        return {
            "city": _distinct(self.city, np.arange(len(self.city))),
            "state": _distinct(self.region_state, region),
            "state_code": _distinct(self.region_state_code, region),
            "country": _distinct(self.country, land),
            "country_code": _distinct(self.country_code, land),
            "time_zone": _distinct(self.time_zones, self.time_zone),
        }

    @cached_property
    def postcodes(self) -> TextTable:
        """All postcodes, or what comes before their suffix."""
        return TextTable(self.postcode)

    @cached_property
    def postcode_counts(self) -> NDArray[np.uint64]:
        """How many postcodes each city has."""
        return np.diff(self.postcode_start.astype(np.int64)).astype(np.uint64)

    def of(self, countries: Sequence[str]) -> Places:
        """The cities of some countries, by ISO code; there may be none."""
        wanted = [code.encode() for code in countries]
        return self.only(np.flatnonzero(np.isin(self.country_code[self.land], wanted)))

    def inside(self, areas: Sequence[Area]) -> NDArray[np.intp]:
        """The cities that lie in any of `areas`, in order."""
        country = self.country_code[self.land]
        division = self.region_state_code[self.region]
        division = np.where(division == b"", self.region_state[self.region], division)
        whole = [area.country.encode() for area in areas if not area.division]
        found = np.isin(country, whole)
        for area in (area for area in areas if area.division):
            there = (country == area.country.encode()) & (division == area.division.encode())
            if area.city:
                there &= self.city == area.city.encode()
            found |= there
        return np.flatnonzero(found)

    def only(self, kept: NDArray[np.intp]) -> Places:
        """The cities `kept`, and what hangs on them."""
        starts = self.postcode_start.astype(np.int64)
        counts = np.diff(starts)[kept]
        rows = np.repeat(starts[kept] - np.cumsum(counts) + counts, counts)
        taken = self.postcode_of[rows + np.arange(counts.sum())]
        postcode, postcode_of = _used(self.postcode, taken)
        regions, region = np.unique(self.region[kept], return_inverse=True)
        country, region_country = _used(self.country, self.region_country[regions])
        country_code, _ = _used(self.country_code, self.region_country[regions])
        time_zones, time_zone = _used(self.time_zones, self.time_zone[kept])
        return Places(
            city=self.city[kept],
            population=self.population[kept],
            latitude=self.latitude[kept],
            longitude=self.longitude[kept],
            longitude_stretch=self.longitude_stretch[kept],
            region=region,
            region_state=self.region_state[regions],
            region_state_code=self.region_state_code[regions],
            region_country=region_country,
            country=country,
            country_code=country_code,
            time_zone=time_zone,
            time_zones=time_zones,
            postcode=postcode,
            postcode_start=np.concatenate(([0], np.cumsum(counts))),
            postcode_of=postcode_of,
            postcode_suffix=self.postcode_suffix[kept],
            weight=None if self.weight is None else self.weight[kept],
        )


def _used(
    entries: BytesArray, codes: NDArray[np.integer]
) -> tuple[BytesArray, NDArray[np.integer]]:
    """The entries that `codes` use, in their order, and the codes among them."""
    used, renumbered = np.unique(codes, return_inverse=True)
    return entries[used], renumbered


def _distinct(
    entries: BytesArray, codes: NDArray[np.integer]
) -> tuple[TextTable, NDArray[np.integer]]:
    texts, numbers = np.unique(entries, return_inverse=True)
    kind = np.uint16 if len(texts) < 1 << 16 else np.uint32
    return TextTable(texts), numbers.astype(kind)[codes]


def joined(parts: Sequence[Places]) -> Places:
    """The cities of all parts, one after the other."""
    if len(parts) == 1:
        return parts[0]
    # A code grows by the number of entries that the parts before it bring.
    shifts = {
        "region": "region_state",
        "region_country": "country",
        "time_zone": "time_zones",
        "postcode_of": "postcode",
    }
    arrays: dict[str, NDArray[Any]] = {}
    for field in fields(Places):
        if field.name == "weight":
            arrays["weight"] = np.concatenate([part.weights for part in parts])
            continue
        pieces = [getattr(part, field.name) for part in parts]
        if field.name == "postcode_start":
            totals = np.cumsum([0, *(int(piece[-1]) for piece in pieces)])
            pieces = [
                piece[(0 if number == 0 else 1) :].astype(np.int64) + totals[number]
                for number, piece in enumerate(pieces)
            ]
        elif field.name in shifts:
            sizes = [len(getattr(part, shifts[field.name])) for part in parts]
            starts = np.cumsum([0, *sizes])
            pieces = [
                piece.astype(np.int64) + starts[number] for number, piece in enumerate(pieces)
            ]
        arrays[field.name] = np.concatenate(pieces)
    return Places(**arrays)


@cache
def frozen(name: str) -> Places:
    """A country's own table, by ISO code, or the `world`'s."""
    with (_DATA / f"{name}.npz").open("rb") as file, np.load(file) as loaded:
        return Places(**{key: loaded[key] for key in loaded.files})


@cache
def world_countries() -> tuple[str, ...]:
    """ISO codes of all countries that the world's table has cities of, in their order."""
    return tuple(code.decode() for code in frozen("world").country_code.tolist())


def _english_names(codes: BytesArray) -> BytesArray:
    world = frozen("world")
    return world.country[np.searchsorted(world.country_code, codes)]


@cache
def places(home: str | None, areas: tuple[Area, ...] = ()) -> Places | None:
    """The places within `areas`, or of a locale's country, `home`, where there are none.

    A country with a table of its own uses it at home; abroad its cities come from the world's
    table in English spelling, and from its own where that is the one that knows them. Cities
    come by their people; those of several countries by the people of their countries, which
    a table of the larger cities alone would not keep. None where no city is known.
    """
    asked = areas or ((Area(home),) if home else ())
    lands = tuple(dict.fromkeys(area.country for area in asked))
    found: list[Places] = []
    for name, parts in _by_table(asked, home).items():
        table = frozen(name)
        own = table.of(lands) if name == "world" else table
        scaled = replace(own, weight=own.population * _scale(own)) if len(lands) > 1 else own
        if lands != (home,):
            scaled = replace(scaled, country=_english_names(scaled.country_code))
        found.append(scaled.only(scaled.inside(parts)))
    found = [part for part in found if len(part.city)]
    return joined(found) if found else None


def _by_table(areas: Sequence[Area], home: str | None) -> dict[str, list[Area]]:
    """The areas by the table that knows them best."""
    found: dict[str, list[Area]] = {}
    for area in areas:
        found.setdefault(_table_of(area, home), []).append(area)
    return found


def _table_of(area: Area, home: str | None) -> str:
    own = area.country
    if own not in OWN_TABLES or (own != home and not area.division):
        return "world"
    if not len(frozen(own).inside([area])):
        return "world"
    if own == home or not len(frozen("world").inside([area])):
        return own
    # A state has a few large cities in the world's table; its own knows them all.
    return own if area.division and not area.city and own not in _OTHER_SCRIPT else "world"


def _scale(own: Places) -> FloatArray:
    """For each city, its country's people by those of its cities in the table."""
    known = np.bincount(own.land, own.population, minlength=len(own.country_code))
    people = [country(code.decode()).population for code in own.country_code.tolist()]
    scale: FloatArray = (np.array(people, dtype=np.float64) / np.maximum(known, 1))[own.land]
    return scale
