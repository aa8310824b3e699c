"""The kinds of column, one model each: what the model writes, the cache holds, a caller edits.

Few keys a kind and short names: a plan's length is the time a user waits for it.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, TypeAlias, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from rowsmith.schema.expressions import MAX_LENGTH
from rowsmith.schema.typing import MAX_DECIMALS

MAX_VALUES = 1_000
MAX_CASES = 50
LARGEST = 1e15

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
PersonField: TypeAlias = Literal[
    "full_name",
    "first_name",
    "last_name",
    "gender",
    "email",
    "username",
    "phone",
    "birth_date",
    "age",
]
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
Rhythm: TypeAlias = Literal[
    "business_hours",
    "rush_hours",
    "evenings",
    "weekdays",
    "weekends",
    "summer",
    "winter",
    "holidays",
    "growth",
]
TextStyle: TypeAlias = Literal[
    "review",
    "review_title",
    "comment",
    "description",
    "title",
    "support_message",
    "product_name",
    "job_title",
    "course_name",
    "note",
    "message",
    "post",
    "headline",
    "feedback",
    "sentence",
    "subject",
]
Precision: TypeAlias = Literal["day", "hour", "minute", "second"]


def _as_text(value: Any) -> Any:
    """A level may be written as a number or true/false; it is kept as its text."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return f"{value:.15g}"
    return value


_PRINTABLE = r"^[^\x00-\x1f\x7f]*$"
_HEADER = r"^[^\x00-\x1f\x7f=+@-][^\x00-\x1f\x7f]*$"
"""Printable, and nothing that a spreadsheet would run: names are not defused."""

ColumnName: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=64, pattern=_HEADER),
]
Words: TypeAlias = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=120, pattern=_PRINTABLE)
]
CellText: TypeAlias = Annotated[
    str, BeforeValidator(_as_text), Field(min_length=1, max_length=200, pattern=_PRINTABLE)
]
ExpressionText: TypeAlias = Annotated[str, Field(min_length=1, max_length=MAX_LENGTH)]
Amount: TypeAlias = Annotated[float, Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False)]
Bound: TypeAlias = Amount | ExpressionText
Share: TypeAlias = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Rate: TypeAlias = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Moment: TypeAlias = Annotated[str, Field(min_length=1, max_length=40)]


class Model(BaseModel):
    """Strict: no unknown keys, no conversions that a reader of the schema would not expect."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class BaseColumn(Model):
    """What all columns have."""

    name: ColumnName = Field(description="Header in the CSV; unique in the dataset.")
    makes: ClassVar[str] = ""
    """One line for the table of kinds."""


class IdColumn(BaseColumn):
    """A unique identifier."""

    makes = "`sequence`, `uuid`, or a pattern such as `INV-#####` or `{airline_code}####`; unique"
    kind: Literal["id"]
    pattern: Annotated[str, Field(min_length=1, max_length=80, pattern=_PRINTABLE)] = Field(
        default="sequence",
        description="sequence, uuid, or a pattern: # is a digit, ? a capital letter, "
        "{column} another column.",
    )


class PersonColumn(BaseColumn):
    """One field of a person; all person columns of a subject and role are one person."""

    makes = "a field of one coherent person: the e-mail from the name, the name from the gender"
    kind: Literal["person"]
    field: PersonField
    role: Words | None = Field(default=None, description="Whom, where a row has several persons.")
    unique: bool | None = Field(
        default=None, description="E-mail and username are unique unless this is false."
    )


class PlaceColumn(BaseColumn):
    """One field of a place; all place columns of a subject and role are one place."""

    makes = "a field of one place that exists: the city in its state, the postcode in its region"
    kind: Literal["place"]
    field: PlaceField
    role: Words | None = Field(default=None, description="Which, where a row has several places.")
    countries: list[Annotated[str, Field(pattern=r"^([A-Z]{2}|\*)$")]] | None = Field(
        default=None,
        max_length=250,
        description="ISO 3166 codes, or * for the whole world; the locale's country if left out.",
    )


class FakerColumn(BaseColumn):
    """A value of one of Faker's providers."""

    makes = "a value of an allow-listed Faker provider, in the locale"
    kind: Literal["faker"]
    provider: Words


