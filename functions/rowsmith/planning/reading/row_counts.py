"""How many rows, where the place of a number leaves no doubt: `1e9 rows`, `10 crore records`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.grammar.numbers import find_numbers
from rowsmith.planning.grammar.row_words import counts_rows
from rowsmith.planning.reading.marks import Mark

_MANY = 1_000
"""So many of something are rows, if anything says so; fewer may be lines, samples, one row each."""

_TAKEN = frozenset({"each", "entities", "missing", "share"})
"""Labels of what is counted beside the rows of the whole."""


def with_row_counts(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with the whole of each number of rows, with one where none is marked.

    A large number right before a word for rows is one, or at the beginning of the text before
    the subject.
    """
    found = list(marks)
    for number in find_numbers(text):
        start, end = number.start, number.end
        if number.value.value < _MANY or "\n" in text[start:end]:
            continue
        touching = [mark for mark in found if mark.meets(start, end)]
        counted = [mark for mark in touching if mark.label == "rows"]
        if not counted and _is_count(text, start, end, found, touching):
            counted = [Mark(start, end, "rows")]
        if not counted:
            continue
        whole = replace(
            counted[0], start=min(start, counted[0].start), end=max(end, counted[0].end)
        )
        rest = [
            _after(text, mark, end)
            for mark in touching
            if mark.label != "rows" and text[end : mark.end].strip()
        ]
        found = [*(mark for mark in found if mark not in touching), whole, *rest]
    return sorted(found, key=lambda mark: mark.start)


def _is_count(
    text: str, start: int, end: int, marks: Sequence[Mark], touching: Sequence[Mark]
) -> bool:
    if any(mark.label == "rows" for mark in marks):
        return False
    if any(mark.label in _TAKEN for mark in touching):
        return False
    first = not text[:start].strip() and any(
        mark.label == "subject" and text[end : mark.start].isspace() for mark in marks
    )
    return first or counts_rows(text, end)


def _after(text: str, mark: Mark, end: int) -> Mark:
    """What of a mark stands behind the number."""
    rest = text[end : mark.end]
    return replace(mark, start=end + len(rest) - len(rest.lstrip()))
