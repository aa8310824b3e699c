"""Exponential marginals, cut or not, and the tilt that gives a cut one its mean."""

from __future__ import annotations

from math import exp, expm1, inf, isfinite, sqrt

import numpy as np

from rowsmith.engine.marginals.marginal import Marginal
from rowsmith.engine.values import FloatArray

_STRAIGHT = 1e-4
_STEEP = 700.0


class Exponential(Marginal):
    """Density exp(-rate (x - low)) on [low, high]; closed forms.

    Between two bounds the rate has either sign, so that every mean between them is reached:
    above the middle the density rises.
    """

    def __init__(self, mean: float, low: float, high: float) -> None:
        if isfinite(high):
            span = high - low
            tilt = exponential_tilt((mean - low) / span)
            sd = span * sqrt(tilted_variance(tilt))
            self._rate = tilt / span
        else:
            sd = mean - low
            self._rate = 1.0 / sd
        super().__init__(mean, sd, low, high)
        # Rates above 0 count from low, below 0 from high: the exponential never overflows.
        self._origin, self._sign = (low, 1.0) if self._rate >= 0 else (high, -1.0)
        self._pace = abs(self._rate)
        self._mass = -expm1(-self._pace * (high - low)) if isfinite(high) else 1.0

    def quantile(self, u: FloatArray) -> FloatArray:
        """See `Marginal.quantile`."""
        if not self._pace:
            return np.clip(self.low + u * (self.high - self.low), self.low, self.high)
        rank = u if self._sign > 0 else 1.0 - u
        # A rank of 1 counts as just below it.
        x = np.log1p(np.maximum(rank * -self._mass, -1.0 + 2.0**-53))
        x *= -self._sign / self._pace
        x += self._origin
        return np.clip(x, self.low, self.high, out=x)

    def cdf(self, x: FloatArray) -> FloatArray:
        """See `Marginal.cdf`."""
        x = np.clip(x, self.low, self.high)
        if not self._pace:
            return (x - self.low) / (self.high - self.low)
        with np.errstate(over="ignore"):
            rank = np.expm1((self._origin - x) * (self._sign * self._pace)) / -self._mass
        return rank if self._sign > 0 else 1.0 - rank


def exponential_tilt(share: float) -> float:
    """The t for which density exp(-t x) on [0, 1] has the mean `share`, in (0, 1).

    Positive below 1/2, negative above, 0 at 1/2.
    """
    if share > 0.5:
        return -exponential_tilt(1.0 - share)
    if share == 0.5:
        return 0.0
    if share < 1.0 / _STEEP:
        return 1.0 / share
    # The mean falls with t and is convex there: Newton's steps from the left never overshoot.
    tilt = 12.0 * (0.5 - share)
    for _ in range(100):
        step = (tilted_mean(tilt) - share) / tilted_variance(tilt)
        tilt += step
        if abs(step) <= 1e-13 * (1.0 + tilt):
            break
    return tilt


def tilted_mean(tilt: float) -> float:
    """The mean of density exp(-tilt x) on [0, 1], for a tilt of at least 0."""
    if tilt < _STRAIGHT:
        return 0.5 - tilt / 12.0
    return 1.0 / tilt - (1.0 / expm1(tilt) if tilt < _STEEP else 0.0)


def tilted_variance(tilt: float) -> float:
    """The variance of density exp(-tilt x) on [0, 1], for a tilt of either sign."""
    tilt = abs(tilt)
    if tilt < 0.05:
        return 1.0 / 12.0 - tilt**2 / 240.0 + tilt**4 / 6048.0
    if tilt >= _STEEP:
        return 1.0 / tilt**2
    return 1.0 / tilt**2 - exp(-tilt) / expm1(-tilt) ** 2


def largest_normal_sd(mean: float, low: float, high: float) -> float:
    """The limit of the sd of a normal cut to [low, high] with this mean; infinite without bounds.

    As its own sd grows without end, a cut normal becomes an exponential of the same mean.
    """
    if isfinite(low) and isfinite(high):
        span = high - low
        return span * sqrt(tilted_variance(exponential_tilt((mean - low) / span)))
    if isfinite(low):
        return mean - low
    return high - mean if isfinite(high) else inf
