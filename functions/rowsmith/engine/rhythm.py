"""Rhythms: how much happens at which hour, on which weekday, in which season.

Weights are relative and multiply; they are plain stylised patterns, not a time series.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rowsmith.engine.values import FloatArray, IntArray

_DAY = 86_400

# By hour of the day, from midnight.
_BUSINESS = (
    0,
    0,
    0,
    0,
    0,
    0,
    0.1,
    0.5,
    3,
    6,
    7,
    6.5,
    4.5,
    5.5,
    6.5,
    6,
    5,
    3,
    0.8,
    0.3,
    0.1,
    0,
    0,
    0,
)
_RUSH = (
    0.3,
    0.2,
    0.1,
    0.1,
    0.3,
    1,
    3,
    7,
    8,
    5,
    3,
    3,
    3.2,
    3.2,
    3.5,
    4.5,
    7,
    8,
    6,
    4,
    2.5,
    2,
    1.3,
    0.7,
)
_EVENING = (
    1.2,
    0.6,
    0.3,
    0.2,
    0.2,
    0.2,
    0.4,
    0.8,
    1,
    1.2,
    1.4,
    1.7,
    2,
    2,
    1.8,
    1.8,
    2.2,
    3.5,
    5.5,
    7,
    7.5,
    6.5,
    4.5,
    2.5,
)
# By day of the week, from Monday.
_WEEKDAYS = (1, 1.05, 1.05, 1.05, 1, 0.3, 0.2)
_WEEKENDS = (0.6, 0.6, 0.65, 0.75, 1.1, 1.9, 1.6)
# By month, from January.
_SUMMER = (0.55, 0.6, 0.75, 0.95, 1.15, 1.4, 1.6, 1.55, 1.2, 0.9, 0.65, 0.6)
_WINTER = (1.6, 1.45, 1.15, 0.9, 0.7, 0.6, 0.55, 0.55, 0.7, 0.95, 1.25, 1.55)
_HOLIDAYS = (0.85, 0.8, 0.85, 0.9, 0.95, 0.9, 0.9, 0.9, 0.9, 1, 1.6, 2)

GROWTH = 2.0
"""How much more happens at the end of a range than at its start."""


def _hours(weights: tuple[float, ...]) -> Callable[[IntArray], FloatArray]:
    return lambda seconds: np.array(weights, dtype=np.float64)[seconds % _DAY // 3_600]


def _days(weights: tuple[float, ...]) -> Callable[[IntArray], FloatArray]:
    # 1970-01-01 was a Thursday.
    return lambda seconds: np.array(weights, dtype=np.float64)[(seconds // _DAY + 3) % 7]


def _months(weights: tuple[float, ...]) -> Callable[[IntArray], FloatArray]:
    def of(seconds: IntArray) -> FloatArray:
        months = (seconds // _DAY).astype("datetime64[D]").astype("datetime64[M]")
        return np.array(weights, dtype=np.float64)[months.astype(np.int64) % 12]

    return of


def _growth(seconds: IntArray) -> FloatArray:
    return np.linspace(1.0, GROWTH, len(seconds))


RHYTHMS: dict[str, Callable[[IntArray], FloatArray]] = {
    "business_hours": _hours(_BUSINESS),
    "rush_hours": _hours(_RUSH),
    "evenings": _hours(_EVENING),
    "weekdays": _days(_WEEKDAYS),
    "weekends": _days(_WEEKENDS),
    "summer": _months(_SUMMER),
    "winter": _months(_WINTER),
    "holidays": _months(_HOLIDAYS),
    "growth": _growth,
}
_BY_HOUR = ("business_hours", "rush_hours", "evenings")


def slot_weights(seconds: IntArray, rhythm: list[str]) -> FloatArray:
    """The weight of each slot that starts at `seconds` (since 1970, ascending)."""
    weights = np.ones(len(seconds))
    by_days = len(seconds) > 1 and int(seconds[1] - seconds[0]) >= _DAY
    for name in rhythm:
        if not (by_days and name in _BY_HOUR):
            weights = weights * RHYTHMS[name](seconds)
    return weights if weights.any() else np.ones(len(seconds))
