"""What is said to happen to those that a mention is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.reading.marks import MARKS_ARCS, Mark

_MENTIONS = frozenset({"vref", "ref"})


def effect_behind(text: str, marks: Sequence[Mark], mark: Mark) -> Mark | None:
    """The first effect behind a mention in its sentence, with no other mention between."""
    for one in marks:
        if one.start < mark.end:
            continue
        apart = any(sign in text[mark.end : one.start] for sign in (". ", ";", "\n"))
        if apart or one.label in _MENTIONS:
            return None
        if one.label in MARKS_ARCS:
            return one
    return None


def with_source(mark: Mark, old: int | str, new: int) -> Mark:
    """An effect of `new` in the place of `old`."""
    arcs = tuple((new if of == old else of, to) for of, to in mark.arcs)
    return replace(mark, arcs=arcs)
