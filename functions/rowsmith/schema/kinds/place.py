"""`place`: fields of one place that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Field

from rowsmith.schema.geography import Area, near_names, resolve_places
from rowsmith.schema.keys import Words
from rowsmith.schema.kinds.base import BaseColumn, Expression, Reference, Spoils
from rowsmith.schema.kinds.roles import avoided, check_other_role, of_one_role
from rowsmith.schema.typing import TEXT, ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rowsmith.schema.findings import Findings
    from rowsmith.schema.model import Entity, Schema


PlaceField: TypeAlias = Literal[
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

_BARE = {"country", "country_code", "city", "latitude", "longitude", "time_zone"}
"""Fields that a country may stand beside and still be any country of the world."""

_TOLD_APART_BY = (
    "city",
    "state",
    "state_code",
    "country",
    "country_code",
    "time_zone",
    "street_address",
)
"""Fields by which one place differs from another, the first that both show."""

_DEGREES = ValueType("number", 6)
_TYPES: Mapping[str, ValueType] = {"latitude": _DEGREES, "longitude": _DEGREES}


class PlaceColumn(BaseColumn):
    """One field of a place; all place columns of a subject and role are one place."""

    makes = "a field of one place that exists: the city in its state, the postcode in its region"
    prompt = (
        "field street_address, city, state, state_code, postcode, country, country_code, "
        "latitude, longitude, time_zone; fields of one role agree. within: countries, states, "
        'cities, continents, groups (EU, Nordics, GCC) or world; role "to != from" is never the '
        "place of the role from."
    )
    example: ClassVar[dict[str, Any]] = {"name": "city", "kind": "place", "field": "city"}
    spoils: ClassVar[frozenset[Spoils]] = frozenset({"typos"})

    kind: Literal["place"]
    field: PlaceField
    role: Words | None = Field(default=None, description="Which, where a row has several places.")
    within: list[Annotated[Words, Field(min_length=1)]] | None = Field(
        default=None,
        min_length=1,
        max_length=250,
        description="Names or codes of countries, states, cities, continents, groups of countries, "
        "or world; the locale's country if left out, the world for a bare country.",
    )
    other_than: Words | None = Field(
        default=None, description="The role of another place, which this one is never."
    )

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """Degrees are numbers, all else text."""
        return _TYPES.get(self.field, TEXT)

    def expressions(self) -> list[Expression]:
        """None."""
        return []

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """The place that it must differ from."""
        other = self.avoided(schema, entity)
        return [("other_than", other.name)] if other is not None else []

    def avoided(self, schema: Schema, entity: Entity | None) -> PlaceColumn | None:
        """The column of another place that this one's place must differ in."""
        return avoided(self, schema, entity, _TOLD_APART_BY)

    def areas(self, schema: Schema, entity: Entity | None, home: str | None) -> tuple[Area, ...]:
        """Where the place lies: one of these; none stated is the locale's country.

        home: the locale's country, by ISO code. A country without more is any of the world.
        """
        of_one = of_one_role(self, schema, entity)
        stated = next((other.within for other in of_one if other.within), None)
        if stated:
            return resolve_places(stated, home).areas
        fields = {other.field for other in of_one}
        if fields & {"country", "country_code"} and fields <= _BARE:
            return resolve_places(["world"]).areas
        return ()

    def check(self, found: Findings) -> None:
        """Places that are known, and a role to differ from that is there."""
        for name in resolve_places(self.within or ()).unknown:
            near = [f"'{one}'" for one in near_names(name)]
            meant = f"did you mean {' or '.join(near)}? " if near else ""
            found.report(
                f"columns.{self.name}.within",
                f"names '{name}', of which no place is known; {meant}Name countries, states or "
                "cities (as in 'Paris, Texas'), continents, groups such as EU, or world",
            )
        check_other_role(self, found, _TOLD_APART_BY)

    @property
    def can_be_driven(self) -> bool:
        """Never."""
        return False
