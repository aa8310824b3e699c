"""Marks of what the words themselves leave no doubt about, whatever an annotator made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.english.words import stems
from rowsmith.planning.grammar.cues import (
    Aged,
    compares,
    find_aged,
    find_decimals,
    find_labelled,
    find_questions,
    find_row_counts,
    find_whiles,
    follows_a_comma,
    is_flagged,
    name_of_shared,
    only_likens,
)
from rowsmith.planning.grammar.sides import bound_of, is_range
from rowsmith.planning.reading.marks import MARKS_OWN, Mark, akin_target, last_id, meeting
from rowsmith.planning.reading.sources import effect_behind, with_source

_NAMES = frozenset({"col", "target"})
_BEFORE = 24
"""Characters before a figure that tell which bound it is."""
_OF_SURVEYS = frozenset({"entities", "entity", "each", "min", "mean"})
"""What the number of questions may have been read as."""
_TARGETS = frozenset({"label"})
_FLAGS = (" flag", " indicator", " label")
_CLOSE = 4
"""Characters between a name and the rule that follows it."""


def with_cues(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with the row count, ages, questions, decimals, names and bounds that are plain."""
    found = list(marks)
    for step in (
        _bounds,
        _years_old,
        _listed,
        _decimals,
        _ages,
        _comparatives,
        _questions,
        _labelled,
        _shares,
        _whiles,
        _rows,
    ):
        found = sorted(step(text, found), key=lambda mark: mark.start)
    return found


def _bounds(text: str, marks: list[Mark]) -> list[Mark]:
    """`above 140` is a least value, `under 65` a greatest one."""
    fixed: list[Mark] = []
    for mark in marks:
        side = bound_of(text[max(0, mark.start - _BEFORE) : mark.start])
        if mark.label in ("min", "max") and side is not None:
            mark = replace(mark, label=side)
        last = fixed[-1] if fixed else None
        if last is not None and last.label == mark.label in ("min", "max"):
            both = last.heads == mark.heads and last.groups == mark.groups
            if both and is_range(text[last.start - 9 : last.start], text[last.end : mark.start]):
                fixed[-1] = replace(last, label="min")
                mark = replace(mark, label="max")
        fixed.append(mark)
    return fixed


def _years_old(text: str, marks: list[Mark]) -> list[Mark]:
    """`30 years old` is about the age: `old` is no column."""
    old = [
        mark
        for mark in marks
        if mark.label in _NAMES
        and text[mark.start : mark.end].lower() == "old"
        and text[: mark.start].rstrip().lower().endswith(("year", "years"))
    ]
    there = any(mark.label in _NAMES and _is_age(text, mark) for mark in marks)
    return [mark for mark in marks if not there or mark not in old]


def _listed(text: str, marks: list[Mark]) -> list[Mark]:
    """An item of a list that shares no word with what it was taken for is a column itself."""
    for mark in marks:
        if mark.label != "ref" or not mark.heads or not follows_a_comma(text[: mark.start]):
            continue
        said = stems(text[mark.start : mark.end])
        named = [
            stems(text[one.start : one.end])
            for one in marks
            if one.label in _NAMES and one.own in mark.heads
        ]
        spoken = {word for name in named for word in name}
        apart = not spoken & set(said) or any(name[-1:] == said[-1:] for name in named)
        effect = effect_behind(text, marks, mark)
        touches = effect is not None and only_likens(text[mark.end : effect.start])
        if effect is None or not (touches and apart) or len(said) < _A_NAME or said[0] in spoken:
            continue
        own = last_id(marks) + 1
        column = Mark(mark.start, mark.end, "col", own=own)
        causes = _causes(text, effect, marks)
        moved = replace(effect, arcs=tuple((of, own) for of in causes if isinstance(of, int)))
        marks = [column if one is mark else moved if one is effect else one for one in marks]
    return marks


def _causes(text: str, effect: Mark, marks: Sequence[Mark]) -> tuple[int | str, ...]:
    """What is mentioned right behind an effect."""
    behind = next((one for one in marks if one.start >= effect.end), None)
    near = behind is not None and not text[effect.end : behind.start].strip()
    if behind is None or not near:
        return ()
    return behind.heads[:1] if behind.own is None else (behind.own,)


_A_NAME = 2
"""Words of an item that is no pronoun or comparative."""


def _decimals(text: str, marks: list[Mark]) -> list[Mark]:
    """`1 decimal place` is a type with its figure."""
    for one in find_decimals(text):
        there = meeting(marks, one.start, one.end)
        types = [mark for mark in there if mark.label == "type"]
        heads = next((mark.heads for mark in (*types, *there) if mark.heads), ())
        if there and all(
            mark.label in ("type", "min", "max", "mean", "unit", "like") for mark in there
        ):
            kept = [mark for mark in marks if mark not in there]
            marks = [*kept, Mark(one.start, one.end, "type", heads=heads)]
    return marks


def _ages(text: str, marks: list[Mark]) -> list[Mark]:
    for one in find_aged(text):
        marks = _of_age(text, one, marks)
    return marks


def _of_age(text: str, one: Aged, marks: list[Mark]) -> list[Mark]:
    """`aged 7 to 12` states bounds of the age, which is a column if it was none."""
    bounds = [
        mark
        for mark in marks
        if mark.label in ("min", "max") and (mark.start, mark.end) in (one.low, one.high)
    ]
    there = meeting(marks, *one.name)
    age = next((mark for mark in marks if mark.label in _NAMES and _is_age(text, mark)), None)
    if there and age not in there:
        return marks
    fresh = last_id(marks) + 1
    own = fresh if age is None or age.own is None else age.own
    made = [Mark(*one.name, "col", own=own)] if age is None else []
    if len(bounds) > 1 and all(mark.heads == (own,) for mark in bounds):
        return marks
    low, high = (
        Mark(*at, label, heads=(own,)) for at, label in ((one.low, "min"), (one.high, "max"))
    )
    others = [
        mark
        for mark in (*meeting(marks, *one.low), *meeting(marks, *one.high))
        if mark not in bounds
    ]
    if others:
        return marks
    return [*(mark for mark in marks if mark not in bounds), *made, low, high]


