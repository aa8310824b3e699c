"""`place`: fields of one place that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Field

from rowsmith.schema.keys import Words
from rowsmith.schema.kinds.base import BaseColumn, Expression, Reference, Spoils
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

_DEGREES = ValueType("number", 6)
_TYPES: Mapping[str, ValueType] = {"latitude": _DEGREES, "longitude": _DEGREES}


class PlaceColumn(BaseColumn):
    """One field of a place; all place columns of a subject and role are one place."""

    makes = "a field of one place that exists: the city in its state, the postcode in its region"
    prompt = (
        "field street_address, city, state, state_code, postcode, country, country_code, "
        "latitude, longitude, time_zone; fields of one role agree; countries are ISO codes."
    )
    example: ClassVar[dict[str, Any]] = {"name": "city", "kind": "place", "field": "city"}
    spoils: ClassVar[frozenset[Spoils]] = frozenset({"typos"})

    kind: Literal["place"]
    field: PlaceField
    role: Words | None = Field(default=None, description="Which, where a row has several places.")
    countries: list[Annotated[str, Field(pattern=r"^([A-Z]{2}|\*)$")]] | None = Field(
        default=None,
        max_length=250,
        description="ISO 3166 codes, or * for the whole world; the locale's country if left out.",
    )

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """Degrees are numbers, all else text."""
        return _TYPES.get(self.field, TEXT)

    def expressions(self) -> list[Expression]:
        """None."""
        return []

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """None."""
        return []

    def check(self, found: Findings) -> None:
        """Nothing beyond the form of its keys."""

    @property
    def can_be_driven(self) -> bool:
        """Never."""
        return False
