"""Bounds, typical values and spreads of columns, each with the group that it holds within."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from rowsmith.planning.grammar.bounds import in_order, read_bound, read_bounds, read_range
from rowsmith.planning.grammar.numbers import read_number
from rowsmith.planning.grammar.sides import is_median, is_open, is_variance
from rowsmith.planning.reading.marks import Mark
from rowsmith.planning.reading.named import Named
from rowsmith.planning.reading.parse import Fact, Figure, Mean, Moment, Range, Span, Spread

_REACH = 30
"""Characters before a figure that tell what is meant by it."""
_APART = 60
"""Characters between the two bounds of one range at the most."""
_YEARS = range(1500, 2300)


@dataclass(frozen=True, slots=True)
class Statement:
    """A mark about one thing, within one group."""

    mark: Mark
    of: int | None
    within: int | None


def read_figures(text: str, stated: Sequence[Statement], named: Named) -> Iterator[Fact]:
    """Yield the facts of what is labelled min, max, mean and sd; unreadable ones are left out."""
    of_ranges = [one for one in stated if one.mark.label in ("min", "max")]
    yield from _without_halves(list(_ranges(text, of_ranges, named)))
    for one in stated:
        span = Span(one.mark.start, one.mark.end)
        said, before = span.of(text), text[max(0, one.mark.start - _REACH) : one.mark.start]
        if one.mark.label == "mean":
            figure = read_bound(said)
            if figure is not None:
                yield Fact(span, one.of, Mean(figure, median=is_median(before)), one.within)
            elif (bounds := read_range(said)) is not None:
                yield Fact(span, one.of, bounds, one.within)
        elif one.mark.label == "sd" and (spread := read_number(said)) is not None:
            if is_variance(before):
                spread = replace(spread, value=sqrt(abs(spread.value)))
            yield Fact(span, one.of, Spread(spread), one.within)


def _without_halves(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the ranges without those of one bound where the same thing has one of two."""
    whole = {
        (fact.of, fact.within)
        for fact in facts
        if isinstance(fact.value, Range) and None not in (fact.value.low, fact.value.high)
    }
    for fact in facts:
        half = isinstance(fact.value, Range) and None in (fact.value.low, fact.value.high)
        if not half or (fact.of, fact.within) not in whole:
            yield fact


def _ranges(text: str, stated: Sequence[Statement], named: Named) -> Iterator[Fact]:
    used: set[int] = set()
    for place, one in enumerate(stated):
        if place in used:
            continue
        used.add(place)
        span = Span(one.mark.start, one.mark.end)
        whole = read_range(span.of(text))
        if whole is not None and whole.low is not None and whole.high is not None:
            yield Fact(span, one.of, whole, one.within)
            continue
        other = _partner(stated, place, used, named)
        if other is None:
            bound = _one_sided(text, one.mark)
            if bound is not None:
                yield Fact(span, one.of, bound, one.within)
            continue
        used.add(other)
        bounds = _two_sided(text, one.mark, stated[other].mark)
        if bounds is not None:
            yield Fact(Span(one.mark.start, stated[other].mark.end), one.of, bounds, one.within)


def _partner(stated: Sequence[Statement], place: int, used: set[int], named: Named) -> int | None:
    """The other bound of the same thing in the same group, near behind, no other name between."""
    one = stated[place]
    for other in range(place + 1, len(stated)):
        far = stated[other].mark.start - one.mark.end > _APART
        if far:
            return None
        alike = (stated[other].of, stated[other].within) == (one.of, one.within)
        if alike and other not in used:
            between = (one.mark.end, stated[other].mark.start)
            apart = any(between[0] <= at < between[1] for at, _, _ in named.places)
            fits = stated[other].mark.label != one.mark.label and not apart
            return other if fits else None
    return None


def _two_sided(text: str, first: Mark, second: Mark) -> Range | None:
    low, high = (first, second) if first.label == "min" else (second, first)
    bounds = read_bounds(text[low.start : low.end], text[high.start : high.end])
    if bounds is None:
        return _one_sided(text, low) or _one_sided(text, high)
    low_bound, high_bound = bounds.low, bounds.high
    if isinstance(low_bound, Moment) and isinstance(high_bound, Figure):
        high_bound = _year(high_bound)
    elif isinstance(low_bound, Figure) and isinstance(high_bound, Moment):
        low_bound = _year(low_bound)
    if low_bound is None or high_bound is None:
        return None
    ordered = in_order(low_bound, high_bound)
    return replace(
        ordered,
        low_open=is_open(text[max(0, low.start - _REACH) : low.start], "low"),
        high_open=is_open(text[max(0, high.start - _REACH) : high.start], "high"),
    )


def _year(figure: Figure) -> Moment | None:
    return Moment(f"{figure.value:.0f}") if figure.value in _YEARS else None


def _one_sided(text: str, mark: Mark) -> Range | None:
    said = text[mark.start : mark.end]
    stated = read_range(said)
    if stated is not None:
        return stated
    bound = read_bound(said)
    if bound is None:
        return None
    before = text[max(0, mark.start - _REACH) : mark.start]
    if mark.label == "min":
        return Range(bound, None, low_open=is_open(before, "low"))
    return Range(None, bound, high_open=is_open(before, "high"))
