"""The functions that an expression may call, over whole columns; NaN is missing.

Dates are days since 1970-01-01. `random` and `normal` are none of these: a formula draws them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.values import BoolArray, FloatArray


def defined(result: FloatArray, where: BoolArray) -> FloatArray:
    """`result`, missing where it is not defined."""
    return np.where(where, result, np.nan)


def _least(*arguments: FloatArray) -> FloatArray:
    return reduce(np.minimum, arguments)


def _most(*arguments: FloatArray) -> FloatArray:
    return reduce(np.maximum, arguments)


def _round(value: FloatArray, places: FloatArray | None = None) -> FloatArray:
    return np.round(value, 0 if places is None else int(places[0]) if len(places) else 0)


def _clip(value: FloatArray, low: FloatArray, high: FloatArray) -> FloatArray:
    return np.minimum(np.maximum(value, low), high)


def _calendar(
    of: Callable[[NDArray[np.datetime64]], NDArray[Any]],
) -> Callable[[FloatArray], FloatArray]:
    def part(days: FloatArray) -> FloatArray:
        missing = np.isnan(days)
        whole = np.floor(np.where(missing, 0, days)).astype(np.int64)
        return np.where(missing, np.nan, of(whole.astype("datetime64[D]")).astype(np.float64))

    return part


def _hour(days: FloatArray) -> FloatArray:
    return np.floor(np.round((days - np.floor(days)) * 24, 6))


FUNCTIONS: dict[str, Callable[..., FloatArray]] = {
    "min": _least,
    "max": _most,
    "abs": np.abs,
    "round": _round,
    "floor": np.floor,
    "ceil": np.ceil,
    "sqrt": lambda value: defined(np.sqrt(value), value >= 0),
    "log": lambda value: defined(np.log(value), value > 0),
    "exp": np.exp,
    "clip": _clip,
    "days": lambda value: value,
    "hours": lambda value: value / 24.0,
    "minutes": lambda value: value / 1_440.0,
    "year": _calendar(lambda day: day.astype("datetime64[Y]").astype(np.int64) + 1970),
    "month": _calendar(lambda day: day.astype("datetime64[M]").astype(np.int64) % 12 + 1),
    "day": _calendar(lambda day: (day - day.astype("datetime64[M]")).astype(np.int64) + 1),
    "weekday": _calendar(lambda day: (day.astype(np.int64) + 3) % 7 + 1),
    "hour": _hour,
}
"""The functions by name; `typing.py` of the schema says what each takes."""
