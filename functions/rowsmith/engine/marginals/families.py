"""The families that bounds may cut: normal, lognormal and gamma.

With v = (x - mean) / sd, c = sd / mean, x and mean measured from where the family starts,
all three have a second statistic close to v^2 where c is small:

    normal      t1 = v                  t2 = v^2
    lognormal   t1 = log(1 + c v) / c   t2 = t1^2
    gamma       t1 = v                  t2 = 2 (c v - log(1 + c v)) / c^2
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rowsmith.engine.values import FloatArray

SMALLEST_POWER = 0.005
"""The smallest shape parameter of a gamma: below, nearly all of it is at its start."""

Pair = tuple[FloatArray, FloatArray]


@dataclass(frozen=True)
class Family:
    """A two-parameter family.

    statistics: (v, log_ratio, c) -> (t1, t2); log_ratio is log(1 + c v), exact near the origin.
    start: (c) -> the parameters (a, b) where no bound cuts.
    positive: whether it starts at an origin, where its density may have a pole.
    smallest_power: of a density that is a power of x (less 1) at the origin; None for others.
    """

    statistics: Callable[[FloatArray, FloatArray, float], Pair]
    start: Callable[[float], tuple[float, float]]
    positive: bool = True
    smallest_power: float | None = None

    def largest_b(self, c: float) -> float:
        """The largest b that is still this shape."""
        return 0.0 if self.smallest_power is None else 0.5 * (1.0 - self.smallest_power) * c * c


def _normal_statistics(v: FloatArray, _log_ratio: FloatArray, _c: float) -> Pair:
    return v, v * v


def _log_statistics(_v: FloatArray, log_ratio: FloatArray, c: float) -> Pair:
    logs = log_ratio / c
    return logs, logs * logs


def _gamma_statistics(v: FloatArray, log_ratio: FloatArray, c: float) -> Pair:
    return v, (2.0 / c**2) * (c * v - log_ratio)


def _normal_start(_c: float) -> tuple[float, float]:
    return 0.0, -0.5


def _lognormal_start(c: float) -> tuple[float, float]:
    # Density in x: exp(-(log x - mu)^2 / (2 s^2)) / x, with t1 = log(x / mean) / c.
    variance = float(np.log1p(c * c))
    return -1.5 * c, -0.5 * c * c / variance


def _gamma_start(c: float) -> tuple[float, float]:
    # (k - 1) log x - x / scale, with k = 1 / c^2.
    return -c, -0.5 * (1.0 - c * c)


NORMAL = Family(_normal_statistics, _normal_start, positive=False)
LOGNORMAL = Family(_log_statistics, _lognormal_start)
GAMMA = Family(_gamma_statistics, _gamma_start, smallest_power=SMALLEST_POWER)
