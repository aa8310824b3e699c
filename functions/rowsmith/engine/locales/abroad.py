"""Names of people of several countries, in Latin letters: one table, drawn by country."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.locales import FROZEN, arrays
from rowsmith.engine.locales.names import GenderedNames, Names, names
from rowsmith.engine.values import BytesArray, IntArray, TextTable
from rowsmith.schema.geography import country

_OTHER_SCRIPT = ("ja_JP",)


@cache
def latin_names(locale: str) -> Names:
    """The names of a country's locale in Latin letters; made once.

    Raises KeyError for a locale that no country names.
    """
    if locale in FROZEN and locale not in _OTHER_SCRIPT:
        return names(locale)
    frozen = arrays("abroad")
    known = frozen["locales"].tolist()
    if locale.encode() not in known:
        raise KeyError(locale)
    number = known.index(locale.encode())
    first, last = (_gendered(frozen, sort, number) for sort in ("first", "last"))
    return Names(first, last, last_first=False, separator=" ", second_surname_share=0.0)


def _gendered(frozen: dict[str, NDArray[Any]], sort: str, number: int) -> GenderedNames:
    start, stop = (int(end) for end in frozen[f"{sort}_starts"][number : number + 2])
    entries, plain = frozen[sort][start:stop], frozen[f"{sort}_ascii"][start:stop]
    weights = frozen[f"{sort}_weights"][start:stop].astype(np.float64)
    return GenderedNames(entries, plain, weights[:, 0], weights[:, 1])


class NamesAbroad:
    """First and last names of people of `countries` (ISO 3166), each row of one of them."""

    last_first = False
    separator = " "

    def __init__(self, countries: Sequence[str]) -> None:
        locales = [country(code).locale for code in countries]
        used = list(dict.fromkeys(locales))
        self._parts = [latin_names(locale) for locale in used]
        self._part_of = np.array([used.index(locale) for locale in locales])
        self.first = _Joined([part.first for part in self._parts])
        self.last = _Joined([part.last for part in self._parts])
        self.second_surname_share = max(part.second_surname_share for part in self._parts)

    def parts_of(self, of_rows: IntArray | None, size: int) -> IntArray:
        """Which of the locales each row's country has."""
        if of_rows is None:
            return np.zeros(size, dtype=np.int64)
        return self._part_of[of_rows]

    @cached_property
    def second_surnames(self) -> TextTable:
        """What follows the first surname: nothing, or a blank and another surname."""
        entries = self.last.table.entries
        return TextTable(np.concatenate(([b""], np.char.add(b" ", entries))))

    def second_surname_codes(
        self, bits: NDArray[np.uint64], part_of: IntArray
    ) -> NDArray[np.integer]:
        """Codes into `second_surnames`: 0 where people of the country have one surname."""
        codes = np.zeros(len(bits), dtype=np.int64)
        for number, part in enumerate(self._parts):
            if part.second_surname_share:
                rows = np.flatnonzero(part_of == number)
                drawn = part.second_surname_draw.codes(bits[rows]).astype(np.int64)
                codes[rows] = np.where(drawn > 0, drawn + self.last.starts[number], 0)
        return codes

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


class _Joined:
    """Names of several locales, one behind the other."""

    def __init__(self, parts: Sequence[GenderedNames]) -> None:
        self._parts = parts
        self.starts = np.cumsum([0, *(len(part.table) for part in parts)])
        self.table = TextTable(np.concatenate([part.table.entries for part in parts]))
        self.ascii: BytesArray = np.concatenate([part.ascii for part in parts])

    def codes(
        self, bits: NDArray[np.uint64], gender: NDArray[np.integer], part_of: IntArray
    ) -> NDArray[np.integer]:
        """A name a row, of the row's locale, for a man (0), a woman (1) or either (2)."""
        codes = np.empty(len(bits), dtype=np.uint16)
        order = np.argsort(part_of, kind="stable")
        ends = np.searchsorted(part_of[order], np.arange(len(self._parts) + 1))
        for number, part in enumerate(self._parts):
            rows = order[ends[number] : ends[number + 1]]
            if len(rows):
                codes[rows] = part.codes(bits[rows], gender[rows]) + self.starts[number]
        return codes
