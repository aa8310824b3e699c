"""Values in brackets are read alike: what stands between two of them is one too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from rowsmith.planning.grammar.items import find_brackets, find_items
from rowsmith.planning.reading.marks import Mark

Stretch: TypeAlias = tuple[int, int]

_VALUES = frozenset({"val", "vref"})
_FREE = frozenset({"val", "vref", "ref", "place"})
"""Labels that an item of a list of values may have been given instead."""
_FEWEST = 2
_LONGEST = 4
"""Words of a value that was not read."""


def with_lists(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with each item of a list of values as one value.

    A bracket is such a list where two items at least are values, and half of all. An item that was
    torn (`Certificate/Apprenticeship`) or left out (`Non-binary`) becomes one value of it.
    """
    found = list(marks)
    for bracket in find_brackets(text):
        for start, end in _items(text, bracket, found):
            found = _with_value(start, end, bracket, found)
    return sorted(found, key=lambda mark: mark.start)


def _items(text: str, bracket: Stretch, marks: Sequence[Mark]) -> Iterator[Stretch]:
    """Yield the items of a list of values that are none so far."""
    items = find_items(text, *bracket)
    bare = [_without_shares(text, one, marks) for one in items]
    whole = {(mark.start, mark.end) for mark in marks if mark.label in _VALUES}
    known = [one for one in bare if one in whole]
    if len(known) < _FEWEST or 2 * len(known) < len(items):
        return
    for start, end in bare:
        inside = [mark for mark in marks if mark.start < end and start < mark.end]
        fits = all(
            mark.label in _FREE and start <= mark.start and mark.end <= end for mark in inside
        )
        alike = len(text[start:end].split()) <= _LONGEST and not any(
            letter in ":=<>"
            or (letter.isdigit() != text[known[0][0]].isdigit() and letter.isdigit())
            for letter in text[start:end]
        )
        torn = len(inside) != 1 or _is_one_word(text, inside[0], start, end)
        if start < end and (start, end) not in whole and fits and alike and torn:
            yield start, end


def _is_one_word(text: str, mark: Mark, start: int, end: int) -> bool:
    """Whether an item is the word that a mark is a part of."""
    return not any(letter.isspace() for letter in text[start : mark.start] + text[mark.end : end])


def _without_shares(text: str, item: Stretch, marks: Sequence[Mark]) -> Stretch:
    """The stretch of an item without the share or figure at one of its ends."""
    start, end = item
    for mark in marks:
        if start <= mark.start and mark.end <= end and mark.label not in _FREE:
            if not text[mark.end : end].strip(" %"):
                end = mark.start
            elif not text[start : mark.start].strip():
                start = mark.end
    while start < end and text[end - 1] in " :=~-–(":
        end -= 1
    while start < end and text[start] in " :=~\"'":
        start += 1
    while start < end and text[end - 1] in "\"'":
        end -= 1
    return start, end


def _with_value(start: int, end: int, bracket: Stretch, marks: list[Mark]) -> list[Mark]:
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    others = [
        mark
        for mark in marks
        if mark.label == "val" and bracket[0] <= mark.start < bracket[1] and mark not in inside
    ]
    heads = next((mark.heads for mark in others if mark.heads), ())
    own = next((mark.own for mark in inside if mark.label == "val"), None)
    own = own or max((mark.own for mark in marks if mark.own is not None), default=0) + 1
    gone = {mark.own for mark in inside if mark.own not in (None, own)}
    kept = [_led(mark, gone, own) for mark in marks if mark not in inside]
    return [*kept, Mark(start, end, "val", own=own, heads=heads)]


def _led(mark: Mark, gone: set[int | None], own: int) -> Mark:
    if not gone & {*mark.heads, *mark.groups}:
        return mark
    return replace(
        mark,
        heads=tuple(dict.fromkeys(own if head in gone else head for head in mark.heads)),
        groups=tuple(dict.fromkeys(own if one in gone else one for one in mark.groups)),
    )
