"""One place a row or subject: every field from the same city, so that they agree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.apart import DrawApart
from rowsmith.engine.arrays import joined_bytes
from rowsmith.engine.locales import FROZEN, check_locale, country_of
from rowsmith.engine.places.pools import pooled_place
from rowsmith.engine.places.postcodes import sample_postcodes
from rowsmith.engine.places.streets import locales_of, streets
from rowsmith.engine.places.tables import OWN_TABLES, Places, places
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import FloatArray, Numbers, Text, Values
from rowsmith.schema.geography import Area

FIELDS = (
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
)
COORDINATE_DECIMALS = 6
_MOST_DRAWS = 8
"""So often an address is drawn anew where it must be another."""
# Half the side of the square around a city's centre, in degrees of latitude: about 1 km in
# a village, 4 km from four million people on.
_VILLAGE, _METROPOLIS, _METROPOLIS_PEOPLE = 0.009, 0.036, 4_000_000


class PlaceSampler:
    """Places within `areas`, or of a locale's country where there are none.

    Cities come by population. `warnings` tells what is not as asked, in full sentences
    without an end. Raises KeyError for a locale that Faker does not have.
    """

    def __init__(self, locale: str, areas: Sequence[Area] = ()) -> None:
        self.locale = locale
        self._areas = tuple(areas)
        self._country = country_of(locale)
        self._places = places(self._country, self._areas)
        self._aparts: dict[str, DrawApart] = {}
        check_locale(locale)
        self.warnings: tuple[str, ...] = tuple(self._tell())

    @property
    def _country_codes(self) -> tuple[str, ...]:
        codes = () if self._places is None else self._places.country_code.tolist()
        return tuple(code.decode() for code in codes)

    def _tell(self) -> Iterator[str]:
        if self._places is None:
            yield (
                f"there is no geography for the locale {self.locale}: its places are Faker's, "
                "and do not agree with each other"
            )
        elif not self._areas and self._country not in OWN_TABLES:
            country = self._places.country[0].decode()
            yield f"places of {self.locale} are the larger cities of {country}, in English spelling"

    def warnings_for(self, fields: Collection[str]) -> tuple[str, ...]:
        """`warnings` and what concerns some of these fields alone."""
        told = list(self.warnings)
        without = self._places is not None and not self._places.postcode_counts.all()
        if without and "postcode" in fields:
            told.append("postcodes are empty where a country has none, or none is known")
        writers = locales_of(self.locale, self._country_codes)
        if "street_address" in fields and not set(writers).issubset(FROZEN):
            told.append(f"street addresses of {self.locale} come from a pool of Faker's")
        return tuple(told)

    def capacity(self, field: str) -> int | None:
        """How many different values `field` can have; None where they are not counted.

        Raises KeyError for an unknown field.
        """
        if field not in FIELDS:
            raise KeyError(field)
        if self._places is None or field in ("latitude", "longitude"):
            return None
        if field == "street_address":
            return streets(self.locale, self._country_codes).capacity
        if field == "postcode":
            return None if self._places.postcode_suffix.any() else len(self._places.postcode)
        return len(self._places.tables[field][0])

    def can_differ(self, field: str) -> bool:
        """Whether there are two values of `field` to choose from, and they can be told apart."""
        if self._places is None:
            return False
        return field not in self._places.tables or self._apart(field).count > 1

    def sample(
        self, fields: Collection[str], stream: Stream, taken: tuple[str, Text] | None = None
    ) -> dict[str, Values]:
        """The asked `fields` of one place a row.

        taken: a field and, for each row, the value that it must not have. Raises KeyError for
        an unknown field.
        """
        unknown = set(fields).difference(FIELDS)
        if unknown:
            raise KeyError(min(unknown))
        if self._places is None:
            return {field: pooled_place(self.locale, field, stream) for field in fields}
        city = self._cities(self._places, stream, taken)
        made = {field: self._sample(field, self._places, city, stream) for field in fields}
        if taken is not None and taken[0] == "street_address":
            made["street_address"] = self._street_apart(self._places, city, stream, taken[1])
        return made

    def _cities(
        self, known: Places, stream: Stream, taken: tuple[str, Text] | None
    ) -> NDArray[np.integer]:
        if taken is None or taken[0] not in known.tables:
            return known.draw.codes(stream.bits("city"))
        apart = self._apart(taken[0])
        return apart.codes(stream.uniform("city"), [apart.groups_of(taken[1])])

    def _apart(self, field: str) -> DrawApart:
        if field not in self._aparts:
            assert self._places is not None  # noqa: S101
            table, codes = self._places.tables[field]
            self._aparts[field] = DrawApart(codes, table.entries, self._places.weights)
        return self._aparts[field]

    def _street_apart(
        self, known: Places, city: NDArray[np.integer], stream: Stream, taken: Text
    ) -> Text:
        """Addresses, drawn again as long as one is that of the other place."""
        drawn = streets(self.locale, self._country_codes)
        country = known.region_country[known.region[city]]
        made = joined_bytes(drawn.sample(stream, country))
        other = joined_bytes(taken)
        for again in range(1, _MOST_DRAWS):
            same = np.flatnonzero(made == other)
            if not len(same):
                break
            more = joined_bytes(drawn.sample(stream, country, f"street_address {again}"))
            made[same] = more[same]
        return Text((made,), stream.size)

    def _sample(
        self, field: str, known: Places, city: NDArray[np.integer], stream: Stream
    ) -> Values:
        if field == "street_address":
            country = known.region_country[known.region[city]]
            return streets(self.locale, self._country_codes).sample(stream, country)
        if field == "postcode":
            return sample_postcodes(known, city, stream)
        if field == "latitude":
            return _around(known.latitude[city], _reach(known)[city], stream, field)
        if field == "longitude":
            reach = _reach(known) * known.longitude_stretch
            return _around(known.longitude[city], reach[city], stream, field)
        table, codes = known.tables[field]
        drawn = codes[city]
        # Some divisions have no code; entries are sorted, so an empty one is the first.
        missing = drawn == 0 if table.entries[0] == b"" else None
        return Text.coded(drawn, table, missing)


def _reach(known: Places) -> FloatArray:
    crowd = np.minimum(known.population / _METROPOLIS_PEOPLE, 1.0)
    reach: FloatArray = _VILLAGE + (_METROPOLIS - _VILLAGE) * np.sqrt(crowd)
    return reach


def _around(centre: FloatArray, reach: FloatArray, stream: Stream, name: str) -> Numbers:
    moved = centre + (2 * stream.uniform(name) - 1) * reach
    return Numbers(np.round(moved, COORDINATE_DECIMALS), COORDINATE_DECIMALS)
