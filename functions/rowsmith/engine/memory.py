"""What a row has of the rows before it, in a series of regular steps.

step: int64[size] everywhere here, the step of each row in its subject, from 0; rows are
consecutive.
"""

from __future__ import annotations

import math

import numpy as np

from rowsmith.engine import normal
from rowsmith.engine.streams import Stream, U64Array
from rowsmith.engine.values import FloatArray, IntArray

FORGOTTEN = 1e-4
"""What a remembered row weighs when it no longer counts."""


class RememberingStream:
    """Draws whose ranks remember those of the steps before: AR(1), each rank still uniform."""

    def __init__(self, stream: Stream, memory: float, step: IntArray) -> None:
        self.size = stream.size
        self._stream = stream
        self._memory = memory
        self._step = step

    def bits(self, name: str) -> U64Array:
        """64 random bits a row, without memory."""
        return self._stream.bits(name)

    def uniform(self, name: str) -> FloatArray:
        """Uniform on [0, 1); of `rank`, with memory."""
        drawn = self._stream.uniform(name)
        if name != "rank":
            return drawn
        shocks = normal.fast_quantile(drawn)
        scale = np.where(self._step == 0, 1.0, math.sqrt(1.0 - self._memory**2))
        remembered = accumulate(shocks * scale, self._memory, self._step)
        ranks: FloatArray = np.minimum(normal.fast_cdf(remembered), 1.0 - 2.0**-53)
        return ranks


def accumulate(shocks: FloatArray, memory: float, step: IntArray) -> FloatArray:
    """Each row's shock and, weighted by memory^k, that of the row k steps before it.

    The reach is doubled each time round, so a row's sum does not depend on where the array
    starts, as long as it holds the rows that the row looks back at.
    """
    found = shocks.copy()
    weight = memory
    for doubling in range(doublings(memory)):
        back = 2**doubling
        if back >= len(found):
            break
        earlier = np.where(step[back:] >= back, found[:-back], 0.0)
        found[back:] = found[back:] + weight * earlier
        weight *= weight
    return found


def running_total(values: FloatArray, step: IntArray) -> FloatArray:
    """The sum of each subject's values up to and including each row; what is missing adds nothing.

    The first row is the first of its subject.
    """
    subject = np.cumsum(step == 0) - 1
    if not len(values):
        return values
    table = np.zeros((int(subject[-1]) + 1, int(step.max()) + 1))
    table[subject, step] = np.nan_to_num(values)
    # Summed in order within each subject, whatever else the array holds.
    total: FloatArray = np.add.accumulate(table, axis=1)[subject, step]
    return total


def row_before(values: FloatArray, step: IntArray) -> FloatArray:
    """The value one step earlier; missing in a subject's first row."""
    earlier = np.concatenate([values[:1], values[:-1]])
    return np.where(step == 0, np.nan, earlier)


def doublings(memory: float) -> int:
    """How often the reach of a memory is doubled until what lies beyond is forgotten."""
    return math.ceil(math.log2(math.log(FORGOTTEN) / math.log(memory))) if memory > FORGOTTEN else 0
