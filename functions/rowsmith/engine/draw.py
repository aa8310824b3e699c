"""Draw codes from a table of weights: fast, exact, and in order.

The unit interval is cut into at most 65,536 slots. A slot that lies inside one code's share answers
by a single gather; the few slots that a boundary crosses are settled by a search among the
boundaries. So weights hold exactly, at little more than the cost of a 16-bit lookup, and
the codes rise with the number that draws them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.values import FloatArray

MAX_SLOT_BITS = 16
# So many slots per code that a boundary crosses at most one in 2**7 where the limit allows.
_SLOT_BITS_PER_CODE = 7

_TO_UNIT = 2.0**-53


class WeightedTable:
    """Codes 0 to n - 1, drawn in proportion to `weights`.

    Weights are finite and not negative, and at least one is positive; they need not sum to
    1. A code of weight 0 is never drawn. Raises ValueError for other weights.
    """

    def __init__(self, weights: Sequence[float] | NDArray[np.floating | np.integer]) -> None:
        values = np.asarray(weights, dtype=np.float64)
        if values.ndim != 1 or not np.isfinite(values).all() or (values < 0).any():
            raise ValueError("weights are a row of finite numbers of at least 0")
        positive = np.flatnonzero(values)
        if not len(positive):
            raise ValueError("at least one weight must be positive")
        self.size = len(values)
        self.dtype: np.dtype[np.unsignedinteger] = np.min_scalar_type(self.size)
        if self.dtype == np.uint8:
            self.dtype = np.dtype(np.uint16)
        # Sequential sums are the same on every processor; pairwise ones need not be.
        sums = np.cumsum(values[positive])
        self._drawn: NDArray[np.unsignedinteger] = positive.astype(self.dtype)
        self._upper: FloatArray = (sums / sums[-1])[:-1]
        slot_bits = min(len(positive).bit_length() + _SLOT_BITS_PER_CODE, MAX_SLOT_BITS)
        self._slot_count = 1 << slot_bits
        self._shift = np.uint64(64 - slot_bits)
        self._slots = self._fill_slots()

    def _fill_slots(self) -> NDArray[np.unsignedinteger]:
        """The code of every slot; `size` where a boundary crosses it."""
        scaled = self._upper * self._slot_count
        whole = np.floor(scaled).astype(np.int64)
        slots = np.repeat(self._drawn, np.diff(whole, prepend=0, append=self._slot_count))
        slots[np.minimum(whole[scaled > whole], self._slot_count - 1)] = self.size
        return slots

    @property
    def shares(self) -> FloatArray:
        """Each code's probability, by code; they sum to 1."""
        shares = np.zeros(self.size)
        shares[self._drawn] = np.diff(self._upper, prepend=0.0, append=1.0)
        return shares

    def codes(self, bits: NDArray[np.uint64]) -> NDArray[np.unsignedinteger]:
        """One code for each 64 random bits, by their upper 53."""
        codes: NDArray[np.unsignedinteger] = self._slots[bits >> self._shift]
        crossed = np.flatnonzero(codes == self.size)
        if len(crossed):
            codes[crossed] = self._search((bits[crossed] >> np.uint64(11)) * _TO_UNIT)
        return codes

    def quantile_codes(self, u: NDArray[np.floating]) -> NDArray[np.unsignedinteger]:
        """The code whose share of the cumulated weights holds `u`, for u in [0, 1].

        Codes never fall as u rises, so a rank picks its level of an ordered category. The
        codes of `(bits >> 11) * 2**-53` are those of `bits`.
        """
        slots = np.minimum((u * self._slot_count).astype(np.int64), self._slot_count - 1)
        codes = self._slots[slots]
        crossed = np.flatnonzero(codes == self.size)
        if len(crossed):
            codes[crossed] = self._search(u[crossed])
        return codes

    def _search(self, u: NDArray[np.floating]) -> NDArray[np.unsignedinteger]:
        found: NDArray[np.unsignedinteger] = self._drawn[
            np.searchsorted(self._upper, u, side="right")
        ]
        return found


@lru_cache(maxsize=128)
def weighted_table(weights: tuple[float, ...]) -> WeightedTable:
    """The table of `weights`, kept: every dataset of a schema asks for the same ones.

    Raises ValueError as WeightedTable does.
    """
    return WeightedTable(weights)
