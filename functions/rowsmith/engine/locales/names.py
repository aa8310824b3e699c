"""The names of a locale: tables with weights, their spelling in e-mail, their order.

Frozen locales come from `data/{locale}.npz` (Faker's tables, see freeze.py); others are
drawn once into pools from a seeded Faker instance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.draw import WeightedTable
from rowsmith.engine.locales import FROZEN, arrays, settings
from rowsmith.engine.values import BytesArray, FloatArray, TextTable

_NAME_BITS = np.uint64((1 << 63) - 1)
MALE, FEMALE, OTHER = 0, 1, 2


class GenderedNames:
    """Distinct names with a weight for men and one for women."""

    def __init__(
        self, names: BytesArray, ascii_names: BytesArray, male: FloatArray, female: FloatArray
    ) -> None:
        self.table = TextTable(names)
        self.ascii = ascii_names
        self.male = male
        self.female = female
        self._gendered = not np.array_equal(male, female)
        both = np.concatenate((male / male.sum(), female / female.sum()))
        self._draw = WeightedTable(both if self._gendered else male)
        self._names = np.tile(np.arange(len(names), dtype=np.uint16), 2)

    def codes(
        self, bits: NDArray[np.uint64], gender: NDArray[np.integer]
    ) -> NDArray[np.unsignedinteger]:
        """A name a row: a man's (0), a woman's (1) or either (2)."""
        if not self._gendered:
            return self._draw.codes(bits)
        # The two halves of the unit interval are men's and women's names, so the top bit
        # is the gender; it stays random for a gender that is neither.
        top = gender.astype(np.uint64) << np.uint64(63)
        governed = (bits & _NAME_BITS) | top
        other = gender == OTHER
        if other.any():
            governed[other] = bits[other]
        drawn: NDArray[np.unsignedinteger] = self._names[self._draw.codes(governed)]
        return drawn


@dataclass(frozen=True)
class Names:
    """First and last names of a locale and how a full name is written."""

    first: GenderedNames
    last: GenderedNames
    last_first: bool
    separator: str
    second_surname_share: float
    warnings: tuple[str, ...] = ()

    @cached_property
    def second_surnames(self) -> TextTable:
        """What follows the first surname: nothing, or a blank and another surname."""
        entries = self.last.table.entries
        return TextTable(np.concatenate(([b""], np.char.add(b" ", entries))))

    @cached_property
    def second_surname_draw(self) -> WeightedTable:
        """Codes into `second_surnames`."""
        weights = self.last.female / self.last.female.sum() * self.second_surname_share
        return WeightedTable(np.concatenate(([1 - self.second_surname_share], weights)))

    @cached_property
    def handles(self) -> TextTable:
        """Distinct ASCII spellings, a to z only: initials, first names, last names."""
        return TextTable(np.unique(np.concatenate(self._spellings)))

    @cached_property
    def handle_codes(self) -> tuple[NDArray[np.int64], ...]:
        """Codes into `handles`, by name code: first names, their initials, last names, theirs."""
        return tuple(np.searchsorted(self.handles.entries, names) for names in self._spellings)

    @cached_property
    def _spellings(self) -> tuple[BytesArray, ...]:
        first, last = self.first.ascii, self.last.ascii
        return first, first.astype("S1"), last, last.astype("S1")


@cache
def names(locale: str) -> Names:
    """The names of a locale that Faker knows; made once. Raises KeyError for another."""
    if locale not in FROZEN:
        from rowsmith.engine.locales.pools import pooled_names

        return pooled_names(locale)
    frozen = arrays(locale)
    form = settings(locale)["name"]
    return Names(
        first=GenderedNames(
            frozen["first"], frozen["first_ascii"], frozen["first_male"], frozen["first_female"]
        ),
        last=GenderedNames(
            frozen["last"], frozen["last_ascii"], frozen["last_weight"], frozen["last_weight"]
        ),
        last_first=form["last_first"],
        separator=" ",
        second_surname_share=form["second_surname_share"],
    )
