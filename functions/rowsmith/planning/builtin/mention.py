"""Columns in the order in which a description mentions them."""

from __future__ import annotations

from rowsmith.planning.builtin.draft import DraftColumn
from rowsmith.planning.builtin.words import find_phrase, stems


def by_mention(columns: list[DraftColumn], late: list[DraftColumn], text: str) -> list[DraftColumn]:
    """`columns` with those of `late`, which only a statement named, where the text names them."""
    said = stems(text)
    ordered = [one for one in columns if not _among(one, late)]
    places: list[int] = []
    start = 0
    for column in ordered:
        place = _place(column, said, start)
        start = place if place is not None else start
        places.append(start)
    for column in late:
        place = _place(column, said, 0)
        position = len(ordered)
        if place is not None:
            position = next((at for at, there in enumerate(places) if there > place), position)
        ordered.insert(position, column)
        places.insert(position, place if place is not None else len(said))
    return ordered


def _among(column: DraftColumn, columns: list[DraftColumn]) -> bool:
    return any(column is one for one in columns)


def _place(column: DraftColumn, said: tuple[str, ...], start: int) -> int | None:
    for phrase in (column.phrase, column.name):
        found = find_phrase(stems(phrase), said[start:])
        if found is not None:
            return start + found[0]
    return None
