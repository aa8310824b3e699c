"""Marginals of whole numbers (or of other equally spaced values) from their probabilities."""

from __future__ import annotations

import numpy as np

from rowsmith.engine.marginals.fitting import weighted_sum
from rowsmith.engine.marginals.marginal import Marginal
from rowsmith.engine.values import FloatArray

_MIN_CELLS = 1024
_MAX_CELLS = 65_536
_CELLS_PER_VALUE = 16


class Lattice(Marginal):
    """`values` (ascending) with probabilities in proportion to `weights` (not negative).

    A rank is looked up in a table of equal cells. A cell that a value's boundary crosses is
    settled by one comparison; the few that several cross, in the tails, by a search.

    mean, sd: as they were solved for; from the probabilities where they are None.
    discrete: whether the values are whole numbers.
    """

    def __init__(
        self,
        values: FloatArray,
        weights: FloatArray,
        *,
        mean: float | None = None,
        sd: float | None = None,
        discrete: bool = True,
    ) -> None:
        shares = weights / weights.sum()
        mean = weighted_sum(shares, values) if mean is None else mean
        sd = float(np.sqrt(weighted_sum(shares, (values - mean) ** 2))) if sd is None else sd
        super().__init__(mean, sd, float(values[0]), float(values[-1]))
        self.discrete = discrete
        self._values = values
        upper = np.cumsum(weights)
        upper /= upper[-1]
        self._upper = upper
        # The last value takes what rounding leaves, also a rank of 1.
        self._limit = upper.copy()
        self._limit[-1] = np.inf
        wanted = max(_MIN_CELLS, _CELLS_PER_VALUE * len(values))
        self._cells = min(_MAX_CELLS, 1 << (wanted - 1).bit_length())
        edges = np.arange(self._cells + 1) / self._cells
        first = np.searchsorted(upper, edges[:-1], side="right")
        last = np.searchsorted(upper, edges[1:], side="left")
        self._first = np.minimum(first, len(values) - 1)
        self._crowded = last > first + 1
        self._any_crowded = bool(self._crowded.any())

    def quantile(self, u: FloatArray) -> FloatArray:
        """See `Marginal.quantile`."""
        cell = (u * float(self._cells)).astype(np.intp)
        index = self._first.take(cell, mode="clip")
        index += u >= self._limit.take(index)
        if self._any_crowded:
            crowded = np.flatnonzero(self._crowded.take(cell, mode="clip"))
            if len(crowded):
                found = np.searchsorted(self._upper, u[crowded], side="right")
                index[crowded] = np.minimum(found, len(self._values) - 1)
        return self._values.take(index)

    def cdf(self, x: FloatArray) -> FloatArray:
        """See `Marginal.cdf`."""
        index = np.searchsorted(self._values, x, side="right")
        return np.concatenate(([0.0], self._upper)).take(index)


class Rounded(Marginal):
    """A continuous marginal, rounded to so many decimals; for thousands of distinct values.

    low, high: where they differ from those of `inner`, as for a uniform whose first and last
    value have whole cells; on the decimals themselves.
    """

    def __init__(
        self,
        inner: Marginal,
        decimals: int = 0,
        low: float | None = None,
        high: float | None = None,
    ) -> None:
        super().__init__(
            inner.mean,
            inner.sd,
            inner.low if low is None else low,
            inner.high if high is None else high,
        )
        self.discrete = decimals == 0
        self._inner = inner
        self._scale = 10.0**decimals

    def quantile(self, u: FloatArray) -> FloatArray:
        """See `Marginal.quantile`."""
        x = self._inner.quantile(u)
        x *= self._scale
        np.rint(x, out=x)
        x /= self._scale
        return np.clip(x, self.low, self.high, out=x)

    def cdf(self, x: FloatArray) -> FloatArray:
        """See `Marginal.cdf`."""
        # 1e-6 of a step keeps a value that is a float's width below its decimal.
        steps = np.floor(x * self._scale + 1e-6)
        u = self._inner.cdf((steps + 0.5) / self._scale)
        u[x < self.low] = 0.0
        u[x >= self.high] = 1.0
        return u
