"""Marks to a parse: what an annotator found becomes typed values, and whose each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rowsmith.planning.grammar.complements import (
    end_of_complement,
    end_of_noun,
    find_owner,
    start_of_noun,
)
from rowsmith.planning.grammar.flaws import read_difficulty
from rowsmith.planning.grammar.lexicon import is_form_of_data
from rowsmith.planning.grammar.numbers import read_number
from rowsmith.planning.grammar.places import find_places
from rowsmith.planning.grammar.row_words import counts_no_rows
from rowsmith.planning.reading.counted import with_each_level
from rowsmith.planning.reading.coverage import find_uncovered, how_listed
from rowsmith.planning.reading.figures import Statement, read_figures
from rowsmith.planning.reading.marks import ASIDE, MARKS_ALONE, MARKS_OF, Mark
from rowsmith.planning.reading.named import Named, read_names
from rowsmith.planning.reading.parse import Difficulty, Doubt, Parse, Repeat, Span, Stated
from rowsmith.planning.reading.relations import read_relations
from rowsmith.planning.reading.rhythm import (
    implied_step,
    read_flaws,
    read_repeats,
    read_steps,
)
from rowsmith.planning.reading.statements import read_statements
from rowsmith.planning.reading.tidy import tidy
from rowsmith.planning.reading.weights import read_all_shares

SURE = 0.5
"""What was read with less confidence is a doubt."""


def decode(text: str, marks: Iterable[Mark]) -> Parse:
    """What `text` says, by the marks of an annotator.

    Raises nothing, whatever the marks: a statement that lacks its head belongs to the nearest
    column before it, bounds in the wrong order change places, and what cannot be read is in
    `uncovered`, as are the words that no mark covers.
    """
    ordered = tidy(text, marks)
    named = read_names(text, ordered)
    rows = next(_counts(text, ordered, "rows"), None)
    stated = _by_label(text, ordered, named)
    related = read_relations(text, ordered, named)
    repeats, of_repeats = read_repeats(text, ordered, named)
    flaws, of_flaws = read_flaws(text, ordered, named)
    facts = [
        *read_figures(text, stated, named),
        *read_all_shares(text, stated, named, rows.value if rows else None),
        *read_statements(text, stated, named),
        *related.distances,
    ]
    subject = _subject(text, ordered)
    spoken = {mention.of for mention in named.mentions}
    step = next(read_steps(text, ordered), None)
    if step is None and rows is None:
        step = implied_step(text, facts, repeats)
    if subject is None and rows is None and step is None and not spoken & set(named.repeats):
        subject, rows, repeats = _counted_rows(repeats)
    parse = Parse(
        text=text,
        subject=subject,
        about=tuple(_about(text, ordered, subject)),
        rows=rows,
        places=tuple(_places(text, ordered)),
        listing=how_listed(text, named),
        fields=tuple(named.fields.values()),
        levels=tuple(named.levels.values()),
        facts=tuple(sorted(facts, key=lambda fact: (fact.span.start, fact.span.end))),
        relations=related.relations,
        repeats=repeats,
        step=step,
        flaws=flaws,
        clusters=next(_counts(text, ordered, "clusters"), None),
        difficulty=next(_difficulties(text, ordered), None),
        mentions=tuple(sorted(named.mentions, key=lambda mention: mention.span)),
        doubts=tuple(
            Doubt(Span(mark.start, mark.end), mark.confidence)
            for mark in ordered
            if mark.confidence < SURE
        ),
    )
    parse = with_each_level(parse, ordered, named)
    asides = {mark for mark in ordered if mark.label == ASIDE}
    used = related.used | of_repeats | of_flaws | asides
    return replace(parse, uncovered=find_uncovered(parse, ordered, used))


def _by_label(text: str, marks: Sequence[Mark], named: Named) -> list[Statement]:
    """Each statement once for every thing that it is about and every group it holds within."""
    stated = []
    for mark in marks:
        if mark.label not in MARKS_OF | MARKS_ALONE:
            continue
        heads: list[int | None] = [
            head for head in mark.heads if isinstance(head, int) and named.is_thing(head)
        ]
        if not mark.heads and mark.label not in MARKS_ALONE:
            heads = [named.nearest(mark.start, mark.end, text, levels=mark.label == "share")]
        elif not mark.heads:
            heads = [None]
        groups: list[int | None] = [group for group in mark.groups if named.is_thing(group)]
        stated += [Statement(mark, head, group) for group in groups or [None] for head in heads]
    return stated


def _counted_rows(
    repeats: tuple[Repeat, ...],
) -> tuple[Stated[str] | None, Stated[int] | None, tuple[Repeat, ...]]:
    """One subject that is counted and does not repeat is the rows: `20 products, each with`."""
    if len(repeats) != 1 or repeats[0].count is None or repeats[0].each is not None:
        return None, None, repeats
    one = repeats[0]
    return Stated(one.span, one.words), Stated(one.span, repeats[0].count), ()


def _subject(text: str, marks: Sequence[Mark]) -> Stated[str] | None:
    """The surest of what was read as the subject; the first of two as sure."""
    subjects = _subjects(text, marks)
    if not subjects:
        return _counted(text, marks)
    mark = max(subjects, key=lambda mark: (mark.confidence, -mark.start))
    stop = min((one.start for one in marks if one.start >= mark.end), default=len(text))
    end = end_of_complement(text, mark.end, stop)
    last = max((one.end for one in marks if one.end <= mark.start), default=0)
    start = start_of_noun(text, mark.start, last)
    return Stated(Span(start, end), " ".join(text[start:end].split()))


def _subjects(text: str, marks: Sequence[Mark]) -> list[Mark]:
    subjects = [mark for mark in marks if mark.label == "subject"]
    return [mark for mark in subjects if not is_form_of_data(text[mark.start : mark.end])]


def _about(text: str, marks: Sequence[Mark], subject: Stated[str] | None) -> Iterator[Stated[str]]:
    """Yield what else was read as the subject, and whose data it is: `churn data for a bank`."""
    own = [subject.span] if subject is not None else []
    others = [Span(mark.start, mark.end) for mark in _subjects(text, marks)]
    spans = [span for span in others if not any(span.overlaps(one) for one in own)]
    nouns = [Span(mark.start, mark.end) for mark in marks if mark.label == "entity"]
    for span in (*own, *others, *nouns):
        stop = min((mark.start for mark in marks if mark.start >= span.end), default=len(text))
        found = find_owner(text, span.end, stop)
        if found is not None and not any(Span(*found).overlaps(one) for one in (*own, *spans)):
            spans.append(Span(*found))
    for span in sorted(spans):
        yield Stated(span, " ".join(span.of(text).split()))


def _counted(text: str, marks: Sequence[Mark]) -> Stated[str] | None:
    """What is counted by the number of rows, where nothing else is said: `20 books`."""
    rows = next((mark for mark in marks if mark.label == "rows"), None)
    if rows is None or len(marks) > 1:
        return None
    end = end_of_noun(text, rows.end, len(text))
    span = Span(rows.end + 1, end)
    return Stated(span, span.of(text)) if end > rows.end else None


def _counts(text: str, marks: Sequence[Mark], label: str) -> Iterator[Stated[int]]:
    for mark in sorted(marks, key=lambda mark: (-mark.confidence, mark.start)):
        if mark.label == label:
            figure = read_number(text[mark.start : mark.end])
            if figure is None or figure.value < 1:
                continue
            if label != "rows" or not counts_no_rows(text, mark.start, mark.end, figure.value):
                yield Stated(Span(mark.start, mark.end), round(figure.value))


def _places(text: str, marks: Sequence[Mark]) -> Iterator[Stated[str]]:
    for mark in marks:
        if mark.label == "place":
            for found in find_places(text[mark.start : mark.end]):
                span = Span(mark.start + found.start, mark.start + found.end)
                yield Stated(span, found.value)


def _difficulties(text: str, marks: Sequence[Mark]) -> Iterator[Stated[Difficulty]]:
    for mark in marks:
        if mark.label == "level":
            difficulty = read_difficulty(text[mark.start : mark.end])
            if difficulty is not None:
                yield Stated(Span(mark.start, mark.end), difficulty)
