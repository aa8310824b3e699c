"""Numbers whose mean and sd no shape can have: the smallest change that may make them possible."""

from __future__ import annotations

import math
from collections.abc import Callable

from rowsmith.planning.repair.draft import Json
from rowsmith.planning.repair.reading import number_in

_FROM_ZERO = frozenset({"lognormal", "exponential", "gamma", "poisson", "geometric", "binomial"})
_ROOM = 0.6
"""How much of the largest sd between two bounds is asked for: at 1 all rows stand at a bound."""
_SPAN = 100


def ease(column: Json, case: Json | None = None) -> str | None:
    """Change one thing of a number column or of its case, and say what; None where all was tried.

    Called again as long as the engine refuses, it goes on to the next thing: the sd within what
    the bounds allow, a shape that takes more, no sd, bounds, no shape.
    """
    if case is not None:
        return _fit_sd(case, column) or _other_shape(column) or _no_sd(case)
    return next((done for step in _STEPS if (done := step(column)) is not None), None)


def _fit_sd(item: Json, column: Json) -> str | None:
    mean, sd = item.get("mean"), item.get("sd")
    low, high = _bound(column, "min"), _bound(column, "max")
    if mean is None or sd is None or low is None or high is None:
        return None
    largest = _ROOM * math.sqrt(max(mean - low, 0) * max(high - mean, 0))
    if sd <= 1.01 * largest or largest == 0:
        return None
    item["sd"] = number_in(float(f"{largest:.3g}"))
    return f"its sd is {item['sd']:g}"


def _fit_column_sd(column: Json) -> str | None:
    return _fit_sd(column, column)


def _other_shape(column: Json) -> str | None:
    """The next of the shapes that take any mean and much sd between such bounds."""
    shape, mean = column.get("shape", "normal"), column.get("mean")
    low, high = _bound(column, "min"), _bound(column, "max")
    if mean is None:
        return None
    if shape == "binomial" and high is None:
        column["shape"] = "poisson"
        return "it counts without a limit"
    if shape in _FROM_ZERO and low is None and mean > 0:
        column["min"] = 0
        return "it starts at 0"
    if low is not None and high is not None:
        shapes = ["beta"]
    else:
        shapes = ["gamma", "lognormal"] if low is not None and mean > low else ["normal"]
    position = shapes.index(shape) + 1 if shape in shapes else 0
    if position == len(shapes):
        return None
    column["shape"] = shapes[position]
    return f"its shape is {column['shape']}"


def _no_sd(column: Json) -> str | None:
    return "its sd was left out" if column.pop("sd", None) is not None else None


def _bounds(column: Json) -> str | None:
    low, high = _bound(column, "min"), _bound(column, "max")
    if low is not None and high is not None:
        return None
    if low is None:
        column["min"] = low = number_in(high - _SPAN) if high is not None else 0
    if high is None:
        column["max"] = number_in((low or 0) + _SPAN)
    return f"it lies between {column['min']:g} and {column['max']:g}"


def _evenly(column: Json) -> str | None:
    """What every pair of bounds takes."""
    if column.get("shape") == "uniform" and "mean" not in column:
        return None
    column.pop("mean", None)
    column["shape"] = "uniform"
    return "it is spread evenly between its bounds"


def _bound(column: Json, key: str) -> float | None:
    value = column.get(key)
    return value if isinstance(value, int | float) else None


_STEPS: tuple[Callable[[Json], str | None], ...] = (
    _fit_column_sd,
    _other_shape,
    _no_sd,
    _bounds,
    _evenly,
)
