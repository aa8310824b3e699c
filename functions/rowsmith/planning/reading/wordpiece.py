"""Words as the pieces that the network knows: the longest first, case and accents off."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from rowsmith.planning.english.tokens import Word

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
_CONTINUED = "##"
_PIECES_OF_A_WORD = 8
"""Further pieces of a word tell little of it."""
_LONGEST = 40
"""A longer run of characters is no word."""


class WordPieces:
    """A vocabulary of pieces, by their place in `pieces`; a word's later pieces begin with `##`."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._ids = {piece: at for at, piece in enumerate(pieces)}
        self._unknown = self._ids[UNKNOWN]
        self.first, self.last = self._ids[FIRST], self._ids[LAST]
        self._cached = lru_cache(maxsize=4096)(self._split)

    def split(self, text: str, words: list[Word]) -> list[list[int]]:
        """The ids of each word's pieces: one at least, eight at most."""
        return [self._cached(text[start:end]) for start, end in words]

    def _split(self, word: str) -> list[int]:
        if word == "\n":
            return [self.last]
        ids: list[int] = []
        for alphanumeric, run in groupby(_plain(word), str.isalnum):
            for part in ["".join(run)] if alphanumeric else run:
                ids.extend(self._longest_first(part))
        return ids[:_PIECES_OF_A_WORD] or [self._unknown]

    def _longest_first(self, word: str) -> list[int]:
        if len(word) > _LONGEST:
            return [self._unknown]
        ids, start = [], 0
        while start < len(word):
            lead = _CONTINUED if start else ""
            for end in range(len(word), start, -1):
                if (piece := self._ids.get(lead + word[start:end])) is not None:
                    break
            else:
                return [self._unknown]
            ids.append(piece)
            start = end
        return ids


def _plain(word: str) -> str:
    parted = unicodedata.normalize("NFD", word.lower())
    return "".join(one for one in parted if unicodedata.category(one) != "Mn")
