"""`datetime`: a date, a moment, or a time of day."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from pydantic import Field

from rowsmith.schema.keys import Amount, ColumnName, ExpressionText, Moment
from rowsmith.schema.kinds.base import BaseColumn, Expression, Reference, Spoils
from rowsmith.schema.moments import resolve
from rowsmith.schema.typing import TEXT, ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rowsmith.schema.findings import Findings
    from rowsmith.schema.model import Entity, Schema


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
Precision: TypeAlias = Literal["day", "hour", "minute", "second"]

_TIME_OF_DAY = re.compile(r"^\s*\d{1,2}:\d{2}")
_ANY_DAY = date(2024, 1, 1)


class DatetimeColumn(BaseColumn):
    """A date, a moment, or a time of day."""

    makes = "a date or time in a range, with a rhythm, or after another column"
    prompt = (
        "start, end: 2024-01-31, 2024-01-31 08:00, 08:00 (time of day), today, today-730d. "
        "rhythm: business_hours, evenings, weekends, growth, ..."
    )
    example: ClassVar[dict[str, Any]] = {
        "name": "visited",
        "kind": "datetime",
        "start": "today-1y",
        "precision": "minute",
        "rhythm": ["business_hours"],
    }
    spoils: ClassVar[frozenset[Spoils]] = frozenset({"formats"})

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

    @property
    def is_time_of_day(self) -> bool:
        """Whether it holds times without a date."""
        return any(text and _TIME_OF_DAY.match(text) for text in (self.start, self.end))

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """A date, with or without a time; a time of day is text."""
        if self.is_time_of_day:
            return TEXT
        return ValueType("date", 0 if self.precision == "day" else 6)

    def expressions(self) -> list[Expression]:
        """The days until it where they are computed."""
        return [("within", self.within)] if isinstance(self.within, str) else []

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """The date that comes before."""
        return [("after", self.after)] if self.after else []

    def check(self, found: Findings) -> None:
        """Moments that can be read, in order, of one sort; `after` a date."""
        where = f"columns.{self.name}"
        start = _moment(found, f"{where}.start", self.start, end=False)
        end = _moment(found, f"{where}.end", self.end, end=True)
        if start is not None and end is not None and start > end:
            found.report(f"{where}.start", f"('{self.start}') is later than end ('{self.end}')")
        if self.within is not None and self.after is None:
            found.report(f"{where}.within", "needs `after`, the column that comes before")
        if isinstance(self.within, float | int) and self.within < 0:
            found.report(f"{where}.within", "is negative; it is a number of days after")
        if self.after is not None and self.after in found.types:
            if found.types[self.after].name != "date":
                found.report(f"{where}.after", f"names '{self.after}', which is not a date")
            if self.is_time_of_day:
                found.report(f"{where}.after", "does not fit a time of day; give a date range")
        if self.is_time_of_day and (self.start is None or self.end is None):
            found.report(
                where, "is a time of day and needs both start and end, as in 08:00 and 18:00"
            )

    @property
    def can_be_driven(self) -> bool:
        """Never."""
        return False


def _moment(found: Findings, where: str, text: str | None, *, end: bool) -> int | None:
    if text is None:
        return None
    try:
        return resolve(text, today=_ANY_DAY, end=end).seconds
    except ValueError as error:
        found.report(where, str(error))
        return None
