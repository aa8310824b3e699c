"""What an expression gives: numbers, truths, texts or dates, one a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.values import BoolArray, CodeArray, FloatArray, TextTable


@dataclass(frozen=True, slots=True)
class Dates:
    """Days since 1970-01-01, with the fraction of the day; NaN where missing."""

    days: FloatArray


@dataclass(frozen=True, slots=True)
class Texts:
    """An entry of `table` per row; `missing` tells where there is none, None for nowhere."""

    codes: CodeArray
    table: TextTable
    missing: BoolArray | None = None

    @property
    def cells(self) -> NDArray[np.object_]:
        """Every row's string, anything where missing."""
        return self.table.strings[self.codes]

    @property
    def numbers(self) -> FloatArray:
        """Every row's text read as a number; NaN where it is none or missing."""
        found = self.table.numbers[self.codes]
        return found if self.missing is None else np.where(self.missing, np.nan, found)

    def known(self, truths: BoolArray) -> BoolArray:
        """Truths about the texts, false where one is missing."""
        return truths if self.missing is None else truths & ~self.missing


Result: TypeAlias = FloatArray | BoolArray | Texts | Dates
"""NaN is a missing number."""
