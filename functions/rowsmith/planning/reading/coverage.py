"""What the marks leave over, and whether the columns that they name are all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from rowsmith.planning.english.content import content_words
from rowsmith.planning.grammar.listings import is_listed, is_open_list, says_all
from rowsmith.planning.reading.marks import Mark
from rowsmith.planning.reading.named import Named
from rowsmith.planning.reading.parse import Listing, Parse, Span

_REACH = 60


def find_uncovered(parse: Parse, marks: Sequence[Mark], used: Collection[Mark]) -> tuple[Span, ...]:
    """Where something is said that no part of `parse` was read from, in order.

    Everything that was marked and could not be read; every figure; every clause that speaks of
    nothing, or of something without a statement; words beside each other elsewhere. Words that
    mean nothing for a dataset (articles, courtesy, purposes, formats) are passed over, and so
    are those that carry what was read (`customers spend more`). What stands together in a clause
    is one span.

    Args:
        parse: what was read.
        marks: all marks.
        used: those that are in `parse` without a span of their own.
    """
    covered = {*parse.spans(), *(Span(mark.start, mark.end) for mark in used)}
    spans = [Span(mark.start, mark.end) for mark in marks]
    unread = [span for span in spans if not any(span.overlaps(other) for other in covered)]
    words = [Span(start, end) for start, end in content_words(parse.text)]
    taken = [*covered, *unread]
    left = [span for span in words if not any(span.overlaps(other) for other in taken)]
    for clause in _clauses(parse.text):
        inside = [span for span in left if span.overlaps(clause)]
        said = [mark for mark in marks if clause.overlaps(Span(mark.start, mark.end))]
        unread += _lost(parse.text, inside, said)
    return tuple(sorted(unread))


def _lost(text: str, words: Sequence[Span], marks: Sequence[Mark]) -> Iterator[Span]:
    """Yield what is lost of the words that a clause leaves over."""
    labels = {mark.label for mark in marks}
    figures = [word for word in words if any(letter.isdigit() for letter in word.of(text))]
    if labels - _NAMES:
        yield from figures
    elif labels & _DEFINED:
        runs = _runs(text, words, marks)
        yield from (
            run
            for run in runs
            if run in figures or any(run.start < word.start for word in words if word.overlaps(run))
        )
    elif words:
        yield from _runs(text, words, marks, apart=False)


def _runs(
    text: str, words: Sequence[Span], marks: Sequence[Mark], *, apart: bool = True
) -> Iterator[Span]:
    """Yield words that stand side by side as one span; with `apart` unset, up to the next mark."""
    last: Span | None = None
    for word in words:
        if last is not None and not _parted(text, last, word, marks, apart=apart):
            last = Span(last.start, word.end)
            continue
        if last is not None:
            yield last
        last = word
    if last is not None:
        yield last


def _parted(text: str, last: Span, word: Span, marks: Sequence[Mark], *, apart: bool) -> bool:
    if apart:
        return bool(text[last.end : word.start].strip(" -_/'"))
    return any(last.end <= mark.start < word.start for mark in marks)


def _clauses(text: str) -> Iterator[Span]:
    """Yield the stretches between commas, brackets, line breaks and stops."""
    start = 0
    for place, letter in enumerate(text):
        follows = text[place + 1 : place + 2]
        ends = letter in ";\n()!?" or (letter in ".,:" and (not follows or follows.isspace()))
        if ends:
            if place > start:
                yield Span(start, place)
            start = place + 1
    if start < len(text):
        yield Span(start, len(text))


_DEFINED = frozenset({"col", "target", "not", "val", "subject", "entity"})
_NAMES = _DEFINED | {"ref", "vref"}
"""Labels that speak of something without a statement."""


def how_listed(text: str, named: Named) -> Listing:
    """Whether the columns that `text` names are all there are to be, some of them, or none."""
    fields = [
        field
        for field in named.fields.values()
        if field.span is not None and field.role in ("column", "target")
    ]
    there = [field.span for field in fields if field.span is not None]
    if not there:
        return "none"
    there.sort()
    if says_all(text):
        return "closed"
    before, after = text[: there[0].start], text[there[-1].end :]
    if is_open_list(before[-_REACH:], after[:_REACH]):
        return "open"
    if any(field.listed for field in fields):
        return "closed"
    between = [text[one.end : other.start] for one, other in pairwise(there)]
    if len(there) == 1 or all(field.spoken for field in fields):
        return "open"
    opened = is_listed(before[-_REACH:], between) or between[0].rstrip().endswith(":")
    return "closed" if opened else "open"
