"""Each item of a list of columns is a column, by its whole name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from rowsmith.planning.grammar.list_items import Stretch, is_coded
from rowsmith.planning.grammar.named_lists import find_likely_names, find_listed_names
from rowsmith.planning.grammar.shapes import read_shape
from rowsmith.planning.reading.marks import LABELS, Mark, last_id

_NAMES = frozenset({"col", "target"})
_WITHIN = frozenset({"ref", "vref", "val", "place"})
"""Labels that a part of a column's name may have been given instead."""
_FREE = _WITHIN | {"subject", "entity", "every"}
"""Those in a list that is said to be one of columns."""
_ALL = LABELS - {"shape", "min", "max", "mean", "sd", "share", "period", "rows", "strength"}
"""Those of an item of such a list in which no column is marked."""
_NOUNS = frozenset({"text", "category", "date", "time", "number", "id", "code", "year"})
"""Types that end a name as often as they say what it holds."""


def with_columns(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with a column for each item of lists of columns.

    A list is one of columns where it is said to be, or where most of its items are. A name that
    was torn or cut (`loan` of `has loan`) is whole again; what was left out, or read as something
    else, is a column. An item that holds more than a name stays as it was read.
    """
    found = list(marks)
    for names in find_likely_names(text):
        found = _with_each(text, _missed(text, names, found), found, _WITHIN)
    for names in find_listed_names(text):
        found = _with_each(text, names, found, _FREE)
    return sorted(found, key=lambda mark: mark.start)


def _missed(text: str, names: Sequence[Stretch], marks: Sequence[Mark]) -> Sequence[Stretch]:
    """What stands between columns of a list most of whose items are, and is none."""
    columns = [mark for mark in marks if mark.label in _NAMES]
    known = [any(mark.meets(*name) for mark in columns) for name in names]
    series = {_unnumbered(text, name) for name, there in zip(names, known, strict=True) if there}
    likely = [
        there or _unnumbered(text, name) in series - {""}
        for name, there in zip(names, known, strict=True)
    ]
    if 2 * sum(likely) <= len(names):
        return ()
    first, last = likely.index(True), len(likely) - likely[::-1].index(True)
    return [
        name for name, there in zip(names[first:last], known[first:last], strict=True) if not there
    ]


def _unnumbered(text: str, name: Stretch) -> str:
    """A name without its number, where it has one: `sensor12` is of the series of sensors."""
    said = text[slice(*name)]
    return said.rstrip("0123456789") if said[-1].isdigit() else ""


def _with_each(
    text: str, names: Iterable[Stretch], marks: Sequence[Mark], free: Collection[str]
) -> list[Mark]:
    found = list(marks)
    for start, end in names:
        found = _with_column(text, start, end, found, free)
    return found


def _with_column(
    text: str, start: int, end: int, marks: list[Mark], free: Collection[str]
) -> list[Mark]:
    inside = [mark for mark in marks if mark.meets(start, end)]
    named = [mark for mark in inside if mark.label in _NAMES]
    others = [mark for mark in inside if mark not in named]
    whole = all(start <= mark.start and mark.end <= end for mark in inside)
    free = free if named or free is _WITHIN else _ALL
    apart = [mark for mark in others if not _is_part(text, mark, marks, free)]
    if not whole or apart:
        return marks
    first = named[0] if named else None
    own = first.own if first is not None else None
    own = own or last_id(marks) + 1
    gone: dict[int | None, int] = {mark.own: own for mark in inside if mark.own not in (None, own)}
    kept = [mark.led(gone) for mark in marks if mark not in inside]
    label = first.label if first is not None else "col"
    return [*kept, Mark(start, end, label, own=own)]


def _is_part(text: str, mark: Mark, marks: Sequence[Mark], free: Collection[str]) -> bool:
    """Whether a mark may be of a part of a name.

    One of a column's several values is none, nor is what repeats or was named before, nor a type
    beside a name in code.
    """
    said = text[mark.start : mark.end].lower()
    if mark.label == "val":
        columns = {one.own for one in marks if one.label in _NAMES} & set(mark.heads)
        return not columns or sum(one.heads == mark.heads for one in marks) == 1
    if mark.label in ("ref", "vref"):
        entities = {one.own for one in marks if one.label == "entity"}
        before = {text[one.start : one.end].lower() for one in marks if one.own}
        return not entities & set(mark.heads) and said not in before
    if mark.label == "type" and said in _NOUNS:
        last = text[: mark.start].split()[-1:]
        return not last or not is_coded(last[0])
    if mark.label == "shape":
        shape = read_shape(said)
        return shape is None or shape.name == "other"
    return mark.label in free
