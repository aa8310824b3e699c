"""How a word is written, and where it stands: what its word pieces do not tell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rowsmith.planning.english.tokens import Word

_OPEN, _CLOSED = "([{", ")]}"
_QUOTES = '"“”`«»'
_CURRENCY = "$€£¥₹"
_BULLETS = "-*•·–+"
_SCALES = {"k", "m", "mn", "b", "bn", "thousand", "million", "billion", "lakh", "crore"}
_PERCENT = {"%", "percent", "pct", "percentage"}
_STEM = 5
"""Words that begin with the same letters, so many, are forms of one."""
_SMALL = {"of", "the", "a", "in", "per", "to", "is", "and", "for", "on"}
FORMS = 24
"""Features of a word."""
ALIKE = 4
"""Degrees of `alike`."""


def word_forms(text: str, words: list[Word]) -> NDArray[np.float32]:
    """(words, FORMS) of 0 and 1."""
    forms = np.zeros((len(words), FORMS), np.float32)
    items = _list_items(text, words)
    depth, quoted, after_colon, commas = 0, False, False, 0
    for at, (start, end) in enumerate(words):
        word = text[start:end]
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        following = text[slice(*words[at + 1])].lower() if at + 1 < len(words) else "\n"
        preceding = text[slice(*words[at - 1])] if at else "\n"
        if word == "\n":
            depth, quoted, after_colon, commas = 0, False, False, 0
        if word in _CLOSED:
            depth = max(0, depth - 1)
        digit = word[0].isdigit()
        forms[at] = (
            word[0].isupper(),
            word.isupper() and len(word) > 1,
            digit,
            before.isalnum(),
            before == "\n",
            before == "_" or after == "_",
            not word[0].isalnum(),
            end - start > 3,
            after.isalnum(),
            after == "\n",
            digit and following in _PERCENT,
            preceding in _CURRENCY or following in _CURRENCY,
            digit and following in _SCALES,
            digit and "." in word,
            word.isdigit() and len(word) == 4 and 1900 <= int(word) <= 2100,
            digit and len(word) <= 2,
            depth > 0,
            quoted,
            after_colon,
            items[at],
            preceding == ",",
            following == ",",
            commas > 0 and depth == 0,
            commas > 0 and depth > 0,
        )
        if word in _OPEN:
            depth, commas = depth + 1, 0
        elif word in _CLOSED:
            commas = 0
        elif word in _QUOTES:
            quoted = not quoted
        elif word in ":=":
            after_colon = True
        elif word == ",":
            commas += 1
        elif word in ".;" and not after.isalnum():
            after_colon, commas = False, 0
    return forms


def lines_and_sentences(text: str, words: list[Word]) -> NDArray[np.int64]:
    """(2, words): the line and the sentence that each word stands in, counted from 0."""
    places = np.zeros((2, len(words)), np.int64)
    line = sentence = 0
    for at, (start, end) in enumerate(words):
        places[:, at] = line, sentence
        word = text[start:end]
        if word == "\n":
            line, sentence = line + 1, sentence + 1
        elif word in ".;?!" and not text[end : end + 1].isalnum():
            sentence += 1
    return places


def alike(text: str, words: list[Word], spans: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """(spans, spans): 0 to 3, how much the words of two spans are the same.

    Nothing, something, all of one of them, all of both; by their first letters. A span is its
    first and last word.
    """
    stems = [_stems(text, words[first : last + 1]) for first, last in spans]
    return np.array([[_shared(one, other) for other in stems] for one in stems], np.int64).reshape(
        len(spans), len(spans)
    )


def _stems(text: str, words: list[Word]) -> set[str]:
    written = [text[start:end].lower() for start, end in words]
    return {word[:_STEM] for word in written if word[0].isalnum()} - _SMALL


def _shared(one: set[str], other: set[str]) -> int:
    both = one & other
    return (bool(both) + (both in (one, other)) + (one == other)) if both else 0


def _list_items(text: str, words: list[Word]) -> list[bool]:
    """Whether each word stands in a line that a bullet or a number leads."""
    items, item = [], False
    for at, (start, end) in enumerate(words):
        if start == 0 or text[words[at - 1][0]] == "\n":
            word, after = text[start:end], text[end : end + 1]
            item = word in _BULLETS or (word.isdigit() and after in {".", ")"})
        items.append(item)
    return items
