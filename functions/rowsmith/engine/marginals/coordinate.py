"""Supports mapped onto the whole line, where densities are smooth and vanish at both ends.

On the line equal steps are enough: the trapezoid rule converges exponentially, cut edges
and power laws at a bound included (Trefethen and Weideman, "The exponentially convergent
trapezoidal rule", SIAM Review 56, 2014).

    no bound        x = y
    low alone       x = low + exp(y)
    high alone      x = high - exp(-y)
    both            x = low + (high - low) / (1 + exp(-y))

With a lower bound, y = t - exp(centre - 20 - t): y follows t, but falls away exponentially
where x is nearer to low than exp(-20) of its level. So even a power law close to 1/x, nearly
all of whose mass is at its pole, ends within a few steps more.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite, log

import numpy as np

from rowsmith.engine.values import FloatArray

_DEEP = 20.0
# exp(-650) is still a normal number, and a bound plus it is the bound.
_FAR = 650.0


@dataclass(frozen=True, slots=True)
class Coordinate:
    """The map between t on the line and x in (low, high); a bound may be infinite.

    centre: the place on the line around which the distribution lies; -inf keeps y = t.
    """

    low: float = -inf
    high: float = inf
    centre: float = 0.0

    def _y(self, t: FloatArray) -> FloatArray:
        return t - np.exp((self.centre - _DEEP) - t) if isfinite(self.low) else t

    def x(self, t: FloatArray) -> FloatArray:
        """The value at `t`; nearer to a bound than exp(-650), that far from it."""
        if not (isfinite(self.low) or isfinite(self.high)):
            return t
        y = np.clip(self._y(t), -_FAR, _FAR)
        if isfinite(self.low):
            if isfinite(self.high):
                return self.low + (self.high - self.low) / (1.0 + np.exp(-y))
            return self.low + np.exp(y)
        return self.high - np.exp(-y)

    def log_above_low(self, t: FloatArray) -> FloatArray:
        """The logarithm of x - low, however small, for a finite lower bound."""
        y = self._y(t)
        return log(self.high - self.low) - np.logaddexp(0.0, -y) if isfinite(self.high) else y

    def log_slope(self, t: FloatArray) -> FloatArray:
        """The logarithm of dx/dt, up to a constant."""
        if isfinite(self.low):
            y = self._y(t)
            deep = np.log1p(t - y)
            if isfinite(self.high):
                return deep - np.logaddexp(0.0, y) - np.logaddexp(0.0, -y)
            return deep + y
        if isfinite(self.high):
            return -t
        return np.zeros_like(t)


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
# Down to y = centre - 8000: a power law x^(p - 1) with p = 1/200 has ended.
_POLE = _DEEP + 9.0


def window_around(
    mean: float, sd: float, low: float, high: float, reach_up: float, *, pole: bool = False
) -> Window:
    """The window from 40 sd below the mean to `reach_up` sd above it, or to the bounds.

    A bound is reached within 1e-9 of the nearer of sd and mean's distance from it; with
    `pole`, `low` is so nearly that no mass is left. A bound out of reach does not count.
    """
    bottom, top = mean - _REACH * sd, mean + reach_up * sd
    low, high = (low if low > bottom else -inf), (high if high < top else inf)
    if isfinite(low):
        span = high - low if isfinite(high) else 1.0
        rest = high - mean if isfinite(high) else 1.0
        centre = log(mean - low) - log(rest)
        start = log(_NEAREST * min(sd, mean - low)) - log(span)
        start = centre - _POLE if pole else max(start, centre - _POLE)
        if isfinite(high):
            stop = log(span) - log(_NEAREST * min(sd, high - mean))
        else:
            stop = log(top - low)
        return Window(Coordinate(low, high, centre), start, stop)
    if isfinite(high):
        return Window(
            Coordinate(low, high), -log(high - bottom), -log(_NEAREST * min(sd, high - mean))
        )
    return Window(Coordinate(), bottom, top)
