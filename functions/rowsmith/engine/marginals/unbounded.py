"""Normal and lognormal marginals that no bound cuts: closed forms."""

from __future__ import annotations

from math import inf, log, log1p, sqrt

import numpy as np

from rowsmith.engine.marginals.tabulated import NORMAL_KNOTS, Tabulated

# Bounds that leave out less than about 1e-12 of the mass and of the second moment.
_Z_REACH = 7.2


def normal_is_cut(mean: float, sd: float, low: float, high: float) -> bool:
    """Whether the bounds take away more than 1e-12 of a normal distribution."""
    return mean - _Z_REACH * sd < low or mean + _Z_REACH * sd > high


def free_normal(mean: float, sd: float, low: float = -inf, high: float = inf) -> Tabulated:
    """A normal distribution that the bounds do not cut."""
    return Tabulated(
        mean + sd * NORMAL_KNOTS, mean - sd * NORMAL_KNOTS, mean=mean, sd=sd, low=low, high=high
    )


def log_parameters(mean: float, sd: float) -> tuple[float, float]:
    """The mean and sd of the logarithm of a lognormal with this mean (above 0) and sd."""
    variance = log1p((sd / mean) ** 2)
    return log(mean) - 0.5 * variance, sqrt(variance)


def lognormal_is_cut(mean: float, sd: float, low: float, high: float) -> bool:
    """Whether bounds (low at least 0) take 1e-12 of a lognormal or of its second moment."""
    mu, sigma = log_parameters(mean, sd)
    if low > 0.0 and mu - _Z_REACH * sigma < log(low):
        return True
    return high < inf and mu + (_Z_REACH + 2.0 * sigma) * sigma > log(high)


def free_lognormal(mean: float, sd: float, *, origin: float, low: float, high: float) -> Tabulated:
    """A lognormal that starts at `origin` and that the bounds do not cut."""
    mu, sigma = log_parameters(mean - origin, sd)
    with np.errstate(over="ignore"):
        lower = origin + np.exp(mu + sigma * NORMAL_KNOTS)
        upper = origin + np.exp(mu - sigma * NORMAL_KNOTS)
    return Tabulated(lower, upper, mean=mean, sd=sd, low=low, high=high)
