"""The latent of a driven column: L = sqrt(p) S + sqrt(1 - p) e.

S is the standardised score, e standard normal, p the share explained. What the pilot knows
of S is kept as bins; every probability below is an exact normal mixture over the bins, so
only S carries the pilot's sampling error, not e.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rowsmith.engine import normal
from rowsmith.engine.drivers.scores import rounded
from rowsmith.engine.values import FloatArray, IntArray

BINS = 384
"""Bins of the score within a case, of equal weight."""

GRID = 1_025
"""Points of a rank table."""

REACH = 6.5
"""Standard deviations of noise that a rank table covers; beyond lie 1e-10 of the ranks."""


PRECISION = 1e-12
"""Standard deviations to which a threshold is found; STEPS are enough for bisection too."""
STEPS = 60


@dataclass(frozen=True, slots=True)
class Bins:
    """The distribution of S in the pilot: one normal per bin.

    weight: float64[b], sums to 1. mean, variance: float64[b], of S within the bin.
    case: int64[b], the case of the bin's rows.
    """

    weight: FloatArray
    mean: FloatArray
    variance: FloatArray
    case: IntArray

    @classmethod
    def of(cls, score: FloatArray, visible: FloatArray, case: IntArray, pattern: IntArray) -> Bins:
        """Bins of rows that look alike: of one case and pattern, and nearly one `visible` score.

        score: the whole of S. visible: what the printed cells tell of S. pattern: which of the
        terms they show.
        """
        cases, group = _paired(case, pattern)
        parts = [
            _binned(score, visible, np.flatnonzero(group == number)) for number in range(len(cases))
        ]
        sizes = [len(part[0]) for part in parts]
        weight, mean, variance = (np.concatenate([part[i] for part in parts]) for i in range(3))
        return cls(weight / len(score), mean, variance, np.repeat(cases, sizes))

    def of_case(self, number: int) -> Bins:
        """The bins of one case, weighted to 1."""
        of = self.case == number
        weight = self.weight[of]
        return Bins(weight / weight.sum(), self.mean[of], self.variance[of], self.case[of])

    def location(self, p: float) -> FloatArray:
        """Mean of L in each bin."""
        location: FloatArray = np.sqrt(p) * self.mean
        return location

    def spread(self, p: float) -> FloatArray:
        """Standard deviation of L in each bin."""
        spread: FloatArray = np.sqrt(p * self.variance + 1.0 - p)
        return spread

    def above(self, threshold: FloatArray | float, p: float) -> FloatArray:
        """P(L > threshold) in each bin; `threshold` may differ from bin to bin."""
        return normal.cdf((self.location(p) - threshold) / self.spread(p))

    def threshold(self, rank: float, p: float) -> float:
        """The value of L below which a share `rank`, between 0 and 1, of all rows lies.

        Newton's method; where a step would leave what is known to hold the value, its middle.
        """
        location, spread = self.location(p), self.spread(p)
        low, high = self.limits(p)
        at = self._normal_threshold(rank, location, spread)
        for _ in range(STEPS):
            z = (at - location) / spread
            excess = float(np.sum(self.weight * normal.cdf(z))) - rank
            low, high = (at, high) if excess < 0 else (low, at)
            slope = float(np.sum(self.weight * normal.density(z) / spread))
            following = at - excess / slope if slope > 0 else low
            if not low < following < high:
                following = (low + high) / 2
            if abs(following - at) < PRECISION:
                break
            at = following
        return at

    def _normal_threshold(self, rank: float, location: FloatArray, spread: FloatArray) -> float:
        """The threshold if L were normal."""
        mean = float(np.sum(self.weight * location))
        variance = float(np.sum(self.weight * (spread**2 + (location - mean) ** 2)))
        return mean + float(np.sqrt(variance)) * float(normal.quantile(np.array(rank)))

    def limits(self, p: float) -> tuple[float, float]:
        """Where practically all of L lies."""
        location, reach = self.location(p), REACH * self.spread(p)
        return float((location - reach).min()), float((location + reach).max())


def _paired(case: IntArray, pattern: IntArray) -> tuple[IntArray, IntArray]:
    """The case of each pair of case and pattern that occurs; and each row's pair, from 0."""
    least = int(pattern.min())
    width = int(pattern.max()) - least + 1
    pairs, of_row = np.unique(case * width + pattern - least, return_inverse=True)
    return pairs // width, of_row


def _binned(
    score: FloatArray, visible: FloatArray, rows: IntArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    order = rows[np.argsort(visible[rows], kind="stable")]
    sorted_visible = visible[order]
    starts = np.flatnonzero(np.diff(sorted_visible, prepend=np.nan) != 0)
    if len(starts) > BINS:
        starts = np.unique(np.linspace(0, len(order), BINS, endpoint=False).astype(np.int64))
        # Rows that look the same stay together.
        starts = np.unique(np.searchsorted(sorted_visible, sorted_visible[starts]))
    counts = np.diff(starts, append=len(order)).astype(np.float64)
    ordered = score[order]
    mean = np.add.reduceat(ordered, starts) / counts
    square = np.add.reduceat(np.square(ordered - np.repeat(mean, counts.astype(np.int64))), starts)
    return counts, mean, square / counts


@dataclass(frozen=True, slots=True)
class RankTable:
    """The distribution function of L within a case, on an even grid.

    low, step: of the grid. ranks: float64[points].
    """

    low: float
    step: float
    ranks: FloatArray

    @classmethod
    def of(cls, bins: Bins, p: float, points: int = GRID) -> RankTable:
        """The distribution of L over bins that are weighted to 1, at `points` of the grid."""
        low, high = bins.limits(p)
        grid = np.linspace(low, high, points)
        scaled = (bins.location(p)[:, None] - grid[None, :]) / bins.spread(p)[:, None]
        above = bins.weight @ normal.fast_cdf(scaled)
        ranks = np.clip(np.maximum.accumulate(1.0 - above), 0.0, 1.0)
        return cls(
            float(rounded(np.array(low))),
            float(rounded(np.array((high - low) / (points - 1)))),
            rounded(ranks),
        )

    def __call__(self, latent: FloatArray) -> FloatArray:
        """The rank of each latent, in [0, 1)."""
        position = np.clip((latent - self.low) / self.step, 0.0, len(self.ranks) - 1.000001)
        cell = position.astype(np.int64)
        below = self.ranks[cell]
        return np.minimum(
            below + (position - cell) * (self.ranks[cell + 1] - below), 1.0 - 2.0**-53
        )
