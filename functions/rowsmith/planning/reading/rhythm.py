"""What repeats: subjects with several rows each, steps in time; and what is wrong on purpose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rowsmith.planning.grammar.counts import read_each
from rowsmith.planning.grammar.dates import is_of_working_days, length_of
from rowsmith.planning.grammar.distances import read_step
from rowsmith.planning.grammar.flaws import read_flaw
from rowsmith.planning.grammar.numbers import read_number
from rowsmith.planning.grammar.shares import read_share
from rowsmith.planning.reading.marks import DIRT, Mark
from rowsmith.planning.reading.named import Named
from rowsmith.planning.reading.parse import (
    Fact,
    Flaw,
    Period,
    Repeat,
    Span,
    Step,
    TimeUnit,
)

_BESIDE = 40
"""Characters between a flaw and the column that it is in at the most."""


def read_repeats(
    text: str, marks: Sequence[Mark], named: Named
) -> tuple[tuple[Repeat, ...], frozenset[Mark]]:
    """The subjects that repeat, with their counts, and the marks of the counts."""
    repeats = dict(named.repeats)
    used: set[Mark] = set()
    for mark in marks:
        if mark.label not in ("entities", "each") or not repeats:
            continue
        one = next((head for head in mark.heads if head in repeats), None)
        if not isinstance(one, int):
            one = min(repeats, key=lambda other: abs(repeats[other].span.start - mark.start))
        said = text[mark.start : mark.end]
        if mark.label == "entities":
            count = read_number(said)
            if count is not None and count.value >= 1 and repeats[one].count is None:
                repeats[one] = replace(repeats[one], count=round(count.value))
                used.add(mark)
        elif (each := read_each(said)) is not None:
            repeats[one] = replace(repeats[one], each=each.bounds, each_exact=each.exact)
            used.add(mark)
    return tuple(repeats.values()), frozenset(used)


def read_steps(text: str, marks: Sequence[Mark]) -> Iterator[Step]:
    """Yield the steps in time, the surest first."""
    for mark in sorted(marks, key=lambda mark: (-mark.confidence, mark.start)):
        if mark.label == "every":
            every = read_step(text[mark.start : mark.end])
            if every is not None:
                yield Step(Span(mark.start, mark.end), every.count, every.unit, every.working_days)


def implied_step(text: str, facts: Sequence[Fact], repeats: Sequence[Repeat]) -> Step | None:
    """The step of subjects that are followed over a length of time: `100 users over 14 days`.

    None where it is told how many rows each has, or over how long nothing says.
    """
    counted = [repeat for repeat in repeats if repeat.count is not None]
    if len(counted) != 1 or counted[0].each is not None:
        return None
    for fact in facts:
        length = length_of(fact.value) if isinstance(fact.value, Period) else None
        if length is not None and length.unit is not None and fact.within is None:
            count = length.high or length.low or 1
            unit = "month" if _is_long(count, length.unit) else _FOLLOWED.get(length.unit)
            if unit is not None:
                working = unit == "day" and is_of_working_days(fact.span.of(text))
                return Step(fact.span, 1, unit, working, implied=True)
    return None


def _is_long(count: float, unit: TimeUnit) -> bool:
    return unit == "year" or (unit == "month" and count >= _MONTHS_OF_A_YEAR)


_MONTHS_OF_A_YEAR = 12


_FOLLOWED: Mapping[TimeUnit, TimeUnit] = {
    "hour": "minute",
    "day": "day",
    "week": "day",
    "month": "day",
}
"""How often something is looked at that is followed for hours, for days, for weeks."""


def read_flaws(
    text: str, marks: Sequence[Mark], named: Named
) -> tuple[tuple[Flaw, ...], frozenset[Mark]]:
    """What is to be wrong on purpose, with the marks of the shares; one may be of several."""
    flaws = [mark for mark in marks if mark.label == "dirt"]
    shares: dict[Mark, float] = {}
    used: set[Mark] = set()
    for mark in marks:
        if mark.label == "share" and DIRT in mark.heads and flaws:
            share = read_share(text[mark.start : mark.end])
            if share is not None:
                free = [flaw for flaw in flaws if flaw not in shares] or flaws
                nearest = min(free, key=lambda flaw: abs(flaw.start - mark.start))
                shares.setdefault(nearest, share.value)
                used.add(mark)
    spans = [Span(mark.start, mark.end) for mark in flaws]
    found = tuple(
        Flaw(span, read_flaw(span.of(text)), shares.get(mark), _column_of(text, mark, named))
        for span, mark in zip(spans, flaws, strict=True)
    )
    return found, frozenset(used)


def _column_of(text: str, mark: Mark, named: Named) -> int | None:
    """The column behind `outliers in`, or right before `has`."""
    for start, end, one in named.places:
        if one not in named.fields:
            continue
        behind, before = text[mark.end : start], text[end : mark.start]
        if start >= mark.end and len(behind) < _BESIDE and behind.strip().lower() in _IN:
            return one
        if end <= mark.start and len(before) < _BESIDE and before.strip().lower() in _HAS:
            return one
    return None


_IN = frozenset({"in", "in the", "of", "of the", "for", "for the", "on", "on the"})
_HAS = frozenset({"", "has", "with", "have", "has some", "with some", "has a few", "with a few"})
