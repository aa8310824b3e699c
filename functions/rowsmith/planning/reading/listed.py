"""Values that are listed are read alike: what stands between two of them is one too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from rowsmith.planning.english.words import stems
from rowsmith.planning.grammar.items import find_brackets, find_items
from rowsmith.planning.grammar.sides import names_a_group
from rowsmith.planning.grammar.value_lists import (
    ValueList,
    find_counted_values,
    find_defined_values,
    find_letter_ranges,
)
from rowsmith.planning.reading.marks import ASIDE, Mark, last_id

Stretch: TypeAlias = tuple[int, int]

_NAMES = frozenset({"col", "target"})
_VALUES = frozenset({"val", "vref"})
_FREE = frozenset({"val", "vref", "ref", "place", "col"})
"""Labels that an item of a list of values may have been given instead."""
_OF_NOUNS = frozenset({"subject", "entity"})
"""Labels that the noun before a list of values may have been given instead."""
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
    for one in find_counted_values(text):
        found = _with_counted(text, one, found)
    for one in find_defined_values(text):
        found = _with_defined(one, found)
    for start, end in find_letter_ranges(text):
        found = _with_range(text, start, end, found)
    return sorted(found, key=lambda mark: mark.start)


def _with_counted(text: str, one: ValueList, marks: list[Mark]) -> list[Mark]:
    """`3 plans: free, team, pro` are the values of the plan, whatever they were read as."""
    inside = [mark for stretch in one.values for mark in marks if mark.meets(*stretch)]
    around = [mark for mark in marks if mark.meets(*one.name)]
    if any(mark.label not in _NAMES | _FREE for mark in inside):
        return marks
    if any(mark.label not in _NAMES | _FREE | _OF_NOUNS for mark in around):
        return marks
    noun = stems(text[slice(*one.name)])
    named = [mark for mark in marks if mark.label in _NAMES and mark.own is not None]
    column = next((m.own for m in named if stems(text[m.start : m.end]) == noun), None)
    kept = [mark for mark in marks if one.count is None or not mark.meets(*one.count)]
    values = [mark for mark in inside if mark.label in _VALUES]
    if column is None and len(values) == len(inside) == len(one.values):
        return marks
    if column is None:
        column = last_id(marks) + 1
        kept = [mark for mark in kept if mark not in around]
        kept.append(Mark(*one.name, "col", own=column))
    if one.count is not None:
        kept.append(Mark(*one.count, ASIDE))
    return _with_values(one, column, kept)


def _with_defined(one: ValueList, marks: list[Mark]) -> list[Mark]:
    """What is listed behind a column's colon are its values, where some of it are."""
    column = next((mark for mark in marks if mark.label in _NAMES and mark.meets(*one.name)), None)
    inside = [mark for stretch in one.values for mark in marks if mark.meets(*stretch)]
    if column is None or column.own is None:
        return marks
    known = [mark for mark in inside if mark.label == "val" and mark.heads == (column.own,)]
    if not known or len(known) == len(one.values):
        return marks
    if any(mark.label not in _NAMES | _FREE for mark in inside):
        return marks
    return _with_values(one, column.own, marks)


def _with_values(one: ValueList, column: int, marks: list[Mark]) -> list[Mark]:
    """`marks` with each stretch of a list as a value of a column."""
    found = marks
    for start, end in one.values:
        inside = [mark for mark in found if mark.meets(start, end)]
        own = next((mark.own for mark in inside if mark.own is not None), None)
        own = own or last_id(found) + 1
        gone: dict[int | None, int] = {
            mark.own: own for mark in inside if mark.own not in (None, own)
        }
        found = [mark.led(gone) for mark in found if mark not in inside]
        found.append(Mark(start, end, "val", own=own, heads=(column,)))
    return found


def _with_range(text: str, start: int, end: int, marks: list[Mark]) -> list[Mark]:
    """`A to F` behind the name of one column are its values."""
    before = [mark for mark in marks if mark.end <= start]
    inside = [mark for mark in marks if mark.meets(start, end)]
    column = max(before, key=lambda mark: mark.end, default=None)
    if column is None or column.label not in _NAMES or column.own is None or len(inside) < _FEWEST:
        return marks
    beside = not text[column.end : start].strip(" (:")
    if not beside or any(mark.label not in _NAMES | _FREE for mark in inside):
        return marks
    return _with_values(ValueList((0, 1), ((start, end),)), column.own, marks)


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
