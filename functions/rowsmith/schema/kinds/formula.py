"""`formula`: a value computed from other columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from rowsmith.schema.expressions import parse
from rowsmith.schema.keys import Amount, ExpressionText
from rowsmith.schema.kinds.base import BaseColumn, Expression, Reference, Spoils
from rowsmith.schema.typing import ValueType, draws, infer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rowsmith.schema.findings import Findings
    from rowsmith.schema.model import Entity, Schema


class FormulaColumn(BaseColumn):
    """A value computed from other columns."""

    makes = "a value computed from other columns; `noise` is the sd of what is added"
    prompt = 'computed: "round(quantity * unit_price, 2)"; ", noise 3" adds an sd of 3.'
    example: ClassVar[dict[str, Any]] = {
        "name": "tomorrow",
        "kind": "formula",
        "expression": "today + days(1)",
    }
    spoils: ClassVar[frozenset[Spoils]] = frozenset()

    kind: Literal["formula"]
    expression: ExpressionText
    noise: Annotated[Amount, Field(ge=0)] | None = None

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """What its expression gives over `types`. Raises ExpressionError."""
        return infer(parse(self.expression), types)

    def expressions(self) -> list[Expression]:
        """Its own."""
        return [("expression", self.expression)]

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """None."""
        return []

    def check(self, found: Findings) -> None:
        """Noise on numbers only."""
        given = found.types[self.name].name
        if self.noise and given != "number":
            found.report(f"columns.{self.name}.noise", f"goes with numbers; this gives a {given}")

    @property
    def is_computed(self) -> bool:
        """Whether it can be told from what it reads: without noise of any sort."""
        return not self.noise and not draws(parse(self.expression))

    @property
    def can_be_driven(self) -> bool:
        """Never."""
        return False
