"""The time that rows in steps go on for is no count of subjects."""

from __future__ import annotations

from collections.abc import Sequence

from rowsmith.planning.grammar.lengths import find_lengths
from rowsmith.planning.reading.marks import Mark

_FREE = frozenset({"entities", "every", "each", "ref", "rows", "entity", "within"})
"""Labels that a length may have been given instead."""

_FOLLOWED = frozenset({"every", "entities"})
"""Labels of what may go on for a time."""


def with_lengths(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with the length of rows in regular steps as their period, where none is marked.

    So is that of subjects that are counted and followed: `40 patients over 6 months`.
    """
    lengths = list(find_lengths(text))
    outside = [
        mark
        for mark in marks
        if mark.label in _FOLLOWED and not any(mark.meets(*one) for one in lengths)
    ]
    if not outside or any(mark.label == "period" for mark in marks):
        return list(marks)
    found = list(marks)
    for start, end in lengths:
        inside = [mark for mark in found if mark.meets(start, end)]
        if all(mark.label in _FREE and start <= mark.start and mark.end <= end for mark in inside):
            found = [mark for mark in found if mark not in inside]
            found.append(Mark(start, end, "period"))
    return sorted(found, key=lambda mark: mark.start)
