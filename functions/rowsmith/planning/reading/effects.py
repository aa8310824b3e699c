"""What a sentence says moves what, read from its form where an annotator's arcs do not fit it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from rowsmith.planning.english.words import stems
from rowsmith.planning.grammar.comparing import Comparison, read_comparisons
from rowsmith.planning.grammar.mentions import Known, find_mentions, tokens_of
from rowsmith.planning.grammar.stretches import find_sentences, find_stretches
from rowsmith.planning.reading.marks import Mark

_NAMES = frozenset({"col", "target"})
_EFFECTS = frozenset({"up", "down", "moves"})
_ORDERS = frozenset({"after", "only"})
_DEFINE = frozenset({"col", "target", "entity", "subject", "rows", "entities", "each"})
"""Labels of what is not spoken of in a sentence that only compares."""
_FIGURES = frozenset({"min", "max", "mean", "share", "rows"})
_SURE = 0.5
"""A mention that was read with less confidence is a guess."""
_CERTAIN = 0.9
"""A mention that was read with more confidence stays, whatever its words tell."""
_LABELS = {1: "up", -1: "down", 0: "moves"}
_MOST_KNOWN = 400
"""Columns and values of more are no dataset's, and each word would be compared with each."""


def with_effects(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with the effects that sentences state, whatever an annotator read of them.

    A sentence, or a part of one between commas, is read where it names no column for the first
    time. What it says is kept as the annotator read it where its form leaves doubts.
    """
    found = list(marks)
    known = list(_known(text, marks))
    if len(known) > _MOST_KNOWN:
        return found
    subject = " ".join(text[mark.start : mark.end] for mark in marks if mark.label == "subject")
    defining = [mark for mark in marks if mark.label in _DEFINE]

    def defines(start: int, end: int) -> bool:
        return any(mark.meets(start, end) for mark in defining)

    sentences = list(find_sentences(text))
    for start, end in _stretches(text, defines):
        inside = [mark for mark in found if start <= mark.start and mark.end <= end]
        if not defines(start, end):
            told = list(_as_told(inside, _Mentions(text, known, (), subject)))
            found = [*(mark for mark in found if mark not in inside), *told]
            inside = told
        effects = [mark for mark in inside if mark.label in _EFFECTS]
        said = [
            (mark.start, mark.end, one)
            for mark in inside
            if mark.label in ("ref", "vref", "val") and (one := _of(mark)) is not None
        ]
        places = [(mark.start, mark.end) for mark in effects]
        read = read_comparisons(text, start, end, known, said, places, subject)
        read = [] if any(mark.label in _ORDERS for mark in inside) else read
        if not defines(start, end):
            mentions = _Mentions(text, known, said, subject)
            found = _with(found, inside, read, mentions, alone=(start, end) in sentences)
        elif effects:
            found = _turned(found, effects, read)
            starts = {mark.start for mark in effects}
            effects = [m for m in found if m.label in _EFFECTS and m.start in starts]
            bare = not any(mark.arcs for mark in effects) and any(one.compares for one in read)
            if bare:
                found = _instead(found, inside, effects, [one for one in read if one.arcs])
            else:
                found = _put_right(found, effects, read)
        elif not any(mark.label == "trend" for mark in inside):
            found = _added(found, read)
    return sorted(found, key=lambda mark: mark.start)


def _known(text: str, marks: Sequence[Mark]) -> Iterator[Known]:
    flags = {head for mark in marks if mark.label == "vref" for head in mark.heads}
    for mark in marks:
        if mark.own is None or mark.label not in _NAMES | {"val"}:
            continue
        name = " ".join(text[mark.start : mark.end].strip("\"'`").split())
        if mark.label == "val":
            yield Known(mark.own, name, "value", _of_value(mark))
        else:
            yield Known(mark.own, name, "flag" if mark.own in flags else "column")


def _of_value(mark: Mark) -> int | None:
    return next((head for head in mark.heads if isinstance(head, int)), None)


def _of(mark: Mark) -> int | None:
    if mark.own is not None:
        return mark.own
    return next((head for head in mark.heads if isinstance(head, int)), None)


@dataclass(frozen=True, slots=True)
class _Mentions:
    """What may be spoken of in a text, and where others hold it to be."""

    text: str
    known: Sequence[Known]
    said: Sequence[tuple[int, int, int]]
    subject: str

    def between(self, start: int, end: int) -> set[int]:
        """What `text[start:end]` speaks of."""
        tokens = tokens_of(self.text, start, end)
        subject = frozenset(stems(self.subject)[-1:])
        return {one.of for one in find_mentions(self.text, tokens, self.known, self.said, subject)}


def _as_told(inside: Sequence[Mark], mentions: _Mentions) -> Iterator[Mark]:
    """Yield marks, each mention about what its words tell of; without those only guessed."""
    for mark in inside:
        unsure = mark.label in ("ref", "vref") and mark.confidence < _SURE
        told = mentions.between(mark.start, mark.end) if mark.label in ("ref", "vref") else set()
        if len(told) == 1 and mark.confidence < _CERTAIN:
            yield replace(mark, heads=tuple(told))
        elif told or not unsure:
            yield mark


def _stretches(text: str, defines: Callable[[int, int], bool]) -> Iterator[tuple[int, int]]:
    """Yield the sentences that define nothing, and the parts of the others."""
    for start, end in find_sentences(text):
        if defines(start, end):
            yield from find_stretches(text, start, end)
        else:
            yield start, end


def _with(
    marks: list[Mark],
    inside: Sequence[Mark],
    read: Sequence[Comparison],
    mentions: _Mentions,
    *,
    alone: bool,
) -> list[Mark]:
    """`marks` with what was read in the place of the effects that do not fit what is said.

    An annotator's effect fits if the sentence speaks of both its ends; then only its way is put
    right.
    """
    effects = [mark for mark in inside if mark.label in _EFFECTS]
    if not inside:
        return marks
    marks = _turned(marks, effects, read)
    starts = {mark.start for mark in effects}
    effects = [mark for mark in marks if mark.label in _EFFECTS and mark.start in starts]
    whole = [one for one in read if one.cause is not None and one.effect is not None]
    if not whole:
        lone = {one.effect for one in read if one.effect is not None}
        first, last = min(mark.start for mark in inside), max(mark.end for mark in inside)
        spoken = mentions.between(first, last)
        spoken |= {one for _, _, one in mentions.said}
        left = [_led_to(mark, lone, spoken) for mark in effects if spoken or not alone]
        kept = [mark for mark in marks if mark not in effects]
        return [*kept, *(one for one in left if one.arcs)]
    found = list(marks)
    everywhere = mentions.between(min(m.start for m in inside), max(m.end for m in inside))
    for start, end in dict.fromkeys((one.start, one.end) for one in whole):
        here = [mark for mark in effects if start <= mark.start and mark.end <= end]
        said = [one for one in whole if (one.start, one.end) == (start, end)]
        bounded = any(one.bound is not None for one in said)
        spoken = mentions.between(start, end) | {end for one in said for end in one.ends}
        arcs = [arc for mark in here for arc in mark.arcs]
        moved = {one.effect for one in said}
        alike = len(mentions.between(start, end)) == 1  # `alcohol raises it, sleep less`
        fits = all(
            of in spoken and (to in spoken or (alike and of in moved and to in everywhere))
            for of, to in arcs
        )
        if arcs and fits and not bounded:
            found = _put_right(found, here, said)
        elif here or any(one.compares for one in said):
            found = _instead(found, inside, here, said)
    return found


def _instead(
    marks: list[Mark], inside: Sequence[Mark], gone: Sequence[Mark], said: Sequence[Comparison]
) -> list[Mark]:
    """`marks` with other effects in the place of `gone`."""
    bounds = [one.bound for one in said if one.bound is not None]
    kept = [
        replace(mark, heads=()) if mark.label == "strength" and mark in inside else mark
        for mark in marks
        if mark not in gone
        and not (mark.label in _FIGURES and any(mark.meets(*bound) for bound in bounds))
    ]
    for one in said:
        start, end = (gone[0].start, gone[0].end) if gone else (one.start, one.end)
        if one.bound is not None:
            start, end = min(start, one.bound[0]), max(end, one.bound[1])
        label = "apart" if one.unrelated else _LABELS[one.sign]
        kept.append(Mark(start, end, label, arcs=one.arcs, bound=one.bound))
    return kept


def _put_right(
    marks: list[Mark], effects: Sequence[Mark], read: Sequence[Comparison]
) -> list[Mark]:
    """`marks` with the right way of these effects, and with all that is joined to their causes."""
    signs = {(one.cause, one.effect): one for one in read}
    signs |= {(one.effect, one.cause): one for one in read if one.unrelated}
    found = list(marks)
    for mark in effects:
        said = [signs[arc] for arc in mark.arcs if arc in signs]
        causes = {of for of, _ in mark.arcs}
        targets = {to for _, to in mark.arcs}
        joined = [one for one in read if one.effect in targets]
        if len(targets) == 1 and causes < {one.cause for one in joined}:
            said = joined
        if not said or len(said) < len(mark.arcs):
            continue
        found.remove(mark)
        for way in dict.fromkeys(one.sign for one in said):
            arcs = tuple(arc for one in said if one.sign == way for arc in one.arcs)
            only_moves = not way or (mark.label == "moves" and way > 0)
            label = mark.label if only_moves else _LABELS[way]
            label = "apart" if said[0].unrelated else label
            found.append(replace(mark, label=label, arcs=arcs))
    return found


def _turned(marks: list[Mark], effects: Sequence[Mark], read: Sequence[Comparison]) -> list[Mark]:
    """`marks` with the right way of effects of which the words only tell the cause."""
    ways = {one.cause: one.sign for one in read if one.effect is None}
    found = list(marks)
    for mark in effects:
        said = {ways.get(of, 0) for of, _ in mark.arcs}
        if len(said) == 1 and (way := said.pop()):
            found[found.index(mark)] = replace(mark, label=_LABELS[way])
    return found


def _added(marks: list[Mark], read: Sequence[Comparison]) -> list[Mark]:
    """`marks` with the effects that a verb leaves no doubt of, where none was read."""
    return marks + [
        Mark(one.start, one.end, _LABELS[one.sign], arcs=one.arcs)
        for one in read
        if one.plain and one.compares and one.arcs and not one.unrelated
    ]


def _led_to(mark: Mark, effects: set[int], spoken: set[int]) -> Mark:
    """An effect without the ends that nothing speaks of, where it is known what is moved."""
    if not effects:
        return mark
    causes = spoken - effects
    return replace(
        mark, arcs=tuple(arc for arc in mark.arcs if arc[1] in effects or arc[0] in causes)
    )
