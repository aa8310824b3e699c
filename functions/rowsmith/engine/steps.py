"""Rows in regular steps of time: which step a row is, when it is, how far it looks back.

Rows come subject after subject, each with all its steps in order. Draws are counted by row,
so that a block can make the few rows before it that its first ones look back at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from rowsmith.engine.memory import doublings
from rowsmith.engine.values import IntArray
from rowsmith.schema.columns import DatetimeColumn, NumberColumn
from rowsmith.schema.expressions import Call, Node, parse, walk
from rowsmith.schema.model import Schema
from rowsmith.schema.moments import resolve
from rowsmith.schema.steps import StepUnit, TimeStep, parse_step

PILOT_STEPS = 1_000
"""Steps in the pilot of a series without an end, whose length the schema does not tell."""

MOST_LOOKED_BACK = 50_000
"""Steps of a subject over which a running total can be kept: a block's worth is made again."""

_SECONDS: dict[StepUnit, int] = {
    "second": 1,
    "minute": 60,
    "hour": 3_600,
    "day": 86_400,
    "week": 604_800,
}
_MONTHS: dict[StepUnit, int] = {"month": 1, "quarter": 3, "year": 12}
_DAY = 86_400
_WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Series:
    """How the rows of a schema step through time.

    column: the datetime that steps. steps: of each subject, at least 1.
    memory: of each column that remembers the step before, how much of it.
    look_back: rows before a block that its first rows depend on, at most; None for all of
    their subject.
    """

    column: DatetimeColumn
    steps: int
    memory: Mapping[str, float]
    look_back: int | None

    def step_of(self, rows: IntArray) -> IntArray:
        """The step (from 0) of each row (from 0)."""
        return rows % self.steps

    def lead(self, row: int) -> int:
        """How many rows before `row` must be made for it to come out right."""
        step = row % self.steps
        return step if self.look_back is None else min(step, self.look_back)


def series_of(schema: Schema, *, rows: int) -> Series | None:
    """The series that the rows of `schema` are; None where they do not step.

    rows: of the dataset; a series without a subject is as long.
    """
    column = stepping(schema)
    if column is None:
        return None
    steps = max(1, round(schema.entities[0].rows_per_entity)) if schema.entities else rows
    memory = {
        column.name: column.memory
        for column in schema.columns
        if isinstance(column, NumberColumn) and column.memory
    }
    return Series(column, steps, memory, _look_back(schema, memory.values()))


def pilot_rows(schema: Schema, today: date) -> int:
    """How long a series without a subject is in the pilot."""
    column = stepping(schema)
    fitting = None if column is None else steps_within(column, today)
    return PILOT_STEPS if fitting is None else max(1, fitting)


def stepping(schema: Schema) -> DatetimeColumn | None:
    """The column of the row that steps regularly, if there is one."""
    columns = (column for column in schema.columns if isinstance(column, DatetimeColumn))
    return next((column for column in columns if column.every is not None), None)


def steps_within(column: DatetimeColumn, today: date) -> int | None:
    """How many steps fit between the column's start and end, both inclusive; None if open."""
    if column.start is None or column.end is None or column.every is None:
        return None
    first = resolve(column.start, today=today).seconds
    last = resolve(column.end, today=today, end=True).seconds
    step = parse_step(column.every)
    low, high = 0, 1
    while int(moments(first, step, np.array([high]))[0]) <= last:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        inside = int(moments(first, step, np.array([middle]))[0]) <= last
        low, high = (middle, high) if inside else (low, middle)
    return low + 1 if first <= last else 0


def moments(first: int, step: TimeStep, numbers: IntArray) -> IntArray:
    """Seconds since 1970 of the steps `numbers` (0 is `first`; may be negative)."""
    ahead = numbers * step.count
    if step.unit in _SECONDS:
        return first + ahead * _SECONDS[step.unit]
    day, time = divmod(first, _DAY)
    if step.unit == "weekday":
        return _working_day(_working_number(day) + ahead) * _DAY + time
    month = np.datetime64(day, "D").astype("datetime64[M]")
    in_month = day - int(month.astype("datetime64[D]").astype(np.int64))
    months = month.astype(np.int64) + ahead * _MONTHS[step.unit]
    starts = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    lengths = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) - starts
    found: IntArray = (starts + np.minimum(in_month, lengths - 1)) * _DAY + time
    return found


def _working_number(day: int) -> int:
    """Working days from Monday, 1969-12-29, to `day` (since 1970), or to the next one after it."""
    week, weekday = divmod(day + 3, 7)
    return week * _WORKING_DAYS + min(weekday, _WORKING_DAYS)


def _working_day(number: IntArray) -> IntArray:
    week, weekday = np.divmod(number, _WORKING_DAYS)
    day: IntArray = week * 7 + weekday - 3
    return day


def _look_back(schema: Schema, memories: Collection[float]) -> int | None:
    """Rows that a row looks back at: for what it remembers, and for each row before it reads."""
    calls = [call.function for node in _nodes(schema) for call in _calls(node)]
    if "cumulative" in calls:
        return None
    remembered = max((2 ** doublings(memory) - 1 for memory in memories), default=0)
    return remembered + calls.count("previous")


def _nodes(schema: Schema) -> Iterator[Node]:
    for column in schema.columns:
        for _, source in column.expressions():
            yield parse(source)
    for driver in schema.drivers:
        for term in driver.by:
            yield parse(term.of)


def _calls(node: Node) -> Iterator[Call]:
    return (inner for inner in walk(node) if isinstance(inner, Call))
