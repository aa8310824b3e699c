"""Age and birth date, which agree to the day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.draw import WeightedTable
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import IntArray

OLDEST = 130
YOUNGEST_DRAWN, OLDEST_DRAWN = 18, 90
DAY_SECONDS = 86_400
_EPOCH = date(1970, 1, 1).toordinal()

# Adults: level to 60, then falling in a straight line.
_ADULTS = WeightedTable(
    [min(1.0, (95 - age) / 35) for age in range(YOUNGEST_DRAWN, OLDEST_DRAWN + 1)]
)


def draw_age(stream: Stream) -> IntArray:
    """Full years, 18 to 90."""
    return _ADULTS.codes(stream.bits("age")).astype(np.int64) + YOUNGEST_DRAWN


def birth_days(stream: Stream, age: NDArray[np.number], as_of: date) -> IntArray:
    """Days since 1970-01-01 on which someone who is `age` full years old at `as_of` was born.

    A part of a year is cut off; an age outside 0 to 130 counts as the nearer bound.
    """
    last = _last_birthdays(as_of)
    years = np.clip(np.nan_to_num(age), 0, OLDEST).astype(np.int64)
    earliest = last[years + 1] + 1
    span = last[years] - earliest + 1
    days: IntArray = earliest + (stream.uniform("birth_date") * span).astype(np.int64)
    return days


@lru_cache(maxsize=8)
def _last_birthdays(as_of: date) -> IntArray:
    """For each age, the latest day to be born on: days since 1970-01-01."""
    days = []
    for age in range(OLDEST + 2):
        year = as_of.year - age
        day = min(as_of.day, monthrange(year, as_of.month)[1])
        days.append(date(year, as_of.month, day).toordinal() - _EPOCH)
    return np.array(days, dtype=np.int64)
