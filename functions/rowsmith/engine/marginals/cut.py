"""Normal, lognormal and gamma marginals within bounds: solved for mean and sd.

With v = (x - mean) / sd and c = sd / |mean - origin|, all three are families whose second statistic
is close to v^2 where c is small, so that (0, -1/2) is where every search may start:

    normal      t1 = v                  t2 = v^2
    lognormal   t1 = log(1 + c v) / c   t2 = t1^2
    gamma       t1 = v                  t2 = 2 (c v - log(1 + c v)) / c^2
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

import numpy as np

from rowsmith.engine.marginals.coordinate import Window, window_around
from rowsmith.engine.marginals.family import Statistics, fit
from rowsmith.engine.marginals.tabulate import half_tables
from rowsmith.engine.marginals.tabulated import Tabulated
from rowsmith.engine.values import FloatArray

_NODES = 640
_REACH_TRIES = (40.0, 600.0, 3e4, 1e6)
_NEGLIGIBLE = 1e-10

SMALLEST_POWER = 0.1
"""The smallest shape parameter of a gamma that bounds cut: below, nearly all is at an end."""


@dataclass(frozen=True)
class Family:
    """A two-parameter family of positive or real values.

    statistics: (x, mean, sd) -> (t1, t2); x, mean in units from the family's origin.
    start: (c) -> the parameters (a, b) where no bound cuts.
    smallest_power: of a density that is a power of x (less 1) at the origin; None for others.
    """

    statistics: Callable[[FloatArray, float, float], tuple[FloatArray, FloatArray]]
    start: Callable[[float], tuple[float, float]]
    smallest_power: float | None = None

    def largest_b(self, c: float) -> float:
        """The largest b that is still this shape."""
        return 0.0 if self.smallest_power is None else 0.5 * (1.0 - self.smallest_power) * c * c


def _normal_statistics(x: FloatArray, mean: float, sd: float) -> tuple[FloatArray, FloatArray]:
    v = (x - mean) / sd
    return v, v * v


def _log_statistics(x: FloatArray, mean: float, sd: float) -> tuple[FloatArray, FloatArray]:
    logs = np.log(x / mean) * (mean / sd)
    return logs, logs * logs


def _gamma_statistics(x: FloatArray, mean: float, sd: float) -> tuple[FloatArray, FloatArray]:
    c = sd / mean
    v = (x - mean) / sd
    return v, (2.0 / c**2) * (c * v - np.log(x / mean))


def _normal_start(_: float) -> tuple[float, float]:
    return 0.0, -0.5


def _lognormal_start(c: float) -> tuple[float, float]:
    # Density in x: exp(-(log x - mu)^2 / (2 s^2)) / x, with t1 = log(x / mean) / c.
    variance = float(np.log1p(c * c))
    return -1.5 * c, -0.5 * c * c / variance


def _gamma_start(c: float) -> tuple[float, float]:
    # (k - 1) log x - x / scale, with k = 1 / c^2.
    power = 1.0 / c**2 - 1.0
    return -c, -0.5 * power * c * c


NORMAL = Family(_normal_statistics, _normal_start)
LOGNORMAL = Family(_log_statistics, _lognormal_start)
GAMMA = Family(
    _gamma_statistics,
    _gamma_start,
    smallest_power=SMALLEST_POWER,
)


def cut_marginal(
    family: Family, *, mean: float, sd: float, low: float, high: float, origin: float = 0.0
) -> Tabulated | None:
    """The family's member on [low, high] with this mean and sd; None where there is none.

    origin: where a positive family starts; low is at least that (and 0 for the normal).
    """
    for reach in _REACH_TRIES:
        window = window_around(mean - origin, sd, low - origin, high - origin, reach)
        solved = _solve(family, window, mean - origin, sd)
        if solved is None:
            return None
        parameters, far_share = solved
        if far_share < _NEGLIGIBLE or isfinite(window.coordinate.high):
            return _tabulated(family, window, parameters, mean, sd, low, high, origin)
    return None


def _solve(
    family: Family, window: Window, mean: float, sd: float
) -> tuple[tuple[float, float], float] | None:
    """The parameters, and the share of the second moment at the window's upper end."""
    y = window.nodes(_NODES)
    x = window.coordinate.x(y)
    t1, t2 = family.statistics(x, mean, sd)
    base = window.coordinate.log_slope(y)
    v = (x - mean) / sd
    has_head = family.smallest_power is not None and window.coordinate.low == 0.0
    spacing = float(y[1] - y[0]) if has_head else 0.0
    largest_b = family.largest_b(sd / mean if mean else 1.0)
    start = family.start(sd / abs(mean) if mean else 1.0)
    parameters = fit(
        Statistics(v, t1, t2, base, spacing),
        (start[0], min(start[1], largest_b)),
        largest_b=largest_b,
    )
    if parameters is None:
        return None
    logs = base + parameters[0] * t1 + parameters[1] * t2
    weights = np.exp(logs - logs.max()) * v * v
    return parameters, float(weights[-1] / weights.sum())


def _tabulated(
    family: Family,
    window: Window,
    parameters: tuple[float, float],
    mean: float,
    sd: float,
    low: float,
    high: float,
    origin: float,
) -> Tabulated:
    coordinate = window.coordinate
    a, b = parameters

    def log_density(y: FloatArray) -> FloatArray:
        t1, t2 = family.statistics(coordinate.x(y), mean - origin, sd)
        return coordinate.log_slope(y) + a * t1 + b * t2

    lower, upper = half_tables(window, log_density)
    return Tabulated(
        origin + coordinate.x(lower),
        origin + coordinate.x(upper),
        mean=mean,
        sd=sd,
        low=low,
        high=high,
    )
