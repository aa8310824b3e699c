"""RFC 4180 quoting, decided once per table entry instead of once per cell.

A cell is quoted when it holds a comma, a quote, a line feed or a carriage return. That is
what Python's csv writer does from 3.13 on; before, it left a carriage return alone, which
readers then took for the end of a row.
"""

from __future__ import annotations

from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from rowsmith.engine.encode.chunks import Chunk, byte_matrix, chunks_of
from rowsmith.engine.values import BoolArray, BytesArray, TextTable

SPECIAL = b',"\n\r'
QUOTE = b'"'


def is_special(text: bytes) -> bool:
    """Whether a cell that holds `text` is quoted."""
    return any(byte in text for byte in SPECIAL)


def escaped(text: bytes) -> bytes:
    """`text` as it stands inside quotes."""
    return text.replace(QUOTE, QUOTE + QUOTE)


def quoted(text: bytes) -> bytes:
    """`text` as a cell of its own."""
    return QUOTE + escaped(text) + QUOTE if is_special(text) else text


def special_entries(entries: BytesArray) -> BoolArray | None:
    """Which entries make their cell a quoted one; None where none does."""
    if not is_special(entries.tobytes()):
        return None
    found = np.isin(byte_matrix(entries), list(SPECIAL))
    special: BoolArray = np.logical_or.reduce(found, axis=1)
    return special


def escaped_entries(entries: BytesArray) -> BytesArray:
    """Each entry as it stands inside quotes."""
    if QUOTE not in entries.tobytes():
        return entries
    return np.array([escaped(entry) for entry in entries.tolist()], dtype=np.bytes_)


class QuotedTable:
    """The forms in which a table's entries are written."""

    def __init__(self, entries: BytesArray) -> None:
        self._entries = entries
        self.special = special_entries(entries)

    @cached_property
    def _escaped(self) -> BytesArray:
        return escaped_entries(self._entries)

    @cached_property
    def _cells(self) -> BytesArray:
        if self.special is None:
            return self._entries
        return np.array([quoted(entry) for entry in self._entries.tolist()], dtype=np.bytes_)

    @property
    def part_width(self) -> int:
        """The most bytes of an entry inside quotes."""
        return self._escaped.dtype.itemsize

    @cached_property
    def part_chunks(self) -> tuple[Chunk, ...]:
        """Entries as one part of a cell among others."""
        return chunks_of(byte_matrix(self._escaped))

    @property
    def cell_width(self) -> int:
        """The most bytes of an entry that is a cell."""
        return self._cells.dtype.itemsize

    @cached_property
    def cell_chunks(self) -> tuple[Chunk, ...]:
        """Entries as cells of their own."""
        return self.part_chunks if self.special is None else chunks_of(byte_matrix(self._cells))


_tables: WeakKeyDictionary[TextTable, QuotedTable] = WeakKeyDictionary()


def quoted_table(table: TextTable) -> QuotedTable:
    """The quoted forms of `table`, made once for as long as the table lives."""
    made = _tables.get(table)
    if made is None:
        made = _tables[table] = QuotedTable(table.entries)
    return made
