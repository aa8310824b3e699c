"""Counts of what has several rows, and of the rows of each group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rowsmith.planning.grammar.each import Counted, find_counted, find_each_level
from rowsmith.planning.grammar.numbers import read_number
from rowsmith.planning.reading.marks import Mark, last_id
from rowsmith.planning.reading.named import Named
from rowsmith.planning.reading.parse import Fact, Level, Parse, Repeat, Share, Span, Stated

_FREE = frozenset({"entities", "entity", "each", "rows", "share", "ref", "min", "max", "mean"})
"""Labels that a count may have been given instead."""
_FEWEST = 2


def with_counted(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with the subjects of `100 users each rated 20 movies`, where none repeats."""
    found = _second_subjects(text, marks)
    for one in find_counted(text):
        start, end = one.count[0], max(one.each[1], one.noun[1])
        inside = [mark for mark in found if mark.meets(start, end)]
        if any(mark.label not in _FREE for mark in inside):
            continue
        if any(mark.label == "entity" and mark not in inside for mark in found):
            continue
        found = sorted(_marked(found, inside, one), key=lambda mark: mark.start)
    return found


def _second_subjects(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`prices of 5 companies`: what is counted behind the subject is what repeats."""
    subjects = [mark for mark in marks if mark.label == "subject"]
    counts = [mark for mark in marks if mark.label == "entities" and not mark.heads]
    if len(subjects) < _FEWEST or any(mark.label == "entity" for mark in marks):
        return list(marks)
    for count in counts:
        for noun in subjects[1:]:
            between = text[count.end : noun.start].split()
            if noun.start >= count.end and len(between) <= 1 and text[count.end] == " ":
                own = last_id(marks) + 1
                entity = replace(noun, label="entity", own=own)
                led = replace(count, heads=(own,))
                return [entity if one is noun else led if one is count else one for one in marks]
    return list(marks)


def _marked(marks: Sequence[Mark], inside: Sequence[Mark], one: Counted) -> list[Mark]:
    own = next((m.own for m in inside if m.label == "entity" and m.own), last_id(marks) + 1)
    made = [
        Mark(*one.count, "entities", heads=(own,)),
        Mark(*one.noun, "entity", own=own),
        Mark(*one.each, "each", heads=(own,)),
    ]
    return [*(mark for mark in marks if mark not in inside), *made]


def with_each_level(parse: Parse, marks: Sequence[Mark], named: Named) -> Parse:
    """`parse` with the rows of `A, B and C, 40 plants each`: as many of each group.

    Where the rows go on in steps each of the 40 is a subject that is followed.
    """
    if parse.rows is not None or any(one.each or one.count for one in parse.repeats):
        return parse
    for start, end in find_each_level(parse.text):
        figure = read_number(parse.text[start:end])
        levels = _groups(parse, start, named)
        free = all(mark.label in _FREE for mark in marks if mark.meets(start, end))
        if figure is None or not free or len(levels) < _FEWEST:
            continue
        total, span = round(figure.value) * len(levels), Span(start, end)
        ids = {level.id for level in levels}
        facts = [
            fact
            for fact in parse.facts
            if not (isinstance(fact.value, Share) and fact.of in ids and fact.within is None)
        ]
        facts += [Fact(span, level.id, Share(1 / len(levels))) for level in levels]
        parse = replace(parse, facts=tuple(sorted(facts, key=lambda fact: fact.span)))
        if parse.step is None or parse.subject is None:
            return replace(parse, rows=Stated(span, total))
        own = 1 + max((*named.fields, *named.levels, *named.repeats), default=0)
        followed = Repeat(own, parse.subject.span, parse.subject.value, total)
        return replace(parse, repeats=(*parse.repeats, followed))
    return parse


def _groups(parse: Parse, place: int, named: Named) -> tuple[Level, ...]:
    """The values that are named last before a place, or first after it."""
    spans = sorted((level.span, level.of) for level in named.levels.values())
    before = [of for span, of in spans if span.end <= place]
    behind = [of for span, of in spans if span.start >= place]
    return parse.levels_of((before[-1:] or behind[:1] or [-1])[0])
