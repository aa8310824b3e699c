"""Text composed from patterns such as `{1-199} {street} {suffix}`.

A pattern is cut into chunks, each a literal with one field behind it. Chunk i of all
patterns of a set shares one table, so a column is as many coded parts as its longest
pattern has chunks, whatever pattern a row takes.

Fields: `{name}` is an entry of the list `name`; `{1-199}` a whole number, both ends
inclusive; `{##}` digits, as many, from zero, padded; `{?}` a letter from A to Z;
`{^^}` lower-case hexadecimal digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.draw import WeightedTable
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import Coded, Part, Text, TextTable

_FIELD = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+)-(\d+)")
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)

Lists = Mapping[str, Sequence[str]]
Chunk = tuple[str, str, str]
"""A literal, a field and a literal behind it; the field is empty where there is none."""


class Patterns:
    """A set of weighted patterns over named lists.

    Raises KeyError for a field that is neither a list nor one of the forms above.
    """

    def __init__(self, patterns: Sequence[tuple[float, str]], lists: Lists) -> None:
        rows = [_chunks(pattern) for _, pattern in patterns]
        self.width = max(len(row) for row in rows)
        self.tables: list[TextTable] = []
        self._remaps: list[NDArray[np.integer]] = []
        self._bases = np.zeros((self.width, len(rows)), dtype=np.uint64)
        self._counts = np.ones((self.width, len(rows)), dtype=np.uint64)
        for place in range(self.width):
            self._fill(place, [row[place : place + 1] for row in rows], lists)
        self._choice = WeightedTable([weight for weight, _ in patterns])
        self.capacity = sum(prod(int(count) for count in column) for column in self._counts.T)

    def _fill(self, place: int, chunks: Sequence[Sequence[Chunk]], lists: Lists) -> None:
        entries: list[str] = []
        regions: dict[Chunk, tuple[int, int]] = {}
        for pattern, found in enumerate(chunks):
            chunk = found[0] if found else ("", "", "")
            if chunk not in regions:
                texts = [chunk[0] + text + chunk[2] for text in _entries(chunk[1], lists)]
                regions[chunk] = (len(entries), len(texts))
                entries += texts
            self._bases[place, pattern], self._counts[place, pattern] = regions[chunk]
        distinct = {text: number for number, text in enumerate(dict.fromkeys(entries))}
        kind = np.uint16 if len(distinct) <= 1 << 16 else np.uint32
        self._remaps.append(np.array([distinct[text] for text in entries], dtype=kind))
        self.tables.append(TextTable.of(distinct))

    def parts(
        self, stream: Stream, name: str, chosen: NDArray[np.integer] | None = None
    ) -> tuple[Part, ...]:
        """One pattern a row, by weight or as `chosen`; a list's entries with equal chance."""
        if chosen is None and len(self._bases[0]) > 1:
            chosen = self._choice.codes(stream.bits(f"{name} pattern"))
        # One index array of the machine's own width serves every gather below.
        pattern = 0 if chosen is None else chosen.astype(np.intp)
        parts: list[Part] = []
        bits = np.empty(0, dtype=np.uint64)
        for place, table in enumerate(self.tables):
            if len(table) == 1:
                parts.append(bytes(table.entries[0]))
                continue
            if place % 2 == 0 or not len(bits):
                bits = stream.bits(f"{name} {place}")
                unit = bits >> _HALF
            else:
                unit = bits & _LOW
            drawn = unit * self._counts[place][pattern]
            drawn >>= _HALF
            drawn += self._bases[place][pattern]
            parts.append(Coded(self._remaps[place][drawn.view(np.int64)], table))
        return tuple(parts)

    def sample(self, stream: Stream, name: str) -> Text:
        """A column of composed text."""
        return Text(self.parts(stream, name), stream.size)

    def numbered(self, numbers: NDArray[np.int64], pattern: int = 0) -> tuple[Part, ...]:
        """The text number `numbers` of one pattern: distinct numbers below the product of
        its lists' lengths give distinct texts where no list repeats an entry.
        """
        parts: list[Part] = []
        rest = numbers.astype(np.uint64)
        for place in reversed(range(self.width)):
            count = self._counts[place, pattern]
            code = self._remaps[place][self._bases[place, pattern] + rest % count]
            parts.insert(0, Coded(code, self.tables[place]))
            rest = rest // count
        return tuple(parts)


def _chunks(pattern: str) -> list[Chunk]:
    pieces = _FIELD.split(pattern)
    chunks: list[Chunk] = [
        (literal, field, "") for literal, field in zip(pieces[0:-1:2], pieces[1::2], strict=True)
    ]
    tail = pieces[-1]
    if not chunks:
        return [(tail, "", "")]
    chunks[-1] = (chunks[-1][0], chunks[-1][1], tail)
    return chunks


def _entries(field: str, lists: Lists) -> Sequence[str]:
    if not field:
        return [""]
    if field in lists:
        return lists[field]
    if numbers := _RANGE.fullmatch(field):
        return [str(number) for number in range(int(numbers[1]), int(numbers[2]) + 1)]
    alphabets = {"#": "0123456789", "?": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "^": "0123456789abcdef"}
    return ["".join(letters) for letters in product(*(alphabets[mark] for mark in field))]
