"""Ranks and sums that tell what comes out of a marginal, tails included."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.marginals import Marginal

FloatArray = NDArray[np.float64]

_TAIL = np.logspace(-15, -4, 1_001)
_EDGES = np.concatenate(
    ([0.0], _TAIL[:-1], np.linspace(1e-4, 1 - 1e-4, 20_001), 1 - _TAIL[-2::-1], [1.0])
)
RANKS: FloatArray = 0.5 * (_EDGES[1:] + _EDGES[:-1])
"""Ranks of (0, 1), ascending, dense in both tails."""

WEIGHTS: FloatArray = np.diff(_EDGES)
"""The probability that each of `RANKS` stands for."""


def moments(marginal: Marginal) -> tuple[float, float]:
    """The mean and sd of what the quantile function yields, to about 1e-4 of the sd."""
    values, weights = marginal.quantile(RANKS), WEIGHTS
    found = np.unique(values)
    step = float(np.diff(found).min()) if len(found) > 1 else 1.0
    if len(found) < 5_000 and found[-1] - found[0] < 1e5 * step:
        # Few values: the probability of each, those that no rank hit included.
        values = found[0] + step * np.arange(np.rint((found[-1] - found[0]) / step) + 1)
        weights = probabilities(marginal, values + 0.5 * step)
    mean = float(weights @ values)
    return mean, float(np.sqrt(weights @ (values - mean) ** 2))


def probabilities(marginal: Marginal, values: FloatArray) -> FloatArray:
    """The probability of each of `values` (ascending), by differences of the cdf."""
    return np.diff(marginal.cdf(values), prepend=0.0)
