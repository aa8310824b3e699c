"""Names of things that hold the name of a place: `german credit`, `turkey weights`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.grammar.complements import end_of_noun
from rowsmith.planning.grammar.places import name_of_thing
from rowsmith.planning.reading.marks import Mark

_NAMES = frozenset({"col", "target"})
_A_LIST = 3


def without_named_places(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with what only sounds like a place made part of the name that it begins.

    In a list of columns it begins a column's name; elsewhere it is what the data is about.
    """
    listed = sum(mark.label in _NAMES for mark in marks) >= _A_LIST
    found: list[Mark] = []
    ends = 0
    for mark in marks:
        if mark.start < ends:
            if mark.end <= ends or mark.label == "place":
                continue
            found[-1] = replace(mark, start=found[-1].start) if listed else found[-1]
            continue
        end = name_of_thing(text, mark.start) if mark.label == "place" else None
        if end is None:
            found.append(mark)
            continue
        ends = end
        inside = next((one for one in marks if mark.end < one.start < end), None)
        if listed and inside is not None and inside.label in _NAMES:
            found.append(replace(inside, start=mark.start, end=max(inside.end, end)))
        else:
            marked = [one.start for one in marks if one.start >= end]
            ends = end_of_noun(text, end, min(marked, default=len(text)))
            found.append(replace(mark, end=ends, label="subject"))
    return found
