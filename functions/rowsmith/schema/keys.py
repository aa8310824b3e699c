"""What the keys of the schema language may hold: names, texts, amounts, shares, moments."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from rowsmith.schema.expressions import MAX_LENGTH

MAX_VALUES = 1_000
MAX_CASES = 50
LARGEST = 1e15


def _as_text(value: Any) -> Any:
    """A level may be written as a number or true/false; it is kept as its text."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return f"{value:.15g}"
    return value


PRINTABLE = r"^[^\x00-\x1f\x7f]*$"
_HEADER = r"^[^\x00-\x1f\x7f=+@-][^\x00-\x1f\x7f]*$"
"""Printable, and nothing that a spreadsheet would run: names are not defused."""

ColumnName: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=64, pattern=_HEADER),
]
Words: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=120, pattern=PRINTABLE)
]
CellText: TypeAlias = Annotated[
    str, BeforeValidator(_as_text), Field(min_length=1, max_length=200, pattern=PRINTABLE)
]
Filling: TypeAlias = Annotated[str, Field(min_length=1, max_length=200, pattern=PRINTABLE)]
ExpressionText: TypeAlias = Annotated[str, Field(min_length=1, max_length=MAX_LENGTH)]
Amount: TypeAlias = Annotated[float, Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False)]
Bound: TypeAlias = Amount | ExpressionText
Share: TypeAlias = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Rate: TypeAlias = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Moment: TypeAlias = Annotated[str, Field(min_length=1, max_length=40)]


class Model(BaseModel):
    """Strict: no unknown keys, no conversions that a reader of the schema would not expect."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Level(Model):
    """One value of a category."""

    value: CellText
    share: Share | None = Field(
        default=None, description="Percent or fraction; what is left is split among those without."
    )


Levels: TypeAlias = Annotated[list[Level], Field(min_length=1, max_length=MAX_VALUES)]


class Case(Model):
    """Another level where `when` holds; the first case that holds counts."""

    when: ExpressionText
