"""Numbers that count no rows: of things that each row has, of years of age."""

from __future__ import annotations

from collections.abc import Sequence

from rowsmith.planning.grammar.names import says_nothing
from rowsmith.planning.grammar.other_counts import (
    find_older,
    find_owned,
    is_of_people,
)
from rowsmith.planning.reading.marks import Mark, last_id

_COUNTS = frozenset({"rows", "clusters"})
"""Labels that such a number may have been given."""


def with_other_counts(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with `3 hobbies` as columns and `over 60` as an age, without `and so on`."""
    found = [mark for mark in marks if not _ends_a_list(text, mark)]
    for one in find_owned(text):
        inside = [mark for mark in found if mark.meets(one.start, one.end)]
        if all(mark.label in _COUNTS for mark in inside):
            found = [mark for mark in found if mark not in inside]
            found.append(Mark(one.start, one.end, "col", own=last_id(found) + 1))
    for subject in [mark for mark in found if mark.label in ("subject", "entity")]:
        found = _older(text, subject, found)
    return sorted(found, key=lambda mark: mark.start)


def _ends_a_list(text: str, mark: Mark) -> bool:
    """Whether `and so on` was taken for a column."""
    return mark.label == "col" and says_nothing(text[mark.start : mark.end])


def _older(text: str, subject: Mark, marks: list[Mark]) -> list[Mark]:
    """`patients over 60` have an age of 60 at the least."""
    older = find_older(text, subject.end)
    if older is None or not is_of_people(text[subject.start : subject.end].split()[-1]):
        return marks
    age, least = older
    inside = [mark for mark in marks if mark.meets(age.start, age.end)]
    if any(mark.label not in ("rows", "min", "max") for mark in inside):
        return marks
    named = [mark for mark in marks if mark.label in ("col", "target") and mark.own is not None]
    own = next((m.own for m in named if text[m.start : m.end].lower() in ("age", "aged")), None)
    kept = [mark for mark in marks if mark not in inside]
    if own is None:
        own = last_id(marks) + 1
        start = text.rindex(age.value, subject.end, age.start)
        kept.append(Mark(start, start + len(age.value), "col", own=own))
    return [*kept, Mark(age.start, age.end, "min" if least else "max", heads=(own,))]
