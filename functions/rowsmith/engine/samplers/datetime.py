"""`datetime`: a range with a rhythm, or after another column."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from rowsmith.engine.arrays import numbers
from rowsmith.engine.block import Block
from rowsmith.engine.draw import WeightedTable
from rowsmith.engine.evaluate import DAY, day_number, evaluate_number
from rowsmith.engine.rhythm import slot_weights
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.steps import MOST_LOOKED_BACK, moments, steps_within
from rowsmith.engine.values import Datetimes, FloatArray, IntArray, Precision, Values
from rowsmith.schema.columns import Column, DatetimeColumn
from rowsmith.schema.expressions import parse
from rowsmith.schema.moments import resolve
from rowsmith.schema.steps import parse_step

UNITS: dict[str, int] = {"day": 86_400, "hour": 3_600, "minute": 60, "second": 1}
"""Seconds in a unit of each precision."""

DAY_SECONDS = UNITS["day"]

DEFAULT_YEARS = "today-2y"
DELAY_SKEW = 1.6
"""Power of the uniform that a drawn delay is made of: most things happen soon after."""

MAX_SLOTS = 300_000
"""Hours in a range above which its rhythm is kept by days (34 years)."""


LAST_SECOND = (day_number(date.max) + 1) * DAY_SECONDS - 1
"""The last second that a calendar has."""

ALL_DAYS = (date.max - date.min).days


@dataclass(frozen=True, slots=True)
class Range:
    """Seconds from start to end, both inclusive."""

    start: int
    end: int


def datetime_sampler(
    column: DatetimeColumn, context: Context
) -> RangeSampler | AfterSampler | StepSampler:
    """The sampler of a `datetime` column."""
    if column.every is not None:
        return StepSampler(column, context)
    if column.after is not None:
        return AfterSampler(column, context)
    return RangeSampler(column, context)


def date_range(column: DatetimeColumn, context: Context) -> Range:
    """Where the column's moments lie: by default the two years up to today, and never after.

    A start in the future is a wish for the future: the range is then the year after it.
    """
    start = resolve(column.start or DEFAULT_YEARS, today=context.today)
    end = _end(column, context)
    if start.seconds > end:
        end = resolve(column.end or "today", today=context.today, end=True).seconds
    if column.end is None and start.seconds > end:
        return Range(start.seconds, min(start.seconds + 366 * DAY_SECONDS, LAST_SECOND))
    return Range(start.seconds, end)


def _end(column: DatetimeColumn, context: Context) -> int:
    """The last second: as stated, else of today; earlier where what follows needs the room."""
    today = context.today
    end = resolve(column.end or "today", today=today, end=True)
    room = _days_for_followers(column, context)
    if end.is_time or not room or end.seconds // DAY_SECONDS != day_number(today):
        return end.seconds
    return resolve(f"today-{room}d", today=today, end=True).seconds


def _days_for_followers(column: DatetimeColumn, context: Context) -> int:
    """How many days before today a column must end, so that nothing after it lies beyond today.

    What follows in coarser steps starts at its next one: the day after, at the latest.
    """
    followers = [
        other
        for other in _all_columns(context)
        if isinstance(other, DatetimeColumn) and other.after == column.name
    ]
    return max(
        (
            _days_for_followers(other, context) + (UNITS[other.precision] > UNITS[column.precision])
            for other in followers
        ),
        default=0,
    )


def _all_columns(context: Context) -> list[Column]:
    return [column for _, column in context.schema.subjects()]


class RangeSampler:
    """Moments or times of day within a range."""

    def __init__(self, column: DatetimeColumn, context: Context) -> None:
        self._name = column.name
        self._is_time = column.is_time_of_day
        self._precision: Precision = "time" if self._is_time else column.precision
        self._unit = 60 if self._is_time and column.precision == "day" else UNITS[column.precision]
        bounds = date_range(column, context)
        first = -(-bounds.start // self._unit)
        last = bounds.end // self._unit
        if last < first:
            context.refuse(
                f"columns.{column.name}", "has no whole unit of its precision in its range"
            )
            last = first
        self._first, self._count = first, last - first + 1
        self._slots = None
        if column.rhythm:
            self._slots = _Slots(self._first, self._count, self._unit, list(column.rhythm))

    def sample(self, block: Block) -> Values:
        """Seconds cut to the precision."""
        stream = block.streams(self._name)
        if self._slots is None:
            units = self._first + (stream.uniform("moment") * self._count).astype(np.int64)
        else:
            units = self._slots.units(stream.bits("slot"), stream.uniform("moment"))
        return Datetimes(units * self._unit, self._precision)


class _Slots:
    """A range cut into hours (or days), weighted by a rhythm."""

    def __init__(self, first: int, count: int, unit: int, rhythm: list[str]) -> None:
        seconds = count * unit
        slot = (
            UNITS["hour"] if unit < UNITS["day"] and seconds / 3_600 <= MAX_SLOTS else UNITS["day"]
        )
        self._units_a_slot = max(1, slot // unit)
        lowest = first // self._units_a_slot
        highest = (first + count - 1) // self._units_a_slot
        starts = np.arange(lowest, highest + 1) * self._units_a_slot
        self._start = np.maximum(starts, first)
        self._length = np.minimum(starts + self._units_a_slot, first + count) - self._start
        at = starts * unit
        self._table = WeightedTable(slot_weights(at, rhythm) * self._length)

    def units(self, bits: np.ndarray, within: FloatArray) -> IntArray:
        slots = self._table.codes(bits)
        units: IntArray = self._start[slots] + (within * self._length[slots]).astype(np.int64)
        return units


class StepSampler:
    """The same moments for every subject, a step apart: from `start`, or up to `end`."""

    def __init__(self, column: DatetimeColumn, context: Context) -> None:
        assert context.series is not None  # noqa: S101
        self._series = context.series
        self._step = parse_step(column.every or "")
        self._precision: Precision = column.shown_precision
        self._unit = UNITS[column.shown_precision]
        self._first = self._first_moment(column, context.today)
        self._refuse_what_does_not_fit(column, context)

    def _first_moment(self, column: DatetimeColumn, today: date) -> int:
        if column.start is not None:
            first = resolve(column.start, today=today).seconds
            # Working days start with one.
            return int(moments(first, self._step, np.array([0]))[0])
        last = resolve(column.end or "today", today=today).seconds
        return int(moments(last, self._step, np.array([1 - self._series.steps]))[0])

    def _refuse_what_does_not_fit(self, column: DatetimeColumn, context: Context) -> None:
        fitting = steps_within(column, context.today)
        steps = self._series.steps
        if fitting is not None and fitting < steps:
            subject = context.schema.entities[0].name if context.schema.entities else None
            context.refuse(
                f"columns.{column.name}.end",
                f"leaves room for {fitting:,} steps of '{column.every}' from '{column.start}', and "
                + (
                    f"each {subject} has {steps:,} rows; set its rows_per_entity to {fitting}"
                    if subject is not None
                    else f"{steps:,} rows are asked for; ask for {fitting:,}"
                )
                + ", or leave end out",
            )
        if self._series.look_back is None and steps > MOST_LOOKED_BACK:
            context.refuse(
                f"columns.{column.name}.every",
                f"makes {steps:,} steps in a row; `cumulative` adds up at most "
                f"{MOST_LOOKED_BACK:,}: take a longer step, or several subjects",
            )

    def sample(self, block: Block) -> Values:
        """Each row's moment, cut to the precision."""
        seconds = moments(self._first, self._step, self._series.step_of(block.numbers))
        return Datetimes(seconds // self._unit * self._unit, self._precision)


class AfterSampler:
    """Moments after another column: drawn within a number of days, or exactly computed."""

    def __init__(self, column: DatetimeColumn, context: Context) -> None:
        self._name = column.name
        self._after = column.after or ""
        self._precision: Precision = column.precision
        self._unit = UNITS[column.precision]
        self._computed = parse(column.within) if isinstance(column.within, str) else None
        self._within = column.within if isinstance(column.within, int | float) else None
        self._end = _end(column, context)
        self._end_is_stated = column.end is not None

    def sample(self, block: Block) -> Values:
        """The parent's moment and a delay; what the parent lacks is missing here too."""
        parent = block.values[self._after]
        days = numbers(parent)
        missing = np.isnan(days)
        start = np.round(np.where(missing, 0.0, days) * DAY).astype(np.int64)
        start = -(-start // self._unit)
        if self._computed is not None:
            later = evaluate_number(self._computed, block.scope())
            missing |= np.isnan(later)
            units = start + self._whole_units(np.nan_to_num(later))
        else:
            units = start + self._drawn_units(block, start)
        units = np.minimum(units, LAST_SECOND // self._unit)
        return Datetimes(units * self._unit, self._precision, missing if missing.any() else None)

    def _whole_units(self, days: FloatArray) -> IntArray:
        units: IntArray = np.round(np.clip(days, 0.0, ALL_DAYS) * DAY / self._unit).astype(np.int64)
        return units

    def _drawn_units(self, block: Block, start: IntArray) -> IntArray:
        """Delays that end at `end` at the latest, where the start leaves room for one."""
        room = self._end // self._unit - start
        if self._within is not None:
            most = int(min(self._within, ALL_DAYS) * DAY // self._unit)
            # A start beyond the end was asked for; what follows it then is too.
            room = (
                np.where(room < 0, most, np.minimum(room, most))
                if not self._end_is_stated
                else np.minimum(room, most)
            )
        room = np.maximum(room, 0)
        rank = block.streams(self._name).uniform("delay")
        units: IntArray = np.floor(rank**DELAY_SKEW * (room + 1)).astype(np.int64)
        return np.minimum(units, room)