class LookupColumn(BaseColumn):
    """A field of one row of a table; the same table and role give the same row."""

    makes = "a field of one row of a table; fields of one role agree"
    kind: Literal["lookup"]
    table: ColumnName
    field: ColumnName
    role: Words | None = Field(default=None, description="Which pick, where a row has several.")


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


class CategoryCase(Case):
    """Other shares where `when` holds; a value may appear in a case only."""

    values: Levels


class CategoryColumn(BaseColumn):
    """One of a set of values."""

    makes = "one of a set of values with shares; `ordered` for levels, tiers, survey answers"
    kind: Literal["category"]
    values: Levels
    ordered: bool | None = Field(default=None, description="The values ascend in this order.")
    cases: list[CategoryCase] | None = Field(default=None, max_length=MAX_CASES)


class BooleanCase(Case):
    """Another rate where `when` holds."""

    rate: Rate


class BooleanColumn(BaseColumn):
    """Yes or no."""

    makes = "`True`/`False` at a rate, or two words of your own"
    kind: Literal["boolean"]
    rate: Rate = Field(description="Share of true, 0 to 1.")
    words: list[CellText] | None = Field(
        default=None, min_length=2, max_length=2, description="Printed for true and for false."
    )
    cases: list[BooleanCase] | None = Field(default=None, max_length=MAX_CASES)


class NumberCase(Case):
    """Another level where `when` holds."""

    mean: Amount
    sd: Annotated[Amount, Field(ge=0)] | None = None


class NumberColumn(BaseColumn):
    """A number with a distribution."""

    makes = "a number: mean and sd of what comes out, within min and max (inclusive)"
    kind: Literal["number"]
    shape: Shape = "normal"
    mean: Amount | None = None
    sd: Annotated[Amount, Field(ge=0)] | None = None
    min: Bound | None = Field(default=None, description="A number, or an expression over columns.")
    max: Bound | None = Field(default=None, description="A number, or an expression over columns.")
    decimals: Annotated[int, Field(ge=0, le=MAX_DECIMALS)] = 0
    zeros: Rate | None = Field(
        default=None, description="Share of zeros beside the shape; mean and sd are of the rest."
    )
    cases: list[NumberCase] | None = Field(default=None, max_length=MAX_CASES)


class DatetimeColumn(BaseColumn):
    """A date, a moment, or a time of day."""

    makes = "a date or time in a range, with a rhythm, or after another column"
    kind: Literal["datetime"]
    start: Moment | None = Field(
        default=None,
        description="2024-01-31, 2024-01-31 08:00, 08:00 (time of day), today, today-730d.",
    )
    end: Moment | None = Field(default=None, description="As start; inclusive; today if left out.")
    precision: Precision = "day"
    rhythm: list[Rhythm] | None = Field(default=None, max_length=4)
    after: ColumnName | None = Field(default=None, description="A date column that comes before.")
    within: Amount | ExpressionText | None = Field(
        default=None,
        description="With after: at most this many days later, or exactly an expression's days.",
    )


class TextColumn(BaseColumn):
    """Short free text."""

    makes = "short free text in a style that fits a tone column and a topic"
    kind: Literal["text"]
    style: TextStyle
    tone: ColumnName | None = Field(
        default=None, description="The column it agrees with: a rating."
    )
    topic: Words | None = Field(default=None, description="A word, or a column that holds it.")


class FormulaColumn(BaseColumn):
    """A value computed from other columns."""

    makes = "a value computed from other columns; `noise` is the sd of what is added"
    kind: Literal["formula"]
    expression: ExpressionText
    noise: Annotated[Amount, Field(ge=0)] | None = None


Column: TypeAlias = Annotated[
    IdColumn
    | PersonColumn
    | PlaceColumn
    | FakerColumn
    | LookupColumn
    | CategoryColumn
    | BooleanColumn
    | NumberColumn
    | DatetimeColumn
    | TextColumn
    | FormulaColumn,
    Field(discriminator="kind"),
]

COLUMN_MODELS: dict[str, type[BaseColumn]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model
    for model in get_args(get_args(Column)[0])
}
"""Every kind and its model, in the order of the documentation."""
