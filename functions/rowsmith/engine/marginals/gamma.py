"""Gamma marginals that no bound cuts, and how wide cut gammas and lognormals can be."""

from __future__ import annotations

from math import inf, isfinite, log, sqrt

import numpy as np

from rowsmith.engine.marginals.coordinate import window_around
from rowsmith.engine.marginals.cut import SMALLEST_POWER
from rowsmith.engine.marginals.tabulate import half_tables
from rowsmith.engine.marginals.tabulated import Tabulated
from rowsmith.engine.marginals.unbounded import free_normal
from rowsmith.engine.values import FloatArray

# Below this sd / mean, a gamma differs from a normal by less than 1e-6 in probability.
_NARROW = 1e-5
_SLIGHT = 1e-12


def gamma_is_cut(mean: float, sd: float, low: float, high: float) -> bool:
    """Whether bounds (low at least 0) take 1e-12 of a gamma or of its second moment.

    By Chernoff's bound on both sides; the second moment's measure is a gamma of power k + 2.
    """
    power = (mean / sd) ** 2
    scale = sd * sd / mean
    if low > 0.0 and not _beyond(power, low / scale, below=True):
        return True
    return isfinite(high) and not _beyond(power + 2.0, high / scale, below=False)


def _beyond(power: float, bound: float, *, below: bool) -> bool:
    """Whether a standard gamma is beyond `bound` with a probability under 1e-12."""
    ratio = bound / power
    if (ratio >= 1.0) if below else (ratio <= 1.0):
        return False
    return power * (ratio - 1.0 - log(ratio)) > -log(_SLIGHT)


def free_gamma(mean: float, sd: float, *, origin: float, low: float, high: float) -> Tabulated:
    """A gamma that starts at `origin` and that the bounds do not cut."""
    level = mean - origin
    c = sd / level
    if c < _NARROW:
        return free_normal(mean, sd, low, high)
    power = 1.0 / c**2
    window = window_around(level, sd, 0.0, inf, 10.0 + 45.0 * c)
    coordinate = window.coordinate

    def log_density(y: FloatArray) -> FloatArray:
        ratio = coordinate.x(y) / level
        # The logarithm of the ratio itself on the log scale: it may underflow as a number.
        log_ratio = y - log(level) if isfinite(coordinate.low) else np.log(ratio)
        return coordinate.log_slope(y) - log_ratio + power * (log_ratio - (ratio - 1.0))

    lower, upper = half_tables(window, log_density)
    return Tabulated(
        origin + coordinate.x(lower),
        origin + coordinate.x(upper),
        mean=mean,
        sd=sd,
        low=low,
        high=high,
    )


def largest_lognormal_sd(mean: float, span: float) -> float:
    """The limit of the sd of a lognormal on [0, span] with this mean: that of a power law."""
    if not isfinite(span):
        return inf
    share = mean / span
    power = share / (1.0 - share)
    return span * sqrt(power / (power + 2.0) - share**2)


def largest_gamma_sd(mean: float, span: float) -> float:
    """The largest sd of a gamma on [0, span] with this mean that is solved for.

    It has the smallest power allowed, and the rate that gives it its mean.
    """
    if not isfinite(span):
        return inf
    share = mean / span
    # With x = s^(1 / power), the power law is uniform in s.
    s = (np.arange(4000) + 0.5) / 4000
    x = s ** (1.0 / SMALLEST_POWER)
    low, high = -1e4, 1e4
    weights = np.ones_like(x)
    for _ in range(60):
        rate = 0.5 * (low + high)
        weights = np.exp(rate * x - max(rate, 0.0))
        weights /= weights.sum()
        if float(weights @ x) < share:
            low = rate
        else:
            high = rate
    return span * sqrt(float(weights @ (x - share) ** 2))
