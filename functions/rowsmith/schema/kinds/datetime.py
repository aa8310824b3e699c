"""`datetime`: a date, a moment, or a time of day."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, Field

from rowsmith.schema.keys import Amount, ColumnName, ExpressionText, Moment
from rowsmith.schema.kinds.base import BaseColumn, Expression, Reference, Spoils
from rowsmith.schema.moments import resolve
from rowsmith.schema.rhythms import Rhythm
from rowsmith.schema.steps import StepUnit, parse_step
from rowsmith.schema.typing import ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rowsmith.schema.findings import Findings
    from rowsmith.schema.model import Entity, Schema


Precision: TypeAlias = Literal["day", "hour", "minute", "second"]

_FROM_COARSE: tuple[Precision, ...] = ("day", "hour", "minute", "second")
_PRECISION_OF: dict[StepUnit, Precision] = {
    "second": "second",
    "minute": "minute",
    "hour": "minute",
}
"""How steps shorter than a day are printed; an hour with its minutes, as clocks show it."""

_TIME_OF_DAY = re.compile(r"^\s*\d{1,2}:\d{2}")
_ANY_DAY = date(2024, 1, 1)
_TIME = ValueType("text", ordered=True)
"""Two digits each, so that a later time of day is also the later text."""


def _checked_step(text: str) -> str:
    parse_step(text)
    return text


class DatetimeColumn(BaseColumn):
    """A date, a moment, or a time of day."""

    makes = "a date or time in a range, with a rhythm, after another column, or at regular steps"
    prompt = (
        'start..end, precision (hour, minute, second), rhythms: "2024-01-31..today", '
        '"today-2y..today, minute, business_hours, growth", "08:00..20:00, minute"; "after '
        'order_date within 14" follows a date by so many days at most (a number) or exactly (an '
        'expression); "2024-01-01.., every 15 minutes" steps (hour, day, weekday, month).'
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
    every: Annotated[str, AfterValidator(_checked_step)] | None = Field(
        default=None,
        description="A regular step, as in hour, 15 minutes, weekday, month: rows come in order, "
        "so many steps of the first entity as it has rows_per_entity.",
    )

    @property
    def is_time_of_day(self) -> bool:
        """Whether it holds times without a date."""
        return any(text and _TIME_OF_DAY.match(text) for text in (self.start, self.end))

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """A date, with or without a time; a time of day is text."""
        if self.is_time_of_day:
            return _TIME
        return ValueType("date", 0 if self.shown_precision == "day" else 6)

    @property
    def shown_precision(self) -> Precision:
        """What is printed: the precision, or finer where its steps are finer than a day."""
        of_step = None if self.every is None else _PRECISION_OF.get(parse_step(self.every).unit)
        if of_step is None:
            return self.precision
        return max(self.precision, of_step, key=_FROM_COARSE.index)

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
        if self.every is not None:
            self._check_steps(found, f"{where}.every")
        if self.is_time_of_day and (self.start is None or self.end is None):
            found.report(
                where, "is a time of day and needs both start and end, as in 08:00 and 18:00"
            )

    def _check_steps(self, found: Findings, where: str) -> None:
        """Of the one column of the row that steps."""
        if found.entity_of[self.name] is not None:
            found.report(where, "is of the rows; put the column beside the row's own")
        if self.after is not None or self.rhythm is not None:
            found.report(where, "goes with start and end, not with after, within or rhythm")
        if self.is_time_of_day:
            found.report(where, "does not fit a time of day; give a date, or a date and a time")
        stepping = [
            column.name
            for column in found.columns.values()
            if isinstance(column, DatetimeColumn) and column.every is not None
        ]
        if stepping[0] != self.name:
            found.report(where, f"is there already, in '{stepping[0]}'; rows step in one column")

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
