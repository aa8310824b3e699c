"""Identifiers of rows that are of several countries, each in its country's form."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rowsmith.engine.identifiers.forms import Cut, forms_of
from rowsmith.engine.streams import Stream, permutation
from rowsmith.engine.values import BytesArray, IntArray, Text


class ByCountry:
    """A provider's identifiers in the forms of `countries` (ISO 3166); `cuts` are their forms."""

    def __init__(self, provider: str, countries: Sequence[str]) -> None:
        self.cuts = [forms_of(provider, code) for code in countries]

    def sample(self, numbers: IntArray, stream: Stream, of_rows: IntArray | None, key: int) -> Text:
        """An identifier a row; distinct numbers within a form's capacity give distinct ones.

        of_rows: the number of each row's country; None where there is one. Missing where a
        country has no such identifier.
        """
        size = len(numbers)
        missing = np.zeros(size, dtype=np.bool_)
        pieces: list[tuple[IntArray | slice, BytesArray]] = []
        for cut, rows in zip(self.cuts, self._rows(of_rows, size), strict=True):
            if cut is None:
                missing[rows] = True
            elif len(of_them := numbers[rows]):
                pieces.append((rows, _made(cut, of_them, stream, rows, key)))
        if len(pieces) == 1 and len(pieces[0][1]) == size:
            return Text((pieces[0][1],), size)
        width = max([made.dtype.itemsize for _, made in pieces], default=1)
        cells: BytesArray = np.zeros(size, dtype=f"S{width}")
        for rows, made in pieces:
            cells[rows] = made
        return Text((cells,), size, missing if missing.any() else None)

    def _rows(self, of_rows: IntArray | None, size: int) -> Sequence[IntArray | slice]:
        """The rows of each country."""
        if of_rows is None:
            return [slice(0, size)]
        order = np.argsort(of_rows, kind="stable")
        ends = np.searchsorted(of_rows[order], np.arange(len(self.cuts) + 1))
        return [order[ends[n] : ends[n + 1]] for n in range(len(self.cuts))]


def _made(
    cut: Cut, numbers: IntArray, stream: Stream, rows: IntArray | slice, key: int
) -> BytesArray:
    room = cut.form.capacity
    return cut.shown(cut.form.cells(permutation(numbers % room, room, key), stream, rows))
