"""The log of what is wrong on purpose: one line a cell, with what it should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

import numpy as np

from rowsmith.engine.arrays import as_text, single
from rowsmith.engine.dataset import Rows
from rowsmith.engine.descent import descendants, graph_of
from rowsmith.engine.encode.cells import cells, select
from rowsmith.engine.values import (
    BoolArray,
    Coded,
    IntArray,
    Numbers,
    Text,
    TextTable,
    Values,
)
from rowsmith.schema.model import Schema

NAMES = ("row", "column", "what", "clean_value", "dirty_value")
"""The columns of the log; `row` counts the rows of the CSV from 0."""

FOLLOWS = "follows"
"""What a cell is that was computed from an outlier: its clean value is another too."""

_ROWS_AT_ONCE = 5_000
"""Rows whose cells are Python's at a time."""

_Line: TypeAlias = tuple[int, str | None, str, str | None, str | None]


class Defects:
    """Compares blocks with their clean twins. A schema with dirt or missing cells."""

    def __init__(self, schema: Schema, names: Sequence[str]) -> None:
        self._names = names
        self._missing = {entry.column for entry in schema.missing}
        self._outliers = {dirt.column for dirt in schema.dirt if dirt.what == "outliers"}
        graph = graph_of(schema)
        thrown = [name for name in graph if name in self._outliers]
        self._following = set(chain.from_iterable(descendants(name, graph) for name in thrown))

    def log(self, rows: Rows, clean: Mapping[str, Values], first_row: int) -> dict[str, Values]:
        """The lines of a block that begins with row `first_row`, in the order of its rows.

        clean: the block of the clean twin, without repeated rows left out.
        """
        kept = first_shown(rows.of_row)
        marked = {name: self._marked(name, rows, clean[name], kept) for name in self._names}
        lines: list[_Line] = list(_repeats(rows.of_row, kept, first_row))
        for start in range(0, len(kept), _ROWS_AT_ONCE):
            for name in self._names:
                at = start + np.flatnonzero(marked[name][start : start + _ROWS_AT_ONCE])
                if len(at):
                    lines += self._lines(name, rows, clean[name], kept, at, first_row)
        lines.sort(key=lambda line: line[0])  # stable: a row's cells stay in the order of columns
        return _as_columns(lines)

    def _marked(self, name: str, rows: Rows, clean: Values, kept: IntArray) -> BoolArray:
        """Which of the rows `kept` may differ in a column; the others are alike."""
        source = rows.of_row[kept]
        dirty = select(rows.shown[name], kept)
        clean = select(clean, source)
        marked = _gone(dirty) != _gone(clean)
        for (_, column), struck in rows.struck.items():
            if column == name:
                marked = marked | struck[source]
        if name in self._outliers or name in self._following:
            marked = marked | _differ(dirty, clean)
        return np.asarray(marked, np.bool_)

    def _lines(
        self, name: str, rows: Rows, clean: Values, kept: IntArray, at: IntArray, first_row: int
    ) -> Iterator[_Line]:
        place, source = kept[at], rows.of_row[kept[at]]
        pairs = zip(
            place.tolist(),
            source.tolist(),
            _printed(clean, source),
            _printed(rows.shown[name], place),
            strict=True,
        )
        for row, original, meant, printed in pairs:
            if meant != printed:
                what = self._what(name, rows, original, gone=printed is None)
                yield first_row + row, name, what, meant, printed

    def _what(self, name: str, rows: Rows, row: int, *, gone: bool) -> str:
        if gone and name in self._missing:
            return "missing"
        struck = [w for (w, column), rows_ in rows.struck.items() if column == name and rows_[row]]
        if struck:
            return " and ".join(struck)
        return "outliers" if name in self._outliers else FOLLOWS


def first_shown(of_row: IntArray) -> IntArray:
    """The rows of a block that repeat no row before them, ascending."""
    return np.sort(np.unique(of_row, return_index=True)[1])


def _repeats(of_row: IntArray, kept: IntArray, first_row: int) -> Iterator[_Line]:
    """A line for each row that repeats one before it, with the number of that one."""
    first = {int(of_row[row]): int(row) for row in kept.tolist()}
    for row in np.setdiff1d(np.arange(len(of_row)), kept).tolist():
        repeated = first_row + first[int(of_row[row])]
        yield first_row + row, None, "duplicates", None, str(repeated)


def _gone(values: Values) -> BoolArray:
    return np.zeros(values.size, np.bool_) if values.missing is None else values.missing


def _differ(dirty: Values, clean: Values) -> BoolArray:
    """Where two columns hold other values, whether or not they are missing."""
    if isinstance(dirty, Numbers) and isinstance(clean, Numbers):
        unequal: BoolArray = dirty.values != clean.values
        return unequal
    one, other = single(as_text(dirty)), single(as_text(clean))
    if one.table is other.table:
        return np.asarray(one.codes != other.codes)
    return np.asarray(one.table.entries[one.codes] != other.table.entries[other.codes])


def _printed(values: Values, rows: IntArray) -> list[str | None]:
    return [None if cell is None else str(cell) for cell in cells(values, rows)]


def _as_columns(lines: Sequence[_Line]) -> dict[str, Values]:
    numbers, *texts = zip(*lines, strict=True) if lines else [()] * len(NAMES)
    columns: list[Values] = [Numbers(np.array(numbers, np.int64), 0)]
    columns += [_text(texts_of) for texts_of in texts]
    return dict(zip(NAMES, columns, strict=True))


def _text(cells_: Sequence[str | None]) -> Text:
    missing = np.array([cell is None for cell in cells_], np.bool_)
    table = TextTable.of(["" if cell is None else cell for cell in cells_])
    return Text((Coded(np.arange(len(cells_)), table),), len(cells_), missing)
