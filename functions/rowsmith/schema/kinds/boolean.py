"""`boolean`: yes or no, at a rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from rowsmith.schema.keys import MAX_CASES, Case, CellText, Rate
from rowsmith.schema.kinds.base import (
    BaseColumn,
    Expression,
    Reference,
    Spoils,
    case_expressions,
)
from rowsmith.schema.typing import ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rowsmith.schema.findings import Findings
    from rowsmith.schema.model import Entity, Schema


class BooleanCase(Case):
    """Another rate where `when` holds."""

    rate: Rate


class BooleanColumn(BaseColumn):
    """Yes or no."""

    makes = "`True`/`False` at a rate, or two words of your own"
    prompt = (
        'the word for true with its share: "Yes 20%"; "churned 20%|active" where the other word is '
        'no plain opposite; "True 20%" prints True and False.'
    )
    example: ClassVar[dict[str, Any]] = {
        "name": "churned",
        "kind": "boolean",
        "rate": 0.2,
        "words": ["Yes", "No"],
    }
    spoils: ClassVar[frozenset[Spoils]] = frozenset({"formats"})

    kind: Literal["boolean"]
    rate: Rate | None = Field(
        default=None,
        description="Share of true among all rows, 0 to 1; left out where its cases say all.",
    )
    words: list[CellText] | None = Field(
        default=None, min_length=2, max_length=2, description="Printed for true and for false."
    )
    cases: list[BooleanCase] | None = Field(default=None, max_length=MAX_CASES)

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """True or false, with its words."""
        return ValueType("boolean", values=tuple(self.words or ()))

    def expressions(self) -> list[Expression]:
        """The conditions of its cases."""
        return case_expressions(self.cases)

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """None."""
        return []

    def check(self, found: Findings) -> None:
        """A rate, and two words that differ."""
        if self.rate is None and not self.cases:
            found.report(f"columns.{self.name}.rate", "is missing")
        if self.words and self.words[0] == self.words[1]:
            found.report(f"columns.{self.name}.words", "are the same; true and false must differ")

    @property
    def can_be_driven(self) -> bool:
        """Always."""
        return True
