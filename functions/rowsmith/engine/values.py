"""What a sampler returns: one column of one block, without a Python object per cell.

Text stays dictionary-encoded from sampling to CSV. A cell of a `Text` column is the
concatenation of its parts; a part is a literal, a code into a table of distinct strings,
or a row of bytes. The encoder lays the parts side by side and never joins them, so a full
name costs two gathers and no string.

Bytes are UTF-8, unquoted. No entry holds a NUL, which is what pads a fixed-width entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

BoolArray: TypeAlias = NDArray[np.bool_]
FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.int64]
CodeArray: TypeAlias = NDArray[np.integer]
BytesArray: TypeAlias = NDArray[np.bytes_]

Precision: TypeAlias = Literal["day", "hour", "minute", "second", "time"]


class TextTable:
    """Distinct strings addressed by code; what is derived from them is computed once.

    order: float64[len(entries)], where each entry stands among levels that ascend, NaN for one
    that is no level; None where the entries have no order of their own.
    """

    def __init__(self, entries: BytesArray, order: FloatArray | None = None) -> None:
        self.entries = entries
        self.order = order

    @classmethod
    def of(cls, strings: Iterable[str], *, ascending: bool = False) -> TextTable:
        """A table of `strings` in their order. Raises ValueError for a NUL inside one.

        ascending: each stands above the one before it, as levels do.
        """
        encoded = [string.encode() for string in strings]
        if any(b"\0" in entry for entry in encoded):
            raise ValueError("text cannot hold a NUL character")
        order = np.arange(len(encoded), dtype=np.float64) if ascending else None
        return cls(np.array(encoded, dtype=bytes), order)

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def strings(self) -> NDArray[np.object_]:
        """The entries as Python strings."""
        return np.array([entry.decode() for entry in self.entries.tolist()], dtype=object)

    @cached_property
    def codes_of(self) -> dict[str, int]:
        """The code of each entry."""
        return {string: code for code, string in enumerate(self.strings.tolist())}

    @cached_property
    def numbers(self) -> FloatArray:
        """The entries read as numbers; NaN where one is none."""
        return np.array([_number(entry) for entry in self.entries.tolist()], dtype=np.float64)

    @cached_property
    def all_numeric(self) -> bool:
        """Whether every entry reads as a number."""
        return bool(len(self) and not np.isnan(self.numbers).any())


def _number(entry: bytes) -> float:
    try:
        return float(entry)
    except ValueError:
        return float("nan")


@dataclass(frozen=True, slots=True)
class Coded:
    """One entry of `table` per row."""

    codes: CodeArray
    table: TextTable


Part: TypeAlias = bytes | Coded | BytesArray
"""A literal that is the same in every row, a code per row, or bytes per row."""


@dataclass(frozen=True, slots=True)
class Text:
    """Cells that are the concatenation of `parts`."""

    parts: tuple[Part, ...]
    size: int
    missing: BoolArray | None = None

    @classmethod
    def coded(cls, codes: CodeArray, table: TextTable, missing: BoolArray | None = None) -> Text:
        """A column of one dictionary-encoded part."""
        return cls((Coded(codes, table),), len(codes), missing)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers, already rounded to `decimals`; None means as many digits as they need.

    `decimals` 0 prints integers; the values are then whole (int64, or float64 within 2**53).
    """

    values: FloatArray | IntArray
    decimals: int | None
    missing: BoolArray | None = None

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.values)


@dataclass(frozen=True, slots=True)
class Booleans:
    """True or False, printed as such, or as `words` (for true, for false)."""

    values: BoolArray
    words: tuple[str, str] | None = None
    missing: BoolArray | None = None

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.values)


@dataclass(frozen=True, slots=True)
class Datetimes:
    """Seconds since 1970-01-01 (UTC, no zone), cut to `precision`.

    A `time` is a time of day: seconds from 0 to 86,399.
    """

    seconds: IntArray
    precision: Precision
    missing: BoolArray | None = None

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.seconds)


Values: TypeAlias = Text | Numbers | Booleans | Datetimes
