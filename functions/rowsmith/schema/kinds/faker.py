"""`faker`: a value of one of Faker's providers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from rowsmith.schema.keys import ColumnName, Words
from rowsmith.schema.kinds.base import BaseColumn, Expression, Reference, Spoils
from rowsmith.schema.kinds.roles import place_beside
from rowsmith.schema.providers import (
    FOLLOW_A_PLACE,
    OF_ARTICLES,
    OF_CARDS,
    PROVIDERS,
    card_brand,
)
from rowsmith.schema.spelling import instead
from rowsmith.schema.typing import TEXT, ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rowsmith.schema.columns import Column
    from rowsmith.schema.findings import Findings
    from rowsmith.schema.kinds.category import CategoryColumn
    from rowsmith.schema.kinds.lookup import LookupColumn
    from rowsmith.schema.kinds.place import PlaceColumn
    from rowsmith.schema.model import Entity, Schema


class FakerColumn(BaseColumn):
    """A value of one of Faker's providers."""

    makes = "a value of an allow-listed Faker provider, in the locale"
    prompt = "one provider, for what no other kind makes."
    example: ClassVar[dict[str, Any]] = {"name": "employer", "kind": "faker", "provider": "company"}
    spoils: ClassVar[frozenset[Spoils]] = frozenset({"typos"})

    kind: Literal["faker"]
    provider: Words
    table: ColumnName | None = Field(
        default=None, description="One value for each row of this table, as the lookup picks it."
    )

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """Text."""
        return TEXT

    def expressions(self) -> list[Expression]:
        """None."""
        return []

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """The place, the pick or the brand that it agrees with."""
        found = (
            ("place", self.place(schema, entity)),
            ("table", self.article(schema, entity)),
            ("brand", self.brand(schema, entity)),
            ("phone", self.phone(schema, entity)),
        )
        return [(what, column.name) for what, column in found if column is not None]

    def place(self, schema: Schema, entity: Entity | None) -> PlaceColumn | None:
        """The column of the place whose country the value is of."""
        if self.provider not in FOLLOW_A_PLACE:
            return None
        return place_beside(None, schema, entity)

    def article(self, schema: Schema, entity: Entity | None) -> LookupColumn | None:
        """The lookup whose row the value belongs to: of `table`, or of the one table there is."""
        columns = entity.columns if entity is not None else schema.columns
        lookups = [column for column in columns if column.kind == "lookup"]
        if self.table is not None:
            return next((column for column in lookups if column.table == self.table), None)
        if self.provider not in OF_ARTICLES or len({column.table for column in lookups}) != 1:
            return None
        return lookups[0]

    def brand(self, schema: Schema, entity: Entity | None) -> CategoryColumn | None:
        """The category of the same subject that holds brands of cards."""
        if self.provider not in OF_CARDS:
            return None
        columns = entity.columns if entity is not None else schema.columns
        categories = [column for column in columns if column.kind == "category"]
        return next((one for one in categories if any(map(card_brand, one.level_values))), None)

    def phone(self, schema: Schema, entity: Entity | None) -> Column | None:
        """The phone number whose area code it is."""
        if self.provider != "area_code":
            return None
        columns = entity.columns if entity is not None else schema.columns
        return next((column for column in columns if _is_phone(column)), None)

    def check(self, found: Findings) -> None:
        """A provider of the allow-list."""
        if self.provider not in PROVIDERS:
            found.report(
                f"columns.{self.name}.provider",
                f"names '{self.provider}'{instead(self.provider, PROVIDERS)}",
            )
        if self.table is None:
            return
        if self.provider not in OF_ARTICLES:
            found.report(
                f"columns.{self.name}.table",
                f"is for what an article has: {', '.join(sorted(OF_ARTICLES))}; leave it out",
            )
        elif self.article(found.schema, found.entity_of[self.name]) is None:
            found.report(
                f"columns.{self.name}.table",
                f"names '{self.table}', of which no lookup beside it picks a row; add a lookup "
                "of that table, or leave `table` out",
            )

    @property
    def can_be_driven(self) -> bool:
        """Never."""
        return False


def _is_phone(column: Column) -> bool:
    if column.kind == "person":
        return column.field == "phone"
    return column.kind == "faker" and column.provider == "phone_number"
