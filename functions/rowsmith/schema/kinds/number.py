"""`number`: a number with a distribution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Field

from rowsmith.schema.keys import MAX_CASES, Amount, Bound, Case, Rate
from rowsmith.schema.kinds.base import (
    BaseColumn,
    Expression,
    Reference,
    Spoils,
    case_expressions,
)
from rowsmith.schema.typing import MAX_DECIMALS, ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rowsmith.schema.findings import Findings
    from rowsmith.schema.model import Entity, Schema


Shape: TypeAlias = Literal[
    "uniform",
    "normal",
    "lognormal",
    "exponential",
    "gamma",
    "beta",
    "poisson",
    "binomial",
    "geometric",
]


MAX_MEMORY = 0.99
"""Of a step in the next one; more would look back over a thousand steps."""


class NumberCase(Case):
    """Another level where `when` holds."""

    mean: Amount
    sd: Annotated[Amount, Field(ge=0)] | None = None


class NumberColumn(BaseColumn):
    """A number with a distribution."""

    makes = "a number: mean and sd of what comes out, within min and max (inclusive)"
    prompt = (
        'mean and sd of what comes out, least..greatest, decimals, shape: "32 sd 22, 0..72, .2, '
        'gamma". normal without a shape; lognormal for money and sizes; exponential for waits; '
        "poisson for counts; gamma for durations; beta or uniform between bounds. Also min or max "
        'with an expression ("max price"), zeros 30% (the other figures are then of the rest), '
        "memory 0.8 (on steps)."
    )
    example: ClassVar[dict[str, Any]] = {
        "name": "age",
        "kind": "number",
        "mean": 40,
        "sd": 12,
        "min": 18,
        "max": 90,
    }
    spoils: ClassVar[frozenset[Spoils]] = frozenset({"outliers"})

    kind: Literal["number"]
    shape: Shape = "normal"
    mean: Amount | None = None
    sd: Annotated[Amount, Field(ge=0)] | None = None
    min: Bound | None = Field(default=None, description="A number, or an expression over columns.")
    max: Bound | None = Field(default=None, description="A number, or an expression over columns.")
    decimals: Annotated[int, Field(ge=0, le=MAX_DECIMALS)] = 0
    zeros: Rate | None = Field(
        default=None, description="Share of zeros in the file; mean and sd are of the other rows."
    )
    cases: list[NumberCase] | None = Field(default=None, max_length=MAX_CASES)
    memory: Annotated[float, Field(gt=0, le=MAX_MEMORY)] | None = Field(
        default=None,
        description="Where rows step: how much of a step's luck stays with the next (AR(1)).",
    )

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """A number with its decimals."""
        return ValueType("number", self.decimals)

    def expressions(self) -> list[Expression]:
        """Its bounds where they are computed, and the conditions of its cases."""
        bounds = (("min", self.min), ("max", self.max))
        computed = [(key, bound) for key, bound in bounds if isinstance(bound, str)]
        return computed + case_expressions(self.cases)

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """None."""
        return []

    def check(self, found: Findings) -> None:
        """Bounds in order, with the means between them."""
        where = f"columns.{self.name}"
        low = self.min if isinstance(self.min, float | int) else None
        high = self.max if isinstance(self.max, float | int) else None
        if low is not None and high is not None and low > high:
            found.report(f"{where}.min", f"is {low:g}, above max, which is {high:g}; swap them")
            return
        means = [(f"{where}.mean", self.mean)]
        means += [(f"{where}.cases.{n}.mean", case.mean) for n, case in enumerate(self.cases or ())]
        for place, mean in means:
            if mean is not None and low is not None and mean < low:
                found.report(place, f"is {mean:g}, below min, which is {low:g}")
            if mean is not None and high is not None and mean > high:
                found.report(place, f"is {mean:g}, above max, which is {high:g}")

    @property
    def can_be_driven(self) -> bool:
        """Always."""
        return True
