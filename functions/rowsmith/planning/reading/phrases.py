"""Names that hold a word too many, or too few: `only nights`, `hours` and `mobile device`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.reading.marks import Mark

_NAMES = frozenset({"col", "target"})
_LEADING = frozenset({"only", "just", "also", "exactly"})
"""Words before a name that are none of it."""
_INSIDE = frozenset(
    f" {word} {article} " for word in ("on", "of", "at", "in") for article in ("a", "an", "the")
)
"""What stands inside a name: `hours on a device`."""
_ADDING = frozenset({"plus", "with", "including"})
"""What stands between a subject and its columns."""
_VAGUE = frozenset({"several", "various", "different", "some", "many", "multiple", "diverse"})
"""Words for how many there are of a column's values, rather than of rows."""


def with_phrases(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with names cut and joined as they are said, and a subject that leads them."""
    found = list(marks)
    for step in (_cut, _joined, _led_by_subject, _single, _vague, _compared, _runs):
        found = step(text, found)
    return found


def _cut(text: str, marks: list[Mark]) -> list[Mark]:
    found = []
    for mark in marks:
        first, _, rest = text[mark.start : mark.end].partition(" ")
        if mark.label in _NAMES and rest and first.lower() in _LEADING:
            mark = replace(mark, start=mark.end - len(rest))
        found.append(mark)
    return found


def _joined(text: str, marks: list[Mark]) -> list[Mark]:
    found: list[Mark] = []
    same: dict[int, int] = {}
    for mark in marks:
        last = found[-1] if found else None
        if last is not None and mark.label in _NAMES and last.label == "subject":
            again = any(one.label == "subject" for one in found[:-1])
            if again and text[last.end : mark.start] == " ":
                # A second subject right before a name begins it.
                found[-1] = replace(mark, start=last.start)
                continue
        both = last is not None and last.label in _NAMES and mark.label in _NAMES
        if last is not None and both and text[last.end : mark.start].lower() in _INSIDE:
            found[-1] = replace(last, end=mark.end)
            if mark.own is not None and last.own is not None:
                same[mark.own] = last.own
        else:
            found.append(mark)
    return [mark.led(same) for mark in found]


def _led_by_subject(text: str, marks: list[Mark]) -> list[Mark]:
    """`orders plus discount code`: what columns are added to is the subject."""
    if len(marks) < 2 or any(mark.label in ("subject", "entity") for mark in marks):
        return marks
    first, second = marks[:2]
    between = text[first.end : second.start].split()
    spoken = any(first.own in {*one.heads, *one.groups} for one in marks)
    leads = not text[: first.start].strip() and len(between) == 1 and between[0].lower() in _ADDING
    if first.label == "col" and second.label in _NAMES and leads and not spoken:
        return [replace(first, label="subject", own=None, heads=()), *marks[1:]]
    return marks


def _single(text: str, marks: list[Mark]) -> list[Mark]:
    """`sales of a bakery` are of one: it does not repeat."""
    found = []
    for mark in marks:
        counted = any(mark.own in one.heads for one in marks if one.label in ("entities", "each"))
        before = text[: mark.start].split()[-1:]
        if mark.label == "entity" and not counted and before and before[0].lower() in _ONE:
            if any(one.label == "subject" for one in marks):
                continue
            mark = replace(mark, label="subject", own=None, heads=())
        found.append(mark)
    return found


_ONE = frozenset({"a", "an", "one", "our", "my"})


def _vague(text: str, marks: list[Mark]) -> list[Mark]:
    """`spanning several ages` tells of no rows of each."""
    found = []
    for place, mark in enumerate(marks):
        behind = marks[place + 1] if place + 1 < len(marks) else None
        said = text[mark.start : mark.end].lower()
        before_name = (
            behind is not None
            and behind.label in _NAMES
            and not text[mark.end : behind.start].strip()
        )
        if not (mark.label == "each" and said in _VAGUE and before_name):
            found.append(mark)
    return found


def _compared(text: str, marks: list[Mark]) -> list[Mark]:
    """`5% vs 7%`: both shares are of what the second is of."""
    found: list[Mark] = []
    for mark in marks:
        last = found[-1] if found else None
        if last is not None and last.label == mark.label == "share":
            between = text[last.end : mark.start].strip(" .").lower()
            if between in ("vs", "versus", "against") and last.heads != mark.heads:
                of = [one.own for one in marks if one.label in _NAMES]
                heads = next((one.heads for one in (mark, last) if set(one.heads) & set(of)), ())
                found[-1], mark = replace(last, heads=heads), replace(mark, heads=heads)
        found.append(mark)
    return found


def _runs(text: str, marks: list[Mark]) -> list[Mark]:
    """Values that only commas and shares part are of one column, the one before them.

    The last of those behind a colon is one of them too: `status: open, pending, closed`.
    """
    columns = {mark.own: mark for mark in marks if mark.label in _NAMES}
    led = {head for mark in marks for head in (*mark.heads, *mark.groups)}
    found: list[Mark] = []
    run: list[Mark] = []
    for mark in marks:
        last = found[-1] if found else None
        apart = text[last.end : mark.start].strip() if last is not None else ""
        if mark.label == "val" and run and apart in _COMMAS:
            head = columns.get(_head(mark))
            if head is not None and head.start > mark.start:
                mark = replace(mark, heads=run[-1].heads)
        elif mark.label == "col" and len(run) > 1 and last in run and apart in _COMMAS:
            of = columns.get(_head(run[-1]))
            behind = text[of.end :].lstrip()[:1] if of is not None else ""
            ends = text[mark.end :].lstrip()[:1] in ("", ".", ";")
            if behind == ":" and ends and mark.own not in led:
                mark = replace(mark, label="val", heads=run[-1].heads)
        if mark.label == "val":
            run = [*run, mark] if run and run[-1].heads == mark.heads else [mark]
        elif mark.label != "share":
            run = []
        found.append(mark)
    return found


_COMMAS = frozenset({",", ", and", ", or", "and", "or", "/", "%,", "%"})


def _head(mark: Mark) -> int | None:
    return next((head for head in mark.heads if isinstance(head, int)), None)
