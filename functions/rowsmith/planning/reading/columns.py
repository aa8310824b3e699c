"""Each item of a list that is said to be one of columns is a column, by its whole name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.grammar.named_lists import find_listed_names
from rowsmith.planning.reading.marks import Mark

_NAMES = frozenset({"col", "target"})
_FREE = frozenset({"ref", "vref", "val", "subject", "entity", "place", "trend", "shape", "every"})
"""Labels that a part of a column's name may have been given instead."""
_NOUNS = frozenset({"text", "category", "date", "time", "number", "id", "code", "year"})
"""Types that end a name as often as they say what it holds."""


def with_columns(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with a column for each item of lists of columns.

    A name that was torn or cut (`loan` of `has loan`) is whole again; what was left out, or read
    as something else, is a column. An item that holds more than names stays as it was read.
    """
    found = list(marks)
    for names in find_listed_names(text):
        for start, end in names:
            found = _with_column(text, start, end, found)
    return sorted(found, key=lambda mark: mark.start)


def _with_column(text: str, start: int, end: int, marks: list[Mark]) -> list[Mark]:
    inside = [mark for mark in marks if mark.start < end and start < mark.end]
    named = [mark for mark in inside if mark.label in _NAMES]
    others = [mark for mark in inside if mark not in named]
    whole = all(start <= mark.start and mark.end <= end for mark in inside)
    apart = [mark for mark in others if not _is_part(text, mark)]
    if not whole or (named and apart):
        return marks
    first = named[0] if named else None
    own = first.own if first is not None else None
    own = own or max((mark.own for mark in marks if mark.own is not None), default=0) + 1
    gone = {mark.own for mark in inside} - {None, own}
    kept = [_led(mark, gone, own) for mark in marks if mark not in inside]
    label = first.label if first is not None else "col"
    return [*kept, Mark(start, end, label, own=own)]


def _is_part(text: str, mark: Mark) -> bool:
    """Whether a mark may be of a part of a name."""
    said = text[mark.start : mark.end].lower()
    return mark.label in _FREE or (mark.label == "type" and said in _NOUNS)


def _led(mark: Mark, gone: set[int | None], own: int) -> Mark:
    """A mark that leads to the whole name where it led to a part of it."""
    if not gone:
        return mark

    def new(one: int | str) -> int | str:
        return own if one in gone else one

    return replace(
        mark,
        heads=tuple(dict.fromkeys(new(head) for head in mark.heads)),
        groups=tuple(own if one in gone else one for one in mark.groups),
        arcs=tuple((own if of in gone else of, own if to in gone else to) for of, to in mark.arcs),
    )
