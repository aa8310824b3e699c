"""Marks of list items and shares whose form leaves no doubt what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.english.words import stems
from rowsmith.planning.grammar.affected import begins_item, find_affected
from rowsmith.planning.reading.marks import Mark, last_id

_NAMES = frozenset({"col", "target"})
_MISREAD = frozenset({"missing", "share", "ref", "vref", "entity", "val", "unique"})
"""What `5% of the plants are diseased` may have been read as."""


def with_items(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with `daily light hours` of a list as one name, and states that a share is of."""
    return _with_states(text, _with_whole_items(text, marks))


def _with_whole_items(text: str, marks: Sequence[Mark]) -> list[Mark]:
    found: list[Mark] = []
    for mark in marks:
        before = found[-1] if found else None
        begins = (
            before is not None
            and before.label == "every"
            and mark.label in _NAMES | {"subject"}
            and text[before.end : mark.start] == " "
            and any(one.label in _NAMES for one in found)
            and begins_item(text, before.start, before.end)
        )
        if begins and before is not None:
            own = mark.own or max(last_id(marks), last_id(found)) + 1
            label = mark.label if mark.label in _NAMES else "col"
            found[-1] = replace(mark, start=before.start, label=label, own=own)
        else:
            found.append(mark)
    return found


def _is_named(
    text: str, state: tuple[int, int], marks: Sequence[Mark], inside: Sequence[Mark]
) -> bool:
    """Whether a column elsewhere is called by the word for a state."""
    said = stems(text[slice(*state)])
    return any(
        mark.label in _NAMES and mark not in inside and stems(text[mark.start : mark.end]) == said
        for mark in marks
    )


def _with_states(text: str, marks: Sequence[Mark]) -> list[Mark]:
    found = list(marks)
    for share, state in find_affected(text):
        inside = [mark for mark in found if mark.meets(share[0], state[1])]
        named = [mark for mark in inside if mark.label in _NAMES]
        if (
            any(mark.label not in _MISREAD for mark in inside if mark not in named)
            or len(named) > 1
        ):
            continue
        if named and not named[0].meets(*state):
            continue
        if any(mark.groups for mark in inside) or _is_named(text, state, found, inside):
            continue
        own = named[0].own if named else last_id(found) + 1
        if own is None or (named and any(own in mark.heads for mark in inside)):
            continue
        found = [mark for mark in found if mark not in inside]
        column = named[0] if named else Mark(*state, "col", own=own)
        found += [Mark(*share, "share", heads=(own,)), column]
    return sorted(found, key=lambda mark: mark.start)
