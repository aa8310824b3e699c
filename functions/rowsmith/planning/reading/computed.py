"""Formulas whole, and of the column that stands before them: `sales are 1.3 times the spend`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.grammar.formulas import end_of_part, noise_behind, opens_a_list
from rowsmith.planning.grammar.mentions import Known, Mention, find_mentions, tokens_of
from rowsmith.planning.grammar.sides import leads_to
from rowsmith.planning.grammar.stretches import find_sentences
from rowsmith.planning.reading.marks import Mark

_NAMES = frozenset({"col", "target"})


def with_computed(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with formulas of several columns whole, each of the column that it is said of."""
    found = [_part(text, mark, marks) for mark in marks]
    for mark in list(found):
        if mark.label == "formula":
            whole = _whole(text, mark, found)
            noise = noise_behind(text[whole.end :])
            headed = _headed(text, replace(whole, end=whole.end + noise), found)
            whole = headed
            inside = [one for one in found if one.meets(whole.start, whole.end)]
            gone = [one for one in inside if one.label == "ref" or one is mark]
            found = [one for one in found if one not in gone] + [headed]
    return sorted(found, key=lambda mark: mark.start)


def _whole(text: str, mark: Mark, marks: Sequence[Mark]) -> Mark:
    """`the sum of tax` with the `and price` behind it."""
    behind = next((one for one in marks if one.start >= mark.end), None)
    between = text[mark.end : behind.start].strip().lower() if behind is not None else "."
    mentioned = behind is not None and behind.label in ("ref", *_NAMES)
    if behind is None or not mentioned or between not in ("and", ", and"):
        return mark
    again = behind.label == "ref" or text[: mark.start].lower().count(
        text[behind.start : behind.end].lower()
    )
    if again and opens_a_list(text[mark.start : mark.end]):
        return replace(mark, end=behind.end)
    return mark


def _part(text: str, mark: Mark, marks: Sequence[Mark]) -> Mark:
    """`tax of 8% of the subtotal` is computed; no share of rows."""
    end = end_of_part(text, mark.end) if mark.label == "share" else None
    before = [one for one in marks if one.end <= mark.start]
    if end is None or not before or before[-1].label not in _NAMES:
        return mark
    if not leads_to(text[before[-1].end : mark.start].replace("(", "")):
        return mark
    own = before[-1].own
    return replace(mark, end=end, label="formula", heads=() if own is None else (own,), groups=())


def _headed(text: str, mark: Mark, marks: Sequence[Mark]) -> Mark:
    """A formula that reads its own column is of the one that is spoken of before it."""
    known = [
        Known(one.own, text[one.start : one.end], "column")
        for one in marks
        if one.own is not None and one.label in _NAMES
    ]
    reads = {one.of for one in _mentions(text, mark.start, mark.end, known)}
    if not reads & set(mark.heads):
        return mark
    start = next(
        (first for first, last in find_sentences(text) if first <= mark.start < last), mark.start
    )
    comma = text.rfind(",", start, mark.start)
    before = _mentions(text, comma + 1 if comma >= 0 else start, mark.start, known)
    others = [one.of for one in before if one.of not in reads]
    return replace(mark, heads=(others[-1],)) if others else mark


def _mentions(text: str, start: int, end: int, known: Sequence[Known]) -> list[Mention]:
    return find_mentions(text, tokens_of(text, start, end), known, ())
