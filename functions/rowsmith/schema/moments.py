"""The moments a `datetime` column may start and end at.

    2024-01-31    2024-01-31 08:30    2024    2024-06     08:00    today    today-730d    today+2y

Relative moments stay relative in the schema; they are resolved against the day on which
the dataset is made.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_RELATIVE = re.compile(r"^today(?:\s*([+-])\s*(\d{1,5})\s*(d|w|m|y)[a-z]*)?$")
_TIME = re.compile(r"^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$")
_MONTH = re.compile(r"^(\d{4})(?:-(\d{2}))?$")
_UNITS = {"d": 1, "w": 7}
_EPOCH = datetime(1970, 1, 1)
_DAY = 86_400
EARLIEST, LATEST = date.min, date.max
"""The first and the last day that there is: of the years 1 and 9999."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment or a time of day.

    seconds: since 1970-01-01, or since midnight for a time of day.
    is_time: whether it is a time of day.
    """

    seconds: int
    is_time: bool = False


def resolve(text: str, *, today: date, end: bool = False) -> Moment:
    """The moment that `text` names; with `end`, the last second of a day, month or year named.

    Raises ValueError, which says what is allowed.
    """
    text = text.strip()
    if match := _TIME.match(text):
        hours, minutes, seconds = (int(group or 0) for group in match.groups())
        return Moment(hours * 3600 + minutes * 60 + seconds, is_time=True)
    if match := _RELATIVE.match(text.lower()):
        day = _shift(today, *match.groups()) if match.group(1) else today
        return _of_day(day, end)
    if match := _MONTH.match(text):
        year, month = int(match.group(1)), match.group(2)
        first = int(month or (12 if end else 1))
        if not 1 <= first <= 12 or not EARLIEST.year <= year <= LATEST.year:
            raise ValueError(_ALLOWED.format(text=text))
        return _of_day(date(year, first, monthrange(year, first)[1] if end else 1), end)
    return _iso(text, end)


_ALLOWED = (
    "'{text}' is not a moment; write 2024-01-31, 2024-01-31 08:30, 08:30, today or today-730d, "
    "in the years 0001 to 9999"
)


def _iso(text: str, end: bool) -> Moment:
    try:
        moment = datetime.fromisoformat(text.replace("Z", ""))
    except ValueError:
        raise ValueError(_ALLOWED.format(text=text)) from None
    if moment.tzinfo is not None or not EARLIEST <= moment.date() <= LATEST:
        raise ValueError(_ALLOWED.format(text=text))
    if len(text) <= 10:
        return _of_day(moment.date(), end)
    return Moment(int((moment - _EPOCH).total_seconds()))


def _of_day(day: date, end: bool) -> Moment:
    if not EARLIEST <= day <= LATEST:
        raise ValueError(_ALLOWED.format(text=day.isoformat()))
    start = int((datetime.combine(day, time()) - _EPOCH).total_seconds())
    return Moment(start + _DAY - 1 if end else start)


def _shift(day: date, sign: str, count: str, unit: str) -> date:
    number = int(count) * (1 if sign == "+" else -1)
    try:
        if unit in _UNITS:
            return day + timedelta(days=number * _UNITS[unit])
        months = day.year * 12 + day.month - 1 + (number if unit == "m" else 12 * number)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        raise ValueError(_ALLOWED.format(text=f"today{sign}{count}{unit}")) from None
