"""How what is measured goes over time, in words that are no names: `with seasonality`."""

from __future__ import annotations

from collections.abc import Sequence

from rowsmith.planning.grammar.lexicon import word_list
from rowsmith.planning.grammar.trends import find_trends
from rowsmith.planning.reading.marks import Mark

_NAMES = frozenset({"col", "target"})


def with_seasons(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with the patterns over time of rows that go on in steps."""
    if not any(mark.label == "every" for mark in marks):
        return list(marks)
    return sorted(_spoken_trends(text, _seasons(text, marks)), key=lambda mark: mark.start)


def _seasons(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`daily sales with seasonality` is about how sales go: no column is called so."""
    found: list[Mark] = []
    for mark in marks:
        said = " ".join(text[mark.start : mark.end].lower().split())
        measured = [one.own for one in found if one.label in _NAMES and one.own is not None]
        if mark.label in _NAMES and said in word_list("patterns_over_time"):
            mark = Mark(mark.start, mark.end, "trend", heads=tuple(measured[-1:]))
        found.append(mark)
    return found


def _spoken_trends(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`closed on Mondays`, `twice as many on weekends` of rows that go on in steps."""
    found = list(marks)
    for start, end in find_trends(text):
        there = [mark for mark in found if mark.meets(start, end)]
        trends = [mark for mark in there if mark.label == "trend"]
        if any(mark.start < start or mark.end > end for mark in trends):
            continue
        heads = trends[0].heads if trends else ()
        gone = {mark.own for mark in there if mark.own is not None}
        kept = [mark for mark in found if mark not in there and not gone & set(mark.heads)]
        found = [
            *(mark for mark in kept if not _reads(mark, gone)),
            Mark(start, end, "trend", heads=heads),
        ]
    return found


def _reads(mark: Mark, gone: set[int]) -> bool:
    return bool(gone & {*mark.groups, *(one for arc in mark.arcs for one in arc)})
