"""`id`: what tells the rows apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from rowsmith.schema.keys import PRINTABLE
from rowsmith.schema.kinds.base import BaseColumn, Expression, Reference, Spoils
from rowsmith.schema.presence import is_sometimes_absent
from rowsmith.schema.typing import NUMBER, TEXT, ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rowsmith.schema.findings import Findings
    from rowsmith.schema.model import Entity, Schema


_UUIDS = ("uuid", "uuid4", "uuid v4", "guid")
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


def _of_uuid(value: Any) -> Any:
    """`uuid`, whatever it is called."""
    return "uuid" if isinstance(value, str) and value.strip().lower() in _UUIDS else value


class IdColumn(BaseColumn):
    """A unique identifier."""

    makes = "`sequence`, `uuid`, or a pattern such as `INV-#####` or `{airline_code}####`; unique"
    prompt = (
        "pattern is sequence, uuid or like INV-###### (# digit, at least six, ? letter, "
        "{column} another column)."
    )
    example: ClassVar[dict[str, Any]] = {"name": "invoice", "kind": "id", "pattern": "INV-######"}
    spoils: ClassVar[frozenset[Spoils]] = frozenset()

    kind: Literal["id"]
    pattern: Annotated[
        str,
        BeforeValidator(_of_uuid),
        Field(min_length=1, max_length=80, pattern=PRINTABLE),
    ] = Field(
        default="sequence",
        description="sequence, uuid, or a pattern: # is a digit, ? a capital letter, "
        "{column} another column.",
    )

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """A whole number where it counts, else a text."""
        return NUMBER if self.pattern == "sequence" else TEXT

    def expressions(self) -> list[Expression]:
        """None."""
        return []

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """The columns in the braces of its pattern."""
        return [("pattern", name) for name in self.placeholders]

    @property
    def placeholders(self) -> list[str]:
        """The columns in the braces of the pattern, as often as they stand there."""
        return _PLACEHOLDER.findall(self.pattern)

    def check(self, found: Findings) -> None:
        """A pattern that can tell rows apart."""
        where = f"columns.{self.name}.pattern"
        plain = self.pattern in ("sequence", "uuid")
        if not plain and "#" not in self.pattern and "?" not in self.pattern:
            found.report(
                where,
                "has no # (digit) or ? (letter) to tell rows apart; write sequence, uuid or "
                "something like INV-#####",
            )
        if self.pattern.count("{") != len(self.placeholders):
            found.report(where, "has a brace that is not closed")
        for name in self.placeholders:
            known = found.types.get(name)
            if known is not None and not _fits_an_id(known):
                found.report(
                    where,
                    f"holds '{name}', a {known.name}; texts and whole numbers can stand in an id",
                )
            elif known is not None and is_sometimes_absent(found.columns[name], known):
                found.report(
                    where, f"holds '{name}', which is not in every row; give it an `otherwise`"
                )

    @property
    def can_be_driven(self) -> bool:
        """Never."""
        return False


def _fits_an_id(found: ValueType) -> bool:
    return found.name == "text" or (found.name == "number" and not found.decimals)
