"""`Girls` of a column with M and F are its F, not a third value nor the M."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.english.sexes import Sex, sex_of
from rowsmith.planning.reading.marks import Mark, last_id
from rowsmith.planning.reading.sources import effect_behind, with_source

_SPOKEN = frozenset({"vref", "ref"})


def with_sexes(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with each word for a sex about the value of that sex."""
    found = list(marks)
    values = _values(text, found)
    for mark in marks:
        sex = sex_of(text[mark.start : mark.end])
        if sex is None or mark not in found:
            continue
        if mark.label == "val" and mark.own is not None:
            column = mark.heads[:1]
            first = values.get((column, sex))
            if first is not None and first != mark.own:
                found = _same(found, mark, first)
        elif mark.label in _SPOKEN and mark.heads:
            found = _put_right(text, found, mark, sex, values)
    return found


def _values(text: str, marks: Sequence[Mark]) -> dict[tuple[tuple[int | str, ...], Sex], int]:
    """The first value of each sex of each column."""
    found: dict[tuple[tuple[int | str, ...], Sex], int] = {}
    for mark in marks:
        sex = sex_of(text[mark.start : mark.end])
        if mark.label == "val" and mark.own is not None and sex is not None:
            found.setdefault((mark.heads[:1], sex), mark.own)
    return found


def _same(marks: list[Mark], mark: Mark, first: int) -> list[Mark]:
    """A value that is another's is a mention of it."""
    spoken = replace(mark, label="vref", own=None, heads=(first,))
    old = mark.own or 0
    return [one.led({old: first}) if one is not mark else spoken for one in marks]


def _put_right(
    text: str,
    marks: list[Mark],
    mark: Mark,
    sex: Sex,
    values: dict[tuple[tuple[int | str, ...], Sex], int],
) -> list[Mark]:
    """A mention that leads to the other sex leads to its own, a value if it is none."""
    head = mark.heads[0]
    wrong = next((key for key, own in values.items() if own == head and key[1] != sex), None)
    if wrong is None or not isinstance(head, int):
        return marks
    column = wrong[0]
    right = values.get((column, sex))
    if right is None:
        right = last_id(marks) + 1
        values[column, sex] = right
        spoken = replace(mark, label="val", own=right, heads=column)
    else:
        spoken = replace(mark, heads=(right,))
    effect = effect_behind(text, marks, mark)
    return [
        spoken if one is mark else with_source(one, head, right) if one is effect else one
        for one in marks
    ]
