"""Rhythms: how much happens at which hour, on which weekday, in which season.

Weights are relative and multiply; they stand in rhythms.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from rowsmith.engine.values import FloatArray, IntArray

_DAY = 86_400

GROWTH = 2.0
"""How much more happens at the end of a range than at its start."""


def slot_weights(seconds: IntArray, rhythm: list[str]) -> FloatArray:
    """The weight of each slot that starts at `seconds` (since 1970, ascending)."""
    weights = np.ones(len(seconds))
    by_days = len(seconds) > 1 and int(seconds[1] - seconds[0]) >= _DAY
    for name in rhythm:
        if name == "growth":
            weights = weights * np.linspace(1.0, GROWTH, len(seconds))
        elif not (by_days and name in _tables()["hours"]):
            weights = weights * _weights(name, seconds)
    return weights if weights.any() else np.ones(len(seconds))


def weight_at(seconds: IntArray, rhythm: str) -> FloatArray:
    """How much of a rhythm there is at each moment (seconds since 1970); of growth, the days."""
    return seconds / _DAY if rhythm == "growth" else _weights(rhythm, seconds)


def _weights(rhythm: str, seconds: IntArray) -> FloatArray:
    part = next(part for part, table in _tables().items() if rhythm in table)
    return np.array(_tables()[part][rhythm], dtype=np.float64)[_PARTS[part](seconds)]


def _months(seconds: IntArray) -> IntArray:
    months = (seconds // _DAY).astype("datetime64[D]").astype("datetime64[M]")
    return months.astype(np.int64) % 12


_PARTS: dict[str, Callable[[IntArray], IntArray]] = {
    "hours": lambda seconds: seconds % _DAY // 3_600,
    # 1970-01-01 was a Thursday.
    "weekdays": lambda seconds: (seconds // _DAY + 3) % 7,
    "months": _months,
}


@cache
def _tables() -> Mapping[str, Mapping[str, Sequence[float]]]:
    return tomllib.loads(files("rowsmith.engine").joinpath("rhythms.toml").read_text("utf-8"))
