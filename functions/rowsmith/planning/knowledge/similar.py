"""How near two phrases are in meaning, by a frozen vector for each word.

`vectors/words.txt` has the words, `vectors/words.npz` a row of whole numbers for each and what they
are multiplied with; `make vectors` makes both. The length of a word's vector is how much it tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from rowsmith.planning.english.words import words

Floats: TypeAlias = npt.NDArray[np.float32]

_SHORTEST_PART = 3
_MOST = 1.1
DIGITS = 3
"""Of a nearness; processors differ in the last bits of a sum."""


class Vectors:
    """The vectors of words, and of phrases as their sum."""

    def __init__(self, known: Sequence[str], table: npt.NDArray[np.int8], scales: Floats) -> None:
        self._rows = {word: row for row, word in enumerate(known)}
        self._table = table
        self._scales = scales

    def of(self, phrases: Sequence[str]) -> Floats:
        """The directions of phrases, a row each of length 1; of length 0 where no word is known."""
        rows: list[int] = []
        starts = []
        for phrase in phrases:
            starts.append(len(rows))
            rows += self._rows_of(phrase) or [-1]
        table = self._table[rows] * self._scales[rows, None]
        table[np.array(rows) < 0] = 0
        found = np.add.reduceat(table, starts, axis=0) if starts else table
        lengths = np.sqrt((found * found).sum(axis=1, keepdims=True))
        return np.asarray(found / np.where(lengths > 0, lengths, 1), dtype=np.float32)

    def knows(self, word: str) -> bool:
        """Whether a word has a vector of its own, or is made of two that have."""
        return bool(self._rows_of(word))

    def lengths(self, known: Sequence[str]) -> Floats:
        """How much each word tells; a word that is not known as much as the most telling."""
        rows = [self._rows_of(word) for word in known]
        found = [float(np.linalg.norm(self._sum(row))) if row else _MOST for row in rows]
        return np.array(found, dtype=np.float32)

    def _sum(self, rows: Sequence[int]) -> Floats:
        total: Floats = (self._table[rows].astype(np.float32) * self._scales[rows, None]).sum(0)
        return total

    def _rows_of(self, phrase: str) -> list[int]:
        found = []
        for word in words(phrase):
            row = self._rows.get(word)
            found += [row] if row is not None else self._rows_of_parts(word)
        return found

    def _rows_of_parts(self, word: str) -> list[int]:
        """`crosswalk` is a cross and a walk; nothing where a part is not known."""
        for end in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            first, rest = self._rows.get(word[:end]), self._rows.get(word[end:])
            if first is not None and rest is not None:
                return [first, rest]
        return []


class Nearest:
    """Phrases that others are compared with."""

    def __init__(self, vectors: Vectors, phrases: Sequence[str]) -> None:
        self._vectors = vectors
        self._directions = vectors.of(phrases)

    def to(self, phrase: str) -> Floats:
        """How near each phrase is, -1 to 1."""
        near: Floats = self._directions @ self._vectors.of([phrase])[0]
        return np.round(near, DIGITS)


@lru_cache(maxsize=1)
def vectors() -> Vectors:
    """The vectors of the package."""
    folder: Any = resources.files("rowsmith.planning.knowledge") / "vectors"
    known = (folder / "words.txt").read_text("utf-8").split()
    with (folder / "words.npz").open("rb") as file, np.load(file) as stored:
        return Vectors(known, stored["vectors"], stored["scales"].astype(np.float32))
