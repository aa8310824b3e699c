"""Marks that need no network: schemas that are pasted say what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rowsmith.planning.grammar.pasted import find_pasted
from rowsmith.planning.reading.marks import ASIDE, Mark, last_id

_LABELS = {
    "subject": "subject",
    "column": "col",
    "type": "type",
    "unique": "unique",
    "value": "val",
    "aside": ASIDE,
}


def with_patterns(text: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks of an annotator, and before them those of the schemas that are pasted into `text`.

    Within a pasted schema an annotator's marks give way; what they say elsewhere of a column that
    both mark is said of the pattern's.
    """
    sure = mark_patterns(text)
    if not sure:
        return tuple(marks)
    theirs = list(marks)
    base = last_id(theirs)
    ours = [_moved(mark, base) for mark in sure]
    same = {
        mark.own: mine.own
        for mark in theirs
        for mine in ours
        if mark.own is not None and mine.own is not None and _meet(mark, mine)
    }
    kept = [mark.led(same) for mark in theirs if not any(_meet(mark, mine) for mine in ours)]
    if any(mark.label == "subject" for mark in kept):
        ours = [mark for mark in ours if mark.label != "subject"]
    return tuple(sorted([*ours, *kept], key=lambda mark: mark.start))


def mark_patterns(text: str) -> tuple[Mark, ...]:
    """The marks of the schemas that are pasted into `text`, ids from 1."""
    marks = []
    for place, piece in enumerate(find_pasted(text)):
        of = () if piece.of is None else (piece.of + 1,)
        own = place + 1 if piece.what in ("column", "value") else None
        marks.append(Mark(piece.start, piece.end, _LABELS[piece.what], own=own, heads=of))
    return tuple(marks)


def _meet(one: Mark, other: Mark) -> bool:
    return one.start < other.end and other.start < one.end


def _moved(mark: Mark, base: int) -> Mark:
    heads = tuple(head + base if isinstance(head, int) else head for head in mark.heads)
    return replace(mark, own=None if mark.own is None else mark.own + base, heads=heads)
