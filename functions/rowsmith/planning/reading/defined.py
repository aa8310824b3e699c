"""Columns that are listed with what they hold: `Email: company address, Country: ISO code`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.grammar.definitions import Definition, find_definitions, is_several
from rowsmith.planning.reading.marks import MARKS_ARCS, Mark, last_id

_NAMES = frozenset({"col", "target"})
_ELSEWHERE = (
    frozenset(
        {
            "rows",
            "subject",
            "place",
            "entity",
            "entities",
            "each",
            "every",
            "dirt",
            "clusters",
            "not",
        }
    )
    | MARKS_ARCS
)
"""Labels of what is never said of a column: what they stand behind is no name of one."""
_TOLD = frozenset(
    {
        *("min", "max", "mean", "sd", "shape", "unit", "type", "like", "period", "missing"),
        *("unique", "formula", "share"),
    }
)
"""Labels of what is said of the column that it stands behind."""
_SHORT = 2
"""Words of a name that may be another word for what its definition names."""
_SIGNS = 8
"""Characters between two items of a list at the most: a line break, blanks and a bullet."""


def with_definitions(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with the columns of a list of `name: what it holds`, where it is one.

    It is one where most of the names are marked as columns. Then a name between two of them is
    one too, what a definition names again (`assigned role: job title`) is what the column holds,
    and what it states is stated of the column.
    """
    written = find_definitions(text)
    defined = [_cut(text, one, marks) for one in written]
    named = [_name(one, marks) for one in defined]
    if not defined or 2 * sum(name is not None for name in named) <= len(defined):
        return list(marks)
    found = list(marks)
    for place, one in enumerate(defined):
        name = named[place]
        if name is None and _is_among(text, place, defined, named, marks):
            fresh = last_id(found) + 1
            name = Mark(one.name_start, one.name_end, "col", own=fresh)
            kept = [mark for mark in found if not _meet(mark, one.name_start, one.name_end)]
            found = [*kept, name]
        if name is not None:
            stop = written[place].end
            names = [m for m in found if m.label in _NAMES and one.start <= m.start < stop]
            lists = len(names) > 1 and is_several(text[one.start : stop])
            found = _about(one, name, found, lists=lists)
    return sorted(found, key=lambda mark: mark.start)


def _cut(text: str, one: Definition, marks: Sequence[Mark]) -> Definition:
    """A definition up to the next column that is listed without one."""
    starts = [
        mark.start
        for mark in marks
        if mark.label in _NAMES
        and one.start < mark.start < one.end
        and is_several(text[one.start : mark.start] + "x")
    ]
    return replace(one, end=min(starts)) if starts else one


def _meet(mark: Mark, start: int, end: int) -> bool:
    return mark.start < end and start < mark.end


def _name(one: Definition, marks: Sequence[Mark]) -> Mark | None:
    return next(
        (m for m in marks if m.label in _NAMES and _meet(m, one.name_start, one.name_end)), None
    )


def _is_among(
    text: str,
    place: int,
    defined: Sequence[Definition],
    named: Sequence[Mark | None],
    marks: Sequence[Mark],
) -> bool:
    """Whether what is no column by the marks stands among columns and is defined as they are."""
    one = defined[place]
    beside = [at for at in (place - 1, place + 1) if 0 <= at < len(defined)]
    inside = [mark for mark in marks if _meet(mark, one.name_start, one.end)]
    first = text[one.name_start].isupper()
    short = len(text[one.name_start : one.name_end].split()) <= _SHORT
    return (
        all(named[at] is not None for at in beside)
        and not any(mark.label in _ELSEWHERE for mark in inside)
        and (short or not any(mark.label in _NAMES for mark in inside))
        and not any(mark.label == "missing" and not mark.heads for mark in inside)
        and all(text[defined[at].name_start].isupper() == first for at in beside)
        and all(_are_side_by_side(min(place, at), max(place, at), defined) for at in beside)
    )


def _are_side_by_side(first: int, second: int, defined: Sequence[Definition]) -> bool:
    return defined[second].name_start - defined[first].end <= _SIGNS


def _about(one: Definition, name: Mark, marks: Sequence[Mark], *, lists: bool) -> list[Mark]:
    """`marks` with those of a definition about the column of its name; `lists`: it is several."""
    inside = [mark for mark in marks if one.start <= mark.start and mark.end <= one.end]
    again = [mark for mark in inside[:1] if mark.label in _NAMES and not lists]
    own = name.own or 0
    values = {mark.own for mark in marks if mark.label == "val"} | {
        mark.own for mark in inside if mark not in again and mark.own is not None
    }
    found: list[Mark] = []
    for mark in marks:
        if mark in again:
            found.append(Mark(mark.start, mark.end, "type", heads=(own,)))
        elif inside == [mark] and mark.label == "val" and not lists:
            continue  # one value is none: a word of what the column holds
        elif mark in inside and mark.label in _TOLD and not {own, *values} & set(mark.heads):
            found.append(replace(mark, heads=(own,)))
        else:
            found.append(mark.led({other.own: own for other in again}))
    return found
