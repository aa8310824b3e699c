"""How well the best possible model can predict a driven column.

Best possible means: given the printed cells that the column was made from. The figures are
exact for the pilot's distribution of scores, not measured on a sample of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from rowsmith.engine.drivers.latent import Bins
from rowsmith.engine.values import FloatArray

_NODES, _NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(41)
_NODE_WEIGHTS = _NODE_WEIGHTS / _NODE_WEIGHTS.sum()


def auc(weight: FloatArray, probability: FloatArray) -> float:
    """Area under the ROC curve of the true probability as a score; 0.5 where nothing varies.

    weight: share of rows with each probability.
    """
    order = np.argsort(probability, kind="stable")
    weight, probability = weight[order], probability[order]
    positive, negative = weight * probability, weight * (1.0 - probability)
    below = np.cumsum(negative) - negative
    total = positive.sum() * negative.sum()
    return float(np.sum(positive * (below + negative / 2)) / total) if total > 0 else 0.5


def boolean_probability(bins: Bins, rates: Sequence[float], p: float) -> FloatArray:
    """P(true) in each bin, where the top `rates[case]` of L in each case is true."""
    thresholds = np.zeros(len(bins.weight))
    for number in np.unique(bins.case).tolist():
        rate = rates[number]
        threshold = bins.of_case(number).threshold(1.0 - rate, p) if 0 < rate < 1 else None
        of = bins.case == number
        thresholds[of] = threshold if threshold is not None else (-np.inf if rate >= 1 else np.inf)
    return bins.above(thresholds, p)


def best_auc(bins: Bins, rates: Sequence[float], p: float) -> float:
    """The best possible AUC of a boolean."""
    return auc(bins.weight, boolean_probability(bins, rates, p))


def best_accuracy(bins: Bins, cumulated: Sequence[FloatArray], p: float) -> float:
    """The best possible accuracy of an ordered category.

    cumulated: for each case, the cumulated shares of the levels, the last one (1) left out.
    """
    total = 0.0
    for number in np.unique(bins.case).tolist():
        of_case = bins.of_case(number)
        above = [np.ones(len(of_case.weight))]
        above += [of_case.above(of_case.threshold(float(c), p), p) for c in cumulated[number]]
        above.append(np.zeros(len(of_case.weight)))
        chances = -np.diff(np.stack(above), axis=0)
        share = float(bins.weight[bins.case == number].sum())
        total += share * float(np.sum(of_case.weight * chances.max(axis=0)))
    return total


def best_r2(bins: Bins, value: Sequence[Callable[[FloatArray], FloatArray]], p: float) -> float:
    """The best possible R2 of a number: the share of its variance that the bins' means have.

    value: for each case, from L to the number.
    """
    latents = bins.location(p)[:, None] + bins.spread(p)[:, None] * _NODES[None, :]
    values = np.empty_like(latents)
    for number in np.unique(bins.case).tolist():
        of = bins.case == number
        values[of] = value[number](latents[of].ravel()).reshape(-1, len(_NODES))
    means = values @ _NODE_WEIGHTS
    squares = np.square(values) @ _NODE_WEIGHTS
    mean = np.sum(bins.weight * means)
    variance = float(np.sum(bins.weight * squares) - mean**2)
    explained = float(np.sum(bins.weight * means**2) - mean**2)
    return max(0.0, explained / variance) if variance > 0 else 0.0


def solve_explained(measure: Callable[[float], float], target: float) -> tuple[float, float]:
    """The p from 0 to 0.95 at which `measure(p)`, which rises with p, comes nearest to target.

    Returns p and what it reaches.
    """
    low, high = 0.0, 0.95
    if measure(high) <= target:
        return high, measure(high)
    if measure(low) >= target:
        return low, measure(low)
    for _ in range(18):
        middle = (low + high) / 2
        low, high = (middle, high) if measure(middle) < target else (low, middle)
    p = round((low + high) / 2, 6)
    return p, measure(p)
