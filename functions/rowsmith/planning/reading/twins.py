"""What is defined twice: another mention of the first, unless a list has it twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rowsmith.planning.english.words import stems
from rowsmith.planning.grammar.complements import end_of_noun
from rowsmith.planning.reading.marks import Mark

_NAMES = {"col": "field", "target": "field", "val": "val"}


def without_twins(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with a value or column that is defined again as a mention of the first.

    A name that stands twice in one list is two columns. What is to be predicted is one thing:
    `detect fraud` speaks of the `fraud label` that is named later.
    """
    firsts: dict[tuple[str, tuple[int | str, ...], str], Mark] = {}
    same: dict[int, int] = {}
    kept = []
    for mark in marks:
        if mark.label not in _NAMES or mark.own is None:
            kept.append(mark)
            continue
        of = tuple(same.get(head, head) if isinstance(head, int) else head for head in mark.heads)
        key = (_NAMES[mark.label], of, " ".join(text[mark.start : mark.end].split()).lower())
        first = firsts.setdefault(key, mark)
        if first is mark or first.own is None or _are_listed_twice(text, first, mark):
            kept.append(mark)
        else:
            kept.append(_mention(mark, first.own, same))
    kept = _one_target(text, kept, same)
    kept = _without_named_values(text, kept, same)
    return [_renamed(mark, same) for mark in kept] if same else kept


def _mention(mark: Mark, of: int, same: dict[int, int]) -> Mark:
    if mark.own is not None:
        same[mark.own] = of
    label = "vref" if mark.label == "val" else "ref"
    return replace(mark, label=label, own=None, heads=(of,))


def _are_listed_twice(text: str, first: Mark, second: Mark) -> bool:
    """Whether one list has the name of a column twice."""
    between = text[first.end : second.start]
    columns = first.label == second.label == "col"
    return columns and not any(sign in between for sign in (". ", ";", "\n"))


def _one_target(text: str, marks: list[Mark], same: dict[int, int]) -> list[Mark]:
    targets = [mark for mark in marks if mark.label == "target"]
    names = {mark.own: set(stems(text[mark.start : mark.end])) for mark in targets}
    kept = []
    for mark in marks:
        later = [
            one for one in targets if one.start > mark.start and _is_again(text, mark, one, names)
        ]
        if mark.label == "target" and later and later[0].own is not None:
            kept.append(_mention(mark, later[0].own, same))
        else:
            kept.append(mark)
    return kept


def _without_named_values(text: str, marks: list[Mark], same: dict[int, int]) -> list[Mark]:
    """A target that is called as a value of a column: `spam detection, label ham or spam`."""
    columns = {mark.own for mark in marks if mark.label == "col"}
    values = {
        text[mark.start : mark.end].lower(): mark.heads[0]
        for mark in marks
        if mark.label == "val" and mark.heads and mark.heads[0] in columns
    }
    kept = []
    for mark in marks:
        of = values.get(text[mark.start : mark.end].lower()) if mark.label == "target" else None
        kept.append(_mention(mark, of, same) if isinstance(of, int) else mark)
    again = {of for mark, of in zip(marks, kept, strict=True) if mark.label != of.label}
    return _as_targets(kept, {head for mark in again for head in mark.heads})


def _as_targets(marks: list[Mark], columns: set[int | str]) -> list[Mark]:
    return [
        replace(mark, label="target") if mark.label == "col" and mark.own in columns else mark
        for mark in marks
    ]


def _is_again(text: str, mark: Mark, later: Mark, names: Mapping[int | None, set[str]]) -> bool:
    """Whether what is predicted is named again: in more words, by its head, or in a list."""
    said, again = names.get(mark.own, set()), names[later.own]
    if not said:
        return False
    end = end_of_noun(text, mark.end, later.start)
    head = set(stems(text[mark.start : end])[-len(again) :])
    return again >= said or again == head


def _renamed(mark: Mark, same: dict[int, int]) -> Mark:
    return replace(
        mark,
        heads=tuple(same.get(head, head) if isinstance(head, int) else head for head in mark.heads),
        groups=tuple(same.get(group, group) for group in mark.groups),
        arcs=tuple((same.get(of, of), same.get(to, to)) for of, to in mark.arcs),
    )
