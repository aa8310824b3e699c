"""Normal and lognormal marginals that no bound cuts, and how wide cut lognormals can be."""

from __future__ import annotations

from math import exp, expm1, inf, isfinite, log, log1p, sqrt

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


def largest_lognormal_sd(mean: float, low: float, high: float) -> float:
    """The limit of the sd of a lognormal on [low, high], low at least 0, with this mean.

    As its own sd grows without end, a cut lognormal becomes a power law. It starts at low
    or, for a low above 0, at 0: whichever reaches more.
    """
    if not isfinite(high):
        return inf
    from_low = _sd_of_power_law((mean - low) / (high - low), 0.0) * (high - low)
    return max(from_low, _sd_of_power_law(mean / high, low / high) * high)


def _sd_of_power_law(mean: float, low: float) -> float:
    """The sd of density x^(p - 1) on [low, 1], 0 <= low, with the p that gives this mean."""
    if low == 0.0:
        power = mean / (1.0 - mean)
    else:
        least, most = -_STEEPEST, _STEEPEST
        for _ in range(80):
            power = 0.5 * (least + most)
            if _power_law_moment(power, 1, low) < mean:
                least = power
            else:
                most = power
    return sqrt(max(_power_law_moment(power, 2, low) - mean**2, 0.0))


_STEEPEST = 1e6


def _power_law_moment(power: float, order: int, low: float) -> float:
    """E X^order of density x^(power - 1) on [low, 1]."""
    if low == 0.0:
        return power / (power + order)
    return exp(_log_power_integral(power + order, low) - _log_power_integral(power, low))


def _log_power_integral(power: float, low: float) -> float:
    """The logarithm of the integral of x^(power - 1) over [low, 1], 0 < low < 1."""
    depth = -log(low)
    steep = abs(power) * depth
    # The integral of exp(power y) over [-depth, 0]; rising or falling, from its larger end.
    height = max(-power * depth, 0.0)
    flat = steep < 1e-9
    return height + (log(depth) if flat else log(-expm1(-steep)) - log(abs(power)))