def _comparatives(text: str, marks: list[Mark]) -> list[Mark]:
    """`older` is about the age, where there is one, `heavier` about the weight."""
    for mark in marks:
        about = compares(text[mark.start : mark.end])
        if mark.label != "ref" or about is None or not mark.heads:
            continue
        columns = [
            one for one in marks if one.label in _NAMES and one.own is not None
            and stems(text[one.start : one.end])[-1:] in (stems(about), stems(f"{about}d"))
        ]  # fmt: skip
        if len(columns) != 1 or columns[0].own is None or columns[0].own in mark.heads:
            continue
        own, old = columns[0].own, mark.heads[0]
        effect = effect_behind(text, marks, mark)
        marks = [
            replace(one, heads=(own,)) if one is mark
            else with_source(one, old, own) if one is effect else one
            for one in marks
        ]  # fmt: skip
    return marks


def _is_age(text: str, mark: Mark) -> bool:
    return stems(text[mark.start : mark.end].lower())[-1:] in (stems("age"), stems("aged"))


def _questions(text: str, marks: list[Mark]) -> list[Mark]:
    """`20 questions` are as many columns."""
    for one in find_questions(text):
        marks = [_before(text, mark, one.start) for mark in marks]
        there = meeting(marks, one.start, one.end)
        if any(mark.label not in _OF_SURVEYS for mark in there):
            continue
        gone = {mark.own for mark in there if mark.label in MARKS_OWN}
        kept = [mark for mark in marks if mark not in there and not gone & set(mark.heads)]
        marks = [*kept, Mark(one.start, one.end, "col", own=last_id(marks) + 1)]
    return marks


def _before(text: str, mark: Mark, place: int) -> Mark:
    """A subject that goes on over a place ends before it, and before what leads to it."""
    if mark.label != "subject" or not mark.start < place < mark.end:
        return mark
    said = text[mark.start : place].split()
    while len(said) > 1 and said[-1].lower() in _LEADING:
        said.pop()
    end = mark.start
    for word in said:
        end = text.index(word, end) + len(word)
    return replace(mark, end=end)


_LEADING = frozenset({"of", "with", "to", "in", "a", "an", "the", "and"})


def _labelled(text: str, marks: list[Mark]) -> list[Mark]:
    """`a hypertension label`, `a class variable`, `delayed flag` are columns."""
    spoken = (mark for mark in marks if mark.label == "ref" and _is_new(text, mark, marks))
    flags = [
        (mark.start, mark.end, text[mark.end :].split()[0].lower())
        for mark in spoken
        if text[mark.end :].lower().startswith(_FLAGS)
    ]
    named = [(one.start, one.end, one.value) for one in find_labelled(text)]
    for start, end, kind in [*flags, *named]:
        behind = end + len(kind) + 1
        there = meeting(marks, start, behind)
        if all(mark.label == "ref" and _is_new(text, mark, marks) for mark in there):
            own = last_id(marks) + 1
            kept = [
                replace(mark, heads=(own,))
                if mark.label == "formula" and 0 <= mark.start - behind < _CLOSE
                else mark
                for mark in marks
                if mark not in there
            ]
            label = "target" if kind in _TARGETS else "col"
            marks = [*kept, Mark(start, end, label, own=own)]
    return marks


def _is_new(text: str, mention: Mark, marks: list[Mark]) -> bool:
    """Whether nothing is called as a mention is."""
    said = set(text[mention.start : mention.end].lower().split())
    named = (text[one.start : one.end].lower().split() for one in marks if one.own is not None)
    return all(said.isdisjoint(one) for one in named)


def _shares(text: str, marks: list[Mark]) -> list[Mark]:
    """`1% suspicious cases` makes a column of what the cases are."""
    for mark in marks:
        name = name_of_shared(text, mark.end) if mark.label == "share" else None
        if name is None or meeting(marks, *name):
            continue
        again = akin_target(text, text[slice(*name)], marks)
        if again is not None:
            marks = [replace(one, heads=(again,)) if one is mark else one for one in marks]
        else:
            own = last_id(marks) + 1
            label = "col" if is_flagged(text, mark.end) else "target"
            made = Mark(*name, label, own=own)
            said = replace(mark, heads=(own,), groups=())
            marks = [*(said if one is mark else one for one in marks), made]
    return marks


def _whiles(text: str, marks: list[Mark]) -> list[Mark]:
    """`a day of sales` is how long a time is covered."""
    if any(mark.label in ("period", "every") for mark in marks):
        return marks
    for one in find_whiles(text):
        if not meeting(marks, one.start, one.end):
            return [*marks, Mark(one.start, one.end, "period")]
    return marks


def _rows(text: str, marks: list[Mark]) -> list[Mark]:
    """`20 rows` says how many, where nothing else was read as that."""
    if any(mark.label in ("rows", "entities", "each") for mark in marks):
        return marks
    for one in find_row_counts(text):
        there = meeting(marks, one.start, one.end)
        if all(mark.label == "period" for mark in there):
            return [
                *(mark for mark in marks if mark not in there),
                Mark(one.start, one.end, "rows"),
            ]
    return marks
