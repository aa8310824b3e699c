"""Marks put right: sorted, within the text, not torn, every id defined once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from rowsmith.planning.reading.around import with_surroundings
from rowsmith.planning.reading.columns import with_columns
from rowsmith.planning.reading.computed import with_computed
from rowsmith.planning.reading.counted import with_counted
from rowsmith.planning.reading.cues import with_cues
from rowsmith.planning.reading.defined import with_definitions
from rowsmith.planning.reading.effects import with_effects
from rowsmith.planning.reading.items import with_items
from rowsmith.planning.reading.legends import with_legends
from rowsmith.planning.reading.lengths import with_lengths
from rowsmith.planning.reading.listed import with_lists
from rowsmith.planning.reading.marks import (
    DIRT,
    IMPLIED,
    LABELS,
    MARKS_ARCS,
    MARKS_OWN,
    Mark,
    last_id,
)
from rowsmith.planning.reading.named_places import without_named_places
from rowsmith.planning.reading.other_counts import with_other_counts
from rowsmith.planning.reading.ownership import put_right
from rowsmith.planning.reading.pairs import with_pairs
from rowsmith.planning.reading.phrases import with_phrases
from rowsmith.planning.reading.portions import with_portions
from rowsmith.planning.reading.row_counts import with_row_counts
from rowsmith.planning.reading.seasons import with_seasons
from rowsmith.planning.reading.sexes import with_sexes
from rowsmith.planning.reading.siblings import with_siblings
from rowsmith.planning.reading.twins import without_twins

_INSIDE_A_WORD = frozenset({"", "-", "_", "/", "'"})
"""What may stand between the parts of a name that was torn."""
_TORN_APART = frozenset({"", " ", "-", " - "})
"""What may stand between the parts of a phrase that was torn."""
_PHRASES = frozenset(
    {"subject", "period", "trend", "formula", "like", "unit", "shape", "place", "every"}
)


def tidy(text: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """`marks` as the rest of the decoder relies on them, whatever an annotator gave.

    Sorted by place; within the text, without blanks at their edges; of a label that there is;
    of overlapping ones the more confident; parts of one name or phrase joined; what is defined
    twice a mention the second time; heads, groups and arcs that lead to no mark left out, and
    those put right that the places leave no doubt about.
    """
    inside = (_trimmed(text, mark) for mark in marks if mark.label in LABELS)
    ordered = sorted((mark for mark in inside if mark is not None), key=lambda mark: mark.start)
    joined = _with_figures(text, _joined(text, _apart(ordered)))
    defined: Sequence[Mark] = _defined_once(joined)
    for put in _PUT_RIGHT:
        defined = put(text, defined)
    return put_right(text, _linked(without_twins(text, defined)))


_PUT_RIGHT: tuple[Callable[[str, Sequence[Mark]], Sequence[Mark]], ...] = (
    without_named_places,
    with_row_counts,
    with_phrases,
    with_columns,
    with_siblings,
    with_definitions,
    with_lists,
    with_other_counts,
    with_items,
    with_cues,
    with_seasons,
    with_sexes,
    with_surroundings,
    with_portions,
    with_computed,
    with_effects,
    with_lengths,
    with_counted,
    with_legends,
    with_pairs,
)
"""What reads the form of a text, in this order."""


def _trimmed(text: str, mark: Mark) -> Mark | None:
    start, end = max(mark.start, 0), min(mark.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return replace(mark, start=start, end=end) if start < end else None


def _apart(marks: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        if kept and mark.start < kept[-1].end:
            if mark.confidence <= kept[-1].confidence:
                continue
            kept.pop()
        kept.append(mark)
    return kept


def _joined(text: str, marks: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        if kept and _names_a_text(text, kept[-1], mark):
            kept[-1] = replace(kept[-1], end=mark.end)
        elif kept and _are_one(kept[-1], mark, text[kept[-1].end : mark.start]):
            kept[-1] = replace(
                kept[-1],
                end=mark.end,
                heads=kept[-1].heads or mark.heads,
                confidence=min(kept[-1].confidence, mark.confidence),
            )
        else:
            kept.append(mark)
    return kept


def _names_a_text(text: str, first: Mark, second: Mark) -> bool:
    """`sms text` is a name, where `bio (text)` is one and its type."""
    named = first.label in ("col", "target") and second.label == "type"
    return named and text[first.end : second.end] in (" text", " texts")


def _with_figures(text: str, marks: list[Mark]) -> list[Mark]:
    """`Falcon 9` among values of which one has no share is a name, and 9 no share."""
    values = [mark for mark in marks if mark.label == "val"]
    shared = {head for mark in marks if mark.label == "share" for head in mark.heads}
    bare = {mark.heads[:1] for mark in values if mark.own not in shared}
    kept: list[Mark] = []
    for mark in marks:
        last = kept[-1] if kept else None
        if last is not None and last.label == "val" and mark.label == "share":
            is_name = text[mark.start : mark.end].isdigit() and text[last.end : mark.start] == " "
            after = text[mark.end : mark.end + 2].strip()
            if is_name and last.heads[:1] in bare and not after.startswith(("%", "p")):
                kept[-1] = replace(last, end=mark.end)
                continue
        kept.append(mark)
    return kept


def _are_one(first: Mark, second: Mark, between: str) -> bool:
    if first.label != second.label or first.groups != second.groups:
        return False
    if first.label == "target" and between == " ":
        return True
    if first.label in MARKS_OWN:
        return between in _INSIDE_A_WORD - {"", "/"} or (between == "" and first.label != "val")
    alike = not first.heads or not second.heads or bool(set(first.heads) & set(second.heads))
    return first.label in _PHRASES and alike and between in _TORN_APART


def _defined_once(marks: list[Mark]) -> list[Mark]:
    seen: set[int] = set()
    kept = []
    for mark in marks:
        if mark.label in MARKS_OWN and (mark.own is None or mark.own in seen):
            fresh = last_id(marks)
            mark = replace(mark, own=max(fresh, *seen, 0) + 1)
        elif mark.label not in MARKS_OWN and mark.own is not None:
            mark = replace(mark, own=None)
        if mark.own is not None:
            seen.add(mark.own)
        kept.append(mark)
    return kept


def _linked(marks: list[Mark]) -> tuple[Mark, ...]:
    ids = {mark.own for mark in marks if mark.own is not None}

    def known(head: int | str) -> bool:
        if isinstance(head, int):
            return head in ids
        return head == DIRT or (head.startswith(IMPLIED) and len(head) > 1)

    return tuple(
        replace(
            mark,
            heads=tuple(head for head in mark.heads if known(head)),
            groups=tuple(group for group in mark.groups if group in ids),
            arcs=tuple(arc for arc in mark.arcs if set(arc) <= ids and arc[0] != arc[1])
            if mark.label in MARKS_ARCS
            else (),
        )
        for mark in marks
    )
