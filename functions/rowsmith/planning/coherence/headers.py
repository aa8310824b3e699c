"""Headers as words: which phrase stands in a header, and what is left beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rowsmith.planning.english.words import stem, stems, words

Stems = tuple[str, ...]


@lru_cache(maxsize=4_096)
def phrase_of(text: str, fillers: frozenset[str] = frozenset()) -> Stems:
    """The stems of a header or phrase without the words that say nothing of it.

    A text that has only fillers keeps them.
    """
    kept = tuple(stem(word) for word in words(text) if word not in fillers)
    return kept or stems(text)


def plain_words(header: str) -> list[str]:
    """The words of a header as they are written, in lower case."""
    return words(header)


def stems_of(found: Iterable[str]) -> Stems:
    """The stems of words."""
    return tuple(stem(word) for word in found)


def has_word(header: str, options: Iterable[str]) -> bool:
    """Whether one of the words `options` stands in a header, as it is written."""
    return not set(words(header)).isdisjoint(options)


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase that stands in a header.

    length: its words. end: where in the header it ends. rest: the stems beside it.
    """

    length: int
    end: int
    rest: Stems


def match_of(phrase: Stems, header: Stems) -> Match | None:
    """How a phrase stands in a header; None where it does not."""
    length = len(phrase)
    for start in range(len(header) - length + 1) if phrase else ():
        end = start + length
        if header[start:end] == phrase:
            return Match(length, end, header[:start] + header[end:])
    return None


@lru_cache(maxsize=1_024)
def phrases(text: str, fillers: frozenset[str] = frozenset()) -> tuple[Stems, ...]:
    """The phrases of a list with commas, the longest first."""
    found = {phrase_of(part.strip(), fillers) for part in text.split(",")}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


def best_match(options: tuple[Stems, ...], header: Stems) -> Match | None:
    """The longest phrase that stands in a header, of two the one nearer to its end."""
    found = [match for phrase in options if (match := match_of(phrase, header)) is not None]
    return max(found, key=lambda match: (match.length, match.end), default=None)
