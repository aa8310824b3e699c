"""Values in brackets are read alike: what stands between two of them is one too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from rowsmith.planning.grammar.items import find_brackets, find_items
from rowsmith.planning.grammar.sides import names_a_group
from rowsmith.planning.reading.marks import Mark, last_id

Stretch: TypeAlias = tuple[int, int]

_VALUES = frozenset({"val", "vref"})
_FREE = frozenset({"val", "vref", "ref", "place", "col"})
"""Labels that an item of a list of values may have been given instead."""
_FEWEST = 2
_LONGEST = 4
"""Words of a value that was not read."""


def with_lists(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with each item of a list of values as one value.

    A bracket is such a list where two items at least are values, and half of all, or where each
    has words and a share of its own (`60% negative, 40% positive`). An item that was torn
    (`Certificate/Apprenticeship`) or left out (`Non-binary`) becomes one value of it.
    """
    found = list(marks)
    for bracket in find_brackets(text):
        for start, end in _items(text, bracket, found):
            found = _with_value(start, end, bracket, found)
        for item in find_items(text, *bracket):
            found = _with_share(item, found)
    return sorted(found, key=lambda mark: mark.start)


def _items(text: str, bracket: Stretch, marks: Sequence[Mark]) -> Iterator[Stretch]:
    """Yield the items of a list of values that are none so far."""
    items = find_items(text, *bracket)
    bare = [_without_shares(text, one, marks) for one in items]
    whole = {(mark.start, mark.end) for mark in marks if mark.label in _VALUES}
    known = [one for one in bare if one in whole]
    columns = {(mark.start, mark.end) for mark in marks if mark.label == "col"}
    listed = len(known) >= max(_FEWEST, len(items) / 2, 1 + len(columns & set(bare)))
    if not listed and not _are_parted(text, items, bare, marks):
        return
    for start, end in bare:
        inside = [mark for mark in marks if mark.start < end and start < mark.end]
        fits = all(
            mark.label in _FREE and start <= mark.start and mark.end <= end for mark in inside
        )
        alike = len(text[start:end].split()) <= _LONGEST and not any(
            letter in ":=<>"
            or (letter.isdigit() != text[bare[0][0]].isdigit() and letter.isdigit())
            for letter in text[start:end]
        )
        torn = len(inside) != 1 or _is_one_word(text, inside[0], start, end)
        if start < end and (start, end) not in whole and fits and alike and torn:
            yield start, end


def _are_parted(
    text: str, items: Sequence[Stretch], bare: Sequence[Stretch], marks: Sequence[Mark]
) -> bool:
    """Whether each item has one share and words."""
    shares = [
        sum(mark.label == "share" and start <= mark.start < end for mark in marks)
        for start, end in items
    ]
    words = all(_is_said(text[start:end]) for start, end in bare)
    return len(items) >= _FEWEST and set(shares) == {1} and words


def _is_said(words: str) -> bool:
    """Whether words are of a value, and not of the group that a share holds in: `8% in Rome`."""
    first = words.split(" ")[0] + " "
    return any(letter.isalpha() for letter in words) and not names_a_group(first)


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
    heads = next((mark.heads for mark in others if mark.heads), ()) or _owner(bracket, marks)
    own = next((mark.own for mark in inside if mark.label == "val"), None)
    own = own or last_id(marks) + 1
    gone: dict[int | None, int] = {mark.own: own for mark in inside if mark.own not in (None, own)}
    kept = [mark.led(gone) for mark in marks if mark not in inside]
    return [*kept, Mark(start, end, "val", own=own, heads=heads)]


def _owner(bracket: Stretch, marks: Sequence[Mark]) -> tuple[int | str, ...]:
    """The column that a bracket's shares are of, else the one that it stands behind."""
    columns = {mark.own for mark in marks if mark.label in ("col", "target")}
    shares = [mark for mark in marks if mark.label == "share" and mark.start >= bracket[0]]
    of = next((head for mark in shares for head in mark.heads if head in columns), None)
    before = [mark.own for mark in marks if mark.own in columns and mark.end <= bracket[0]]
    found = of if of is not None else next(reversed(before), None)
    return () if found is None else (found,)


def _with_share(item: Stretch, marks: list[Mark]) -> list[Mark]:
    """The share of an item that is one value is of that value."""
    inside = [mark for mark in marks if item[0] <= mark.start < item[1]]
    values = [mark.own for mark in inside if mark.label == "val" and mark.own is not None]
    if len(values) != 1 or len(inside) != _FEWEST:
        return marks
    return [
        replace(mark, heads=(values[0],)) if mark in inside and mark.label == "share" else mark
        for mark in marks
    ]
