"""Gamma marginals that no bound cuts, and how wide cut gammas and lognormals can be."""

from __future__ import annotations

from math import inf, isfinite, log, sqrt

import numpy as np

from rowsmith.engine.marginals.coordinate import window_around
from rowsmith.engine.marginals.cut import Cut, tabulated
from rowsmith.engine.marginals.families import GAMMA, SMALLEST_POWER
from rowsmith.engine.marginals.fitting import fit_level, weighted_sum
from rowsmith.engine.marginals.tabulated import Tabulated
from rowsmith.engine.marginals.unbounded import free_normal

# Below this sd / mean, a gamma differs from a normal by less than 1e-6 in probability.
_NARROW = 1e-5
_SLIGHT = 1e-12
_NODES = 1024


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
    window = window_around(level, sd, 0.0, inf, 10.0 + 45.0 * c, pole=True)
    member = Cut(GAMMA, window, level, sd, *GAMMA.start(c))
    return tabulated(member, origin=origin, low=low, high=high)


def largest_gamma_sd(mean: float, low: float, high: float) -> float:
    """The largest sd of a gamma on [low, high] with this mean that is solved for.

    It has the smallest power allowed and, between bounds, the rate that gives it its mean. It
    starts at low or, for a low above 0, at 0: whichever reaches more.
    """
    if not isfinite(high):
        return (mean - low) / sqrt(SMALLEST_POWER)
    origins = {low, min(low, 0.0)}
    return max(_sd_of_power(mean - origin, low - origin, high - origin) for origin in origins)


def _sd_of_power(mean: float, low: float, high: float) -> float:
    """The sd on [low, high] of x^(SMALLEST_POWER - 1), tilted until it has this mean."""
    span = high - low
    window = window_around(mean, span, low, high, 1.0, pole=low == 0.0)
    coordinate = window.coordinate
    t = window.nodes(_NODES)
    x = coordinate.x(t)
    log_x = coordinate.log_above_low(t) if low == 0.0 else np.log(x)
    base = coordinate.log_slope(t) + (SMALLEST_POWER - 1.0) * log_x
    v = (x - mean) / span
    tilt = fit_level(v, base)
    if tilt is None:
        return 0.0
    logs = base + tilt * v
    weights = np.exp(logs - logs.max())
    return span * sqrt(weighted_sum(weights, v * v) / float(weights.sum()))
