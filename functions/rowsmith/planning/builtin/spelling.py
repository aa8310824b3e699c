"""Slips of the pen in the name of a field: `qantity` is `quantity`, `emial` is `email`."""

from __future__ import annotations

from functools import lru_cache

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.lexicon import look_up
from rowsmith.planning.builtin.words import words

_SHORTEST = 5
"""Letters of a word from which on one that differs by a slip is more likely it than another."""

_MOST_WORDS = 4


def respelled(phrase: str) -> str | None:
    """The field that `phrase` names but for a slip in a word; None where none is near."""
    said = words(phrase)
    if not 0 < len(said) <= _MOST_WORDS:
        return None
    meant = [_nearest(word) or word for word in said]
    if meant == said:
        return None
    found = look_up(" ".join(meant))
    return " ".join(meant) if found is not None and found.concept is not None else None


def _nearest(word: str) -> str | None:
    """The one word of the vocabulary that is a slip away and begins alike."""
    if len(word) < _SHORTEST or word in _known() or not word.isalpha():
        return None
    near = [other for other in _by_start().get(word[0], ()) if _is_slip(word, other)]
    return min(near, key=lambda other: (len(other) != len(word), other)) if near else None


def _is_slip(word: str, other: str) -> bool:
    """Whether one letter is left out, put in, or another, or two neighbours are swapped.

    A letter more at the end is no slip, unless it is the last one again: `planet` is no plane.
    """
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    if word[:-1] == other and word[-1] != word[-2]:
        return False
    start = 0
    while word[start : start + 1] == other[start : start + 1]:
        start += 1
    rest, rest_of_other = word[start:], other[start:]
    return (
        rest[1:] == rest_of_other
        or rest == rest_of_other[1:]
        or rest[1:] == rest_of_other[1:]
        or (rest[:2] == rest_of_other[1::-1] and rest[2:] == rest_of_other[2:])
    )


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    surfaces = [
        surface
        for name, concept in vocabulary.concepts().items()
        for surface in (name, *concept.names)
    ]
    return frozenset(word for surface in surfaces for word in words(surface))


@lru_cache(maxsize=1)
def _by_start() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in sorted(_known()):
        if len(word) >= _SHORTEST - 1:
            found.setdefault(word[0], []).append(word)
    return found
