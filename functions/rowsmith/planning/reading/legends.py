"""Codes that are told with what they stand for are the values of the column before them."""

from __future__ import annotations

from collections.abc import Sequence

from rowsmith.planning.grammar.legends import find_legends
from rowsmith.planning.reading.marks import Mark, last_id

_NAMES = frozenset({"col", "target"})
_FREE = frozenset({"formula", "val", "share", "min", "max", "mean", "type", "vref", "ref"})
"""Labels that a part of a legend may have been given instead."""
_BEFORE = frozenset({"", "(", "[", ":", ",", "is", "as", "with", "coded", "coded as", "where"})


def with_legends(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with the codes of `event (1 = died, 0 = censored)` as values of the event."""
    found = list(marks)
    for legend in find_legends(text):
        before = [mark for mark in found if mark.end <= legend.start]
        inside = [mark for mark in found if mark.meets(legend.start, legend.end)]
        if not before or before[-1].label not in _NAMES or before[-1].own is None:
            continue
        led = text[before[-1].end : legend.start].strip().strip("( ").lower()
        if led not in _BEFORE or any(mark.label not in _FREE for mark in inside):
            continue
        gone = {mark.own for mark in inside if mark.own is not None}
        kept = [mark for mark in found if mark not in inside and not gone & set(mark.heads)]
        fresh, of = last_id(found), before[-1].own
        made = [
            Mark(start, end, "val", own=fresh + place, heads=(of,))
            for place, (start, end) in enumerate(legend.codes, 1)
        ]
        found = sorted([*kept, *made], key=lambda mark: mark.start)
    return found
