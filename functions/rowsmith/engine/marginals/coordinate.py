"""Supports mapped onto the whole line, where densities are smooth and vanish at both ends.

On the line equal steps are enough: the trapezoid rule converges exponentially, cut edges
and power laws at a bound included (Trefethen and Weideman, "The exponentially convergent
trapezoidal rule", SIAM Review 56, 2014).

    no bound        x = y
    low alone       x = low + exp(y)
    high alone      x = high - exp(-y)
    both            x = low + (high - low) / (1 + exp(-y))
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite, log

import numpy as np

from rowsmith.engine.values import FloatArray


@dataclass(frozen=True, slots=True)
class Coordinate:
    """The map between y on the line and x in (low, high); a bound may be infinite."""

    low: float = -inf
    high: float = inf

    def x(self, y: FloatArray) -> FloatArray:
        """The value at `y`."""
        if isfinite(self.low):
            if isfinite(self.high):
                return self.low + (self.high - self.low) / (1.0 + np.exp(-y))
            return self.low + np.exp(y)
        if isfinite(self.high):
            return self.high - np.exp(-y)
        return y

    def log_slope(self, y: FloatArray) -> FloatArray:
        """The logarithm of dx/dy, up to a constant."""
        if isfinite(self.low):
            if isfinite(self.high):
                size = np.abs(y)
                return -size - 2.0 * np.log1p(np.exp(-size))
            return y
        if isfinite(self.high):
            return -y
        return np.zeros_like(y)

    def y(self, above_low: float, below_high: float) -> float:
        """The place of the value that lies so far above `low` and below `high`.

        Where there is no bound on a side, its distance is not used; without any, see `x`.
        """
        if isfinite(self.low):
            if isfinite(self.high):
                return log(above_low) - log(below_high)
            return log(above_low)
        return -log(below_high)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the line that holds (nearly) all of a distribution."""

    coordinate: Coordinate
    start: float
    stop: float

    def nodes(self, count: int) -> FloatArray:
        """`count` equally spaced places, both ends included."""
        return np.linspace(self.start, self.stop, count)


_REACH = 40.0
_NEAREST = 1e-9


def window_around(mean: float, sd: float, low: float, high: float, reach_up: float) -> Window:
    """The window from 40 sd below the mean to `reach_up` sd above it, or to the bounds.

    A bound is reached within 1e-9 of the nearer of sd and mean's distance from it: below
    that, all that is left is a tail of known form. A bound out of reach does not count.
    """
    bottom, top = mean - _REACH * sd, mean + reach_up * sd
    coordinate = Coordinate(low if low > bottom else -inf, high if high < top else inf)
    if coordinate == Coordinate():
        return Window(coordinate, bottom, top)
    span_low, span_high = mean - coordinate.low, coordinate.high - mean
    nearest_low, nearest_high = _NEAREST * min(sd, span_low), _NEAREST * min(sd, span_high)
    if isfinite(coordinate.low):
        start = coordinate.y(nearest_low, coordinate.high - coordinate.low)
    else:
        start = coordinate.y(inf, coordinate.high - bottom)
    if isfinite(coordinate.high):
        stop = coordinate.y(coordinate.high - coordinate.low, nearest_high)
    else:
        stop = coordinate.y(top - coordinate.low, inf)
    return Window(coordinate, start, stop)
