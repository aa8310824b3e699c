"""Numbers thrown far out on purpose, within the bounds that the column has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from rowsmith.engine.block import Block
from rowsmith.engine.marginals import Marginal
from rowsmith.engine.values import BoolArray, FloatArray

Bound: TypeAlias = FloatArray | float | None
"""Of a block's rows: one for each, the same for all, or none."""

FENCE = 4.0
"""Standard deviations from the mean beyond which an outlier lies."""

REACH = 5.0
"""Standard deviations beyond the fence that an outlier lies at most."""


class Outliers:
    """A share of a column's rows, thrown beyond the fences of all its marginals.

    A row whose bounds leave no room beyond either fence keeps its value.
    """

    def __init__(self, name: str, share: float, marginals: Sequence[Marginal]) -> None:
        self.share = share
        self._name = name
        widest = max((marginal.sd for marginal in marginals), default=0.0)
        self._reach = REACH * widest
        self._upper = max((m.mean + FENCE * m.sd for m in marginals), default=0.0)
        self._lower = min((m.mean - FENCE * m.sd for m in marginals), default=0.0)
        self._floor = min((marginal.low for marginal in marginals), default=0.0)
        self._ceiling = max((marginal.high for marginal in marginals), default=0.0)

    def struck(self, block: Block, low: Bound, high: Bound) -> BoolArray:
        """Which rows hold an outlier."""
        up, down = self._room(block.size, low, high)
        drawn = block.streams(self._name).uniform("outlier") < self.share
        return drawn & ((up > 0) | (down > 0))

    def thrown(self, values: FloatArray, block: Block, low: Bound, high: Bound) -> FloatArray:
        """The values with those of the struck rows replaced."""
        stream = block.streams(self._name)
        up, down = self._room(block.size, low, high)
        upwards = (up > 0) & ((down <= 0) | (stream.uniform("outlier side") < 0.5))
        beyond = stream.uniform("outlier reach") * np.where(upwards, up, down)
        far = np.where(upwards, self._upper + beyond, self._lower - beyond)
        return np.where(self.struck(block, low, high), far, values)

    def _room(self, size: int, low: Bound, high: Bound) -> tuple[FloatArray, FloatArray]:
        """How far an outlier may lie beyond the upper fence and beyond the lower one."""
        ceiling = np.fmin(self._ceiling, np.inf if high is None else high)
        floor = np.fmax(self._floor, -np.inf if low is None else low)
        up = np.minimum(ceiling - self._upper, self._reach)
        down = np.minimum(self._lower - floor, self._reach)
        return np.broadcast_to(up, size), np.broadcast_to(down, size)
