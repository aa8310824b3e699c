"""What printed cells tell of something that is not printed, estimated from the pilot.

Features come as cells of a histogram: int64[n], small numbers, one for what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rowsmith.engine.arrays import numbers, single
from rowsmith.engine.values import BoolArray, FloatArray, IntArray, Text, Values

CELLS = 48
"""Quantile cells of a feature that is a number."""

LEVELS = 200
"""Levels of a text above which it tells nothing that a model could learn."""

PASSES = 3
DEPTH = 3
ROUNDS = 80
RATE = 0.2
SMOOTHING = 20.0
"""Rows of the mean that a leaf's own mean is mixed with."""


def histogram_cells(values: Values, shown: BoolArray | bool) -> IntArray | None:
    """A feature's cells: 0 where it is not shown; None where it has too many levels to learn."""
    if isinstance(values, Text):
        coded = single(values)
        if len(coded.table) > LEVELS:
            return None
        cells = coded.codes.astype(np.int64) + 1
    else:
        found = numbers(values)
        present = found[~np.isnan(found)]
        inner = np.linspace(0, 1, CELLS + 1)[1:-1]
        edges = np.unique(np.quantile(present, inner)) if len(present) else present
        cells = np.searchsorted(edges, found, side="right").astype(np.int64) + 1
        shown = shown & ~np.isnan(found)
    if values.missing is not None:
        shown = shown & ~values.missing
    return np.where(shown, cells, 0)


def additive(target: FloatArray, features: Sequence[IntArray]) -> FloatArray:
    """The target's conditional mean as a sum of one function of each feature (backfitting)."""
    base = float(target.mean())
    parts = [np.zeros(len(target)) for _ in features]
    fitted = np.full(len(target), base)
    for _ in range(PASSES):
        for number, cells in enumerate(features):
            rest = target - fitted + parts[number]
            count = np.bincount(cells)
            mean = np.bincount(cells, rest) / np.maximum(count, 1)
            part = mean[cells]
            fitted += part - parts[number]
            parts[number] = part
    return fitted


def held_out(target: FloatArray, features: Sequence[IntArray]) -> FloatArray:
    """Predictions of the odd rows' target by boosted trees that have seen the even rows."""
    odd = np.arange(len(target)) % 2 == 1
    goal = target[~odd]
    seen = [_by_mean(cells, ~odd, goal) for cells in features]
    base = float(goal.mean())
    fitted, predicted = np.full(len(goal), base), np.full(int(odd.sum()), base)
    for _ in range(ROUNDS if seen else 0):
        rest = goal - fitted
        leaf, other = np.zeros(len(goal), np.int64), np.zeros(len(predicted), np.int64)
        for _ in range(DEPTH):
            number, at = _best_split(rest, leaf, [inside for inside, _ in seen])
            leaf = 2 * leaf + (seen[number][0] > at)
            other = 2 * other + (seen[number][1] > at)
        count = np.bincount(leaf, minlength=2**DEPTH)
        step = RATE * np.bincount(leaf, rest, minlength=2**DEPTH) / (count + SMOOTHING)
        fitted += step[leaf]
        predicted += step[other]
    return predicted


def _by_mean(cells: IntArray, seen: BoolArray, goal: FloatArray) -> tuple[IntArray, IntArray]:
    """The cells of the seen rows and of the others, numbered by the goal's mean in them."""
    count = np.bincount(cells[seen], minlength=int(cells.max()) + 1)
    total = np.bincount(cells[seen], goal, minlength=len(count))
    mean = (total + SMOOTHING * goal.mean()) / (count + SMOOTHING)
    place = np.empty(len(count), np.int64)
    place[np.argsort(mean, kind="stable")] = np.arange(len(count))
    return place[cells[seen]], place[cells[~seen]]


def _best_split(rest: FloatArray, leaf: IntArray, features: Sequence[IntArray]) -> tuple[int, int]:
    """The feature and the cell after which to split every leaf, by the squares explained."""
    leaves = int(leaf.max()) + 1
    best, found = -1.0, (0, 0)
    for number, cells in enumerate(features):
        width = int(cells.max()) + 1
        key = leaf * width + cells
        total = np.bincount(key, rest, minlength=leaves * width).reshape(leaves, width)
        count = np.bincount(key, minlength=leaves * width).reshape(leaves, width)
        left, below = np.cumsum(total, axis=1), np.cumsum(count, axis=1)
        right, above = left[:, -1:] - left, below[:, -1:] - below
        gain = (left**2 / (below + SMOOTHING) + right**2 / (above + SMOOTHING)).sum(axis=0)
        at = int(gain.argmax())
        if gain[at] > best:
            best, found = float(gain[at]), (number, at)
    return found
