"""Marked-up descriptions as what the network is to answer: tags, heads and ends of arcs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rowsmith.planning.english.tokens import Word, find_words
from rowsmith.planning.reading.forms import alike, lines_and_sentences, word_forms
from rowsmith.planning.reading.labels import LINKED, LINKS, ORDER
from rowsmith.planning.reading.marks import DIRT, IMPLIED, Mark
from rowsmith.planning.reading.wordpiece import WordPieces
from training.markup import parse_markup, read_examples

KEPT_OUT = 10
"""One example in so many is never trained on."""


@dataclass(frozen=True, slots=True)
class Described:
    """A description with its marks and the file that it stands in."""

    text: str
    marks: tuple[Mark, ...]
    manner: str

    @property
    def kept_out(self) -> bool:
        """Whether it is for scoring alone; the same ones always."""
        return hashlib.sha256(self.text.encode()).digest()[0] % KEPT_OUT == 0


def read_described(paths: Sequence[Path]) -> list[Described]:
    """Every example of the files, each text once."""
    found: dict[str, Described] = {}
    for path in paths:
        for markup in read_examples(path):
            text, marks = parse_markup(markup)
            found.setdefault(text, Described(text, marks, path.stem))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Spanned:
    """A mark by its words: from the first to the last, both included."""

    first: int
    last: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Example:
    """A description as arrays. A mark's number is its place in `spans`.

    Attributes:
        pieces: ids of the pieces of each word.
        forms: (words, FORMS).
        places: (2, words): line and sentence.
        tags: (words,) indices of TAGS.
        spans: the marks, in the order of the text.
        alike: (spans, spans), how much their words are the same.
        links: by link, for each mark, for each thing it leads to the numbers of the marks that
            mention that; one empty list where it leads to nothing; none where it is not asked.
    """

    text: str
    words: list[Word]
    pieces: list[list[int]]
    forms: NDArray[np.float32]
    places: NDArray[np.int64]
    tags: list[int]
    spans: list[Spanned]
    alike: NDArray[np.int64]
    links: dict[str, list[list[list[int]]]]

    @property
    def owners(self) -> list[int]:
        """For each mark, the mark that defines what it mentions; itself where it defines."""
        defined: dict[int | str, int] = {
            span.mark.own: at for at, span in enumerate(self.spans) if span.mark.own is not None
        }
        return [
            defined.get(span.mark.heads[0], at) if span.mark.label in {"ref", "vref"} else at
            for at, span in enumerate(self.spans)
        ]


def make_example(text: str, marks: Sequence[Mark], vocabulary: WordPieces) -> Example:
    """The arrays of a description; marks that share a word with an earlier one are left out."""
    words = find_words(text)
    spans = _by_words(words, marks)
    tags = [0] * len(words)
    for span in spans:
        begin = 1 + 2 * ORDER.index(span.mark.label)
        tags[span.first] = begin
        for at in range(span.first + 1, span.last + 1):
            tags[at] = begin + 1
    mentions = _mentions(spans)
    return Example(
        text,
        words,
        vocabulary.split(text, words),
        word_forms(text, words),
        lines_and_sentences(text, words),
        tags,
        spans,
        alike(text, words, [(span.first, span.last) for span in spans]),
        {link: [_led_to(link, at, spans, mentions) for at in range(len(spans))] for link in LINKS},
    )


def _by_words(words: list[Word], marks: Sequence[Mark]) -> list[Spanned]:
    spans, free = [], 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        inside = [at for at, (a, b) in enumerate(words) if a < mark.end and b > mark.start]
        if inside and inside[0] >= free:
            spans.append(Spanned(inside[0], inside[-1], mark))
            free = inside[-1] + 1
    return spans


def _mentions(spans: list[Spanned]) -> dict[int | str, list[int]]:
    """The marks that define or mention each id; those of `dirt`; values of an unnamed column."""
    found: dict[int | str, list[int]] = {}
    for at, span in enumerate(spans):
        mark = span.mark
        if mark.own is not None:
            found.setdefault(mark.own, []).append(at)
        if mark.label in {"ref", "vref"}:
            found.setdefault(mark.heads[0], []).append(at)
        if mark.label == DIRT:
            found.setdefault(DIRT, []).append(at)
        if mark.label == "val" and str(mark.heads[0]).startswith(IMPLIED):
            found.setdefault(mark.heads[0], []).append(at)
    return found


def _led_to(
    link: str, at: int, spans: list[Spanned], mentions: dict[int | str, list[int]]
) -> list[list[int]]:
    """For each thing that a mark leads to, the marks that mention it."""
    mark = spans[at].mark
    labels = LINKED[link].get(mark.label)
    if labels is None:
        return []
    ids: Sequence[int | str] = {
        "head": mark.heads,
        "group": mark.groups[:1],
        "source": tuple(dict.fromkeys(arc[0] for arc in mark.arcs)),
        "target": tuple(dict.fromkeys(arc[1] for arc in mark.arcs)),
    }[link]
    found = []
    for one in ids:
        implied = isinstance(one, str) and one.startswith(IMPLIED)
        right = [
            other
            for other in mentions.get(one, [])
            if other != at and spans[other].mark.label in labels and (not implied or other < at)
        ]
        found.append(right)
    return [one for one in found if one] or [[]]
