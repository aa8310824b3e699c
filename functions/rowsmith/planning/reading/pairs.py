"""A column that is called by both of its values: `pass/fail`, `alive or dead`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.reading.marks import Mark

_BETWEEN = frozenset({"/", " / ", " or "})


def with_pairs(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with a name and its only value, parted by a slash, as one name."""
    found = list(marks)
    for mark in marks:
        values = [one for one in marks if one.label == "val" and mark.own in one.heads]
        if mark.label not in ("col", "target") or len(values) != 1:
            continue
        (other,) = values
        spoken = any(other.own in {*one.heads, *one.groups} for one in marks)
        if text[mark.end : other.start] in _BETWEEN and not spoken:
            found = [replace(mark, end=other.end) if one is mark else one for one in found]
            found.remove(other)
    return found
