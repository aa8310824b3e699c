"""`faker`: a value of one of Faker's providers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from rowsmith.schema.keys import Words
from rowsmith.schema.kinds.base import BaseColumn, Expression, Reference, Spoils
from rowsmith.schema.providers import PROVIDERS
from rowsmith.schema.spelling import instead
from rowsmith.schema.typing import TEXT, ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rowsmith.schema.findings import Findings
    from rowsmith.schema.model import Entity, Schema


class FakerColumn(BaseColumn):
    """A value of one of Faker's providers."""

    makes = "a value of an allow-listed Faker provider, in the locale"
    prompt = "one provider, for what no other kind makes."
    example: ClassVar[dict[str, Any]] = {"name": "employer", "kind": "faker", "provider": "company"}
    spoils: ClassVar[frozenset[Spoils]] = frozenset({"typos"})

    kind: Literal["faker"]
    provider: Words

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """Text."""
        return TEXT

    def expressions(self) -> list[Expression]:
        """None."""
        return []

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """None."""
        return []

    def check(self, found: Findings) -> None:
        """A provider of the allow-list."""
        if self.provider not in PROVIDERS:
            found.report(
                f"columns.{self.name}.provider",
                f"names '{self.provider}'{instead(self.provider, PROVIDERS)}",
            )

    @property
    def can_be_driven(self) -> bool:
        """Never."""
        return False
