"""Continuous marginals as a table of their quantiles.

The inner ranks lie on 2,048 equal cells, so that a rank finds its cell by a multiplication;
between knots the quantile is linear. The 16 outermost cells of each side, where a tail may
run far, are refined: linear in the logarithm of the tail's probability, down to 2^-54.

Linear interpolation in the k-th cell from an end moves a rank by about 1 / (8 * 2048 * k)
times the curvature of the tail: less than 1e-5, 6e-5 for a gamma of power 1/16.
"""

from __future__ import annotations

import numpy as np

from rowsmith.engine import normal
from rowsmith.engine.marginals.marginal import Marginal
from rowsmith.engine.values import FloatArray

CELLS = 2048
_TAIL_CELLS = 16
_TAIL_KNOTS = 512
_EDGE = _TAIL_CELLS / CELLS

_TAIL = np.exp(np.linspace(np.log(normal.SMALLEST_RANK), np.log(_EDGE), _TAIL_KNOTS))
_TAIL[-1] = _EDGE
_LOG_TAIL = np.log(_TAIL)

TAIL_RANKS: FloatArray = np.concatenate((_TAIL, np.arange(_TAIL_CELLS + 1, CELLS // 2 + 1) / CELLS))
"""Ranks at which a table is made, 2^-54 to 1/2, ascending; the upper half mirrors them."""

NORMAL_KNOTS: FloatArray = normal.quantile(TAIL_RANKS)
"""The standard normal quantile at `TAIL_RANKS`."""

_INNER_RANKS = np.arange(_TAIL_CELLS, CELLS - _TAIL_CELLS + 1) / CELLS


class Tabulated(Marginal):
    """A continuous marginal from its quantiles.

    lower: the values of rank `TAIL_RANKS`, ascending.
    upper: the values of rank 1 - `TAIL_RANKS`, descending.
    """

    def __init__(
        self,
        lower: FloatArray,
        upper: FloatArray,
        *,
        mean: float,
        sd: float,
        low: float,
        high: float,
    ) -> None:
        super().__init__(mean, sd, low, high)
        lower = np.clip(lower, low, high)
        upper = np.clip(upper, low, high)
        self._lower_tail = lower[:_TAIL_KNOTS]
        self._upper_tail = upper[:_TAIL_KNOTS]
        # Both halves hold the median.
        self._inner = np.concatenate((lower[_TAIL_KNOTS - 1 :], upper[_TAIL_KNOTS - 1 : -1][::-1]))
        edges = np.pad(self._inner, _TAIL_CELLS, mode="edge")
        self._start = edges[:-1].copy()
        self._rise = np.diff(edges)
        self._bounded = bool(np.isfinite(low) or np.isfinite(high))

    def quantile(self, u: FloatArray) -> FloatArray:
        """See `Marginal.quantile`."""
        within = u * float(CELLS)
        cell = within.astype(np.intp)
        within -= cell
        x = self._rise.take(cell, mode="clip")
        x *= within
        x += self._start.take(cell, mode="clip")
        outer = np.flatnonzero((u < _EDGE) | (u >= 1.0 - _EDGE))
        if len(outer):
            x[outer] = self._outer_quantile(u[outer])
        if self._bounded:
            np.clip(x, self.low, self.high, out=x)
        return x

    def _outer_quantile(self, u: FloatArray) -> FloatArray:
        lower = u < 0.5
        log_tail = np.log(np.maximum(np.where(lower, u, 1.0 - u), normal.SMALLEST_RANK))
        return np.where(
            lower,
            np.interp(log_tail, _LOG_TAIL, self._lower_tail),
            np.interp(log_tail, _LOG_TAIL, self._upper_tail),
        )

    def cdf(self, x: FloatArray) -> FloatArray:
        """See `Marginal.cdf`; the inverse of `quantile`."""
        u = np.interp(x, self._inner, _INNER_RANKS)
        below = np.flatnonzero(x < self._inner[0])
        if len(below):
            u[below] = np.exp(np.interp(x[below], self._lower_tail, _LOG_TAIL))
        above = np.flatnonzero(x > self._inner[-1])
        if len(above):
            u[above] = 1.0 - np.exp(np.interp(-x[above], -self._upper_tail, _LOG_TAIL))
        u[x < self.low] = 0.0
        u[x >= self.high] = 1.0
        return u
