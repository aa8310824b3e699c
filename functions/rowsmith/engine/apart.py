"""Draws that are never the value which another column has in the same row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.arrays import as_text, single
from rowsmith.engine.draw import WeightedTable
from rowsmith.engine.values import Booleans, BytesArray, Datetimes, FloatArray, IntArray, Text

NONE = -1
"""The group of a row that has nothing to differ from."""


class DrawApart:
    """Codes drawn by weight, none of a group that is taken in its row.

    group: of each code, 0 to n - 1; codes of one group count as the same (cities of one
    country). texts: what each group prints. weights: of each code.
    """

    def __init__(
        self,
        group: NDArray[np.integer],
        texts: BytesArray,
        weights: Sequence[float] | FloatArray,
    ) -> None:
        self._order = np.argsort(group, kind="stable")
        self._table = WeightedTable(np.asarray(weights, dtype=np.float64)[self._order])
        shares = np.bincount(group[self._order], self._table.shares, minlength=len(texts))
        self._shares = np.append(shares, 0.0)
        self._starts = np.append(np.cumsum(shares) - shares, 0.0)
        self._sorted = np.argsort(texts, kind="stable")
        self._texts = texts[self._sorted]
        self.count = int(np.count_nonzero(shares))
        """Groups that can be drawn."""

    def groups_of(self, taken: Text | Booleans | Datetimes) -> IntArray:
        """The group that prints what each cell of another column does; NONE for no group."""
        coded = single(as_text(taken))
        entries = coded.table.entries
        place = np.minimum(np.searchsorted(self._texts, entries), len(self._texts) - 1)
        found = np.where(self._texts[place] == entries, self._sorted[place], NONE)
        groups: IntArray = found[coded.codes]
        return groups if taken.missing is None else np.where(taken.missing, NONE, groups)

    def codes(self, u: FloatArray, taken: Sequence[IntArray]) -> NDArray[np.integer]:
        """A code a row from its rank `u` of [0, 1), of none of the `taken` groups."""
        groups = np.sort(np.stack(taken), axis=0)  # what is taken starts in order
        groups[1:][groups[1:] == groups[:-1]] = NONE
        rank = u * (1.0 - self._shares[groups].sum(axis=0))
        for group in groups:
            rank = np.where(rank >= self._starts[group], rank + self._shares[group], rank)
        below_one = np.minimum(rank, 1.0 - 2.0**-53)
        codes: NDArray[np.integer] = self._order[self._table.quantile_codes(below_one)]
        return codes
