"""Exponential families fitted to a mean and an sd.

Every shape here has a density exp(a * t1(x) + b * t2(x)) on its support: cut by bounds or
not, continuous or on whole numbers, it stays one, with another normaliser. So the same
Newton iteration solves them all: find (a, b) where v = (x - mean) / sd has mean 0 and
variance 1.

For each of these families, two members of one mean differ by a log density with at most two
changes of sign, so that their sd rises with b: the solution is unique, the Jacobian regular,
and a damped Newton iteration finds it wherever it starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np

from rowsmith.engine.values import FloatArray

_TOLERANCE = 1e-10
_LEVEL_TOLERANCE = 1e-11
_ITERATIONS = 60
_SMALLEST_STEP = 2.0**-24
_DECIMALS = 10


@dataclass(frozen=True, slots=True)
class Statistics:
    """A family on its nodes: v, the two statistics, and the logarithm of the nodes' weights."""

    v: FloatArray
    t1: FloatArray
    t2: FloatArray
    base: FloatArray


def weighted_sum(weights: FloatArray, values: FloatArray) -> float:
    """The sum of weights times values; on one thread, which BLAS does not promise."""
    return float(np.einsum("i,i->", weights, values))


class _Moments:
    """Sums over the nodes that one Newton step needs."""

    def __init__(self, family: Statistics) -> None:
        self.family = family
        v, t1, t2 = family.v, family.t1, family.t2
        square = v * v
        self._columns = np.stack(
            (np.ones_like(v), v, square, t1, t2, v * t1, v * t2, square * t1, square * t2)
        )

    def at(self, a: float, b: float) -> tuple[FloatArray, FloatArray] | None:
        """The residual (mean of v, variance of v - 1) and its Jacobian; None where it overflows."""
        family = self.family
        log_weights = family.base + a * family.t1 + b * family.t2
        top = float(log_weights.max())
        if not np.isfinite(top):
            return None
        weights = np.exp(log_weights - top)
        sums = np.einsum("ij,j->i", self._columns, weights)
        sums = sums / sums[0]
        _, v, vv, t1, t2, v_t1, v_t2, vv_t1, vv_t2 = sums.tolist()
        residual = np.array((v, vv - 1.0))
        jacobian = np.array(((v_t1 - v * t1, v_t2 - v * t2), (vv_t1 - vv * t1, vv_t2 - vv * t2)))
        return residual, jacobian


def fit(
    family: Statistics, start: tuple[float, float], *, largest_b: float = inf
) -> tuple[float, float] | None:
    """The (a, b) whose distribution has mean 0 and variance 1 in v; None where there is none.

    b is at most `largest_b`.

    Parameters are rounded to 10 decimals, so that they do not hang on a processor's last bit.
    """
    moments = _Moments(family)
    a, b = start
    state = moments.at(a, b)
    if state is None:
        return None
    residual, jacobian = state
    error = float(residual @ residual)
    for _ in range(_ITERATIONS):
        if error < _TOLERANCE**2:
            return round(a, _DECIMALS), round(b, _DECIMALS)
        determinant = jacobian[0, 0] * jacobian[1, 1] - jacobian[0, 1] * jacobian[1, 0]
        if not determinant:
            return None
        step_a = float(jacobian[1, 1] * residual[0] - jacobian[0, 1] * residual[1]) / determinant
        step_b = float(jacobian[0, 0] * residual[1] - jacobian[1, 0] * residual[0]) / determinant
        damping = 1.0
        while damping > _SMALLEST_STEP:
            next_a, next_b = float(a - damping * step_a), float(b - damping * step_b)
            trial = moments.at(next_a, next_b) if next_b <= largest_b else None
            if trial is not None:
                next_error = float(trial[0] @ trial[0])
                if next_error < error * (1.0 - 1e-4 * damping) or next_error < _TOLERANCE**2:
                    break
            damping *= 0.5
        else:
            # Rounding ends the descent: good enough where the residual is small already.
            return (round(a, _DECIMALS), round(b, _DECIMALS)) if error < 1e-16 else None
        a, b, error = next_a, next_b, next_error
        residual, jacobian = trial
    return None


def fit_level(v: FloatArray, base: FloatArray) -> float | None:
    """The a for which weights exp(base + a v) give v the mean 0; None where there is none.

    The mean rises with a; Newton's steps are kept within the bracket found so far.
    """
    low, high = -np.inf, np.inf
    a = 0.0
    for _ in range(200):
        logs = base + a * v
        weights = np.exp(logs - logs.max())
        total = float(weights.sum())
        mean = weighted_sum(weights, v) / total
        if abs(mean) < _LEVEL_TOLERANCE:
            break
        variance = weighted_sum(weights, v * v) / total - mean * mean
        low, high = (low, a) if mean > 0.0 else (a, high)
        step = mean / variance if variance > 1e-12 else np.copysign(max(1.0, abs(a)), mean)
        following = a - float(np.clip(step, -max(2.0, abs(a)), max(2.0, abs(a))))
        if not low < following < high:
            following = 0.5 * (low + high)
        if following == a or not np.isfinite(following):
            break
        a = following
    else:
        return None
    return round(a, _DECIMALS)
