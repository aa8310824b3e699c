"""What a description asks for beside its columns: how many rows, from where, in which money."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rowsmith.planning.english.words import stems
from rowsmith.planning.grammar.distances import SECONDS
from rowsmith.planning.reading.parse import (
    Distance,
    Figure,
    Mean,
    Moment,
    Parse,
    Period,
    Range,
    Repeat,
    Span,
    Unit,
)
from rowsmith.schema.geography import countries, resolve_places
from rowsmith.schema.moments import resolve

_ANY_DAY = date(2024, 1, 1)
USUAL_ROWS_EACH = 5.0
"""Rows of a subject that has several where nothing tells how many."""
USUAL_ROWS = 1_000
"""Rows of a dataset of which nothing tells how many: enough to learn from."""
_LAST_DAYS = re.compile(r"today-(?P<count>\d+)d")
_DAYS_OF_A_WEEK, _WORKING_DAYS = 7, 5


@dataclass(frozen=True, slots=True)
class Request:
    """What a description asks for beside its columns.

    Attributes:
        rows: how many, 1 at the least, straight or by subjects and steps; None where it does
            not say.
        within: the places that it is set in, by names that are known.
        locale: of the country that they all lie in, as in `de_DE`; None where it is not one.
        currency: ISO 4217, the one that is written most; None where none is.
        unknown: places that nobody knows.
    """

    rows: int | None = None
    within: tuple[str, ...] = ()
    locale: str | None = None
    currency: str | None = None
    unknown: tuple[Span, ...] = ()


def read_request(description: str) -> Request:
    """What `description` asks for beside its columns. Raises nothing."""
    # The network is read from files: only where it is needed.
    from rowsmith.planning.reading.read import read

    return request_of(read(description))


def request_of(parse: Parse) -> Request:
    """What a parse asks for beside its columns."""
    said = [_by_country(place.value) for place in parse.places]
    unknown = set(resolve_places(said).unknown) if said else set()
    within = tuple(dict.fromkeys(name for name in said if name not in unknown))
    locale, money = _of_country(within)
    return Request(
        rows=rows_of(parse),
        within=within,
        locale=locale,
        currency=_stated_currency(parse) or money,
        unknown=tuple(
            place.span for place, name in zip(parse.places, said, strict=True) if name in unknown
        ),
    )


def rows_of(parse: Parse) -> int | None:
    """How many rows are asked for, straight or by subjects and steps; None where it is not said."""
    if parse.rows is not None:
        return parse.rows.value
    for repeat in reversed(parse.repeats):
        if repeat.count is not None:
            each = mean_of(repeat.each) if repeat.each is not None else steps_of(parse)
            each = each or (1 if repeat_is_row(parse, repeat) else usual_rows_each(repeat.count))
            return max(round(repeat.count * each), 1)
    return steps_of(parse)


def lasts(parse: Parse) -> bool:
    """Whether it is said how long the rows go on, so that a few of each subject are too few."""
    periods = [fact.value for fact in parse.facts if isinstance(fact.value, Period)]
    return any(period.length is not None for period in periods)


def repeat_is_row(parse: Parse, repeat: Repeat) -> bool:
    """Whether what is counted is what a row is, and nothing says that it has several."""
    if repeat.each is not None or parse.step is not None or parse.rows is not None:
        return False
    if lasts(parse):
        return False
    subject = parse.subject.value if parse.subject is not None else repeat.words
    return stems(subject)[-1:] == stems(repeat.words)[-1:]


def usual_rows_each(count: int) -> float:
    """Rows of each of so many subjects where nothing tells how many: few subjects have more."""
    return max(USUAL_ROWS_EACH, USUAL_ROWS / count)


def mean_of(each: tuple[float, float]) -> float:
    """The rows of each subject on average."""
    return (each[0] + each[1]) / 2


def steps_of(parse: Parse) -> int | None:
    """How many steps a stated period has; None where rows do not step, or without an end."""
    if parse.step is None:
        return None
    for start, end in _ends(parse):
        try:
            first = resolve(start, today=_ANY_DAY).seconds
            last = resolve(end, today=_ANY_DAY, end=True).seconds
        except ValueError:
            continue
        length = parse.step.count * SECONDS[parse.step.unit]
        if parse.step.working_days:
            length *= _DAYS_OF_A_WEEK / _WORKING_DAYS
        if last > first and length:
            return max(round((last - first) / length), 1)
    return None


def _ends(parse: Parse) -> Iterator[tuple[str, str]]:
    """Yield the first and the last moment of each period that has both."""
    for fact in parse.facts:
        match fact.value:
            case Period(start=Moment() as start, end=Moment(text="today")) if (
                days := _LAST_DAYS.fullmatch(start.text)
            ):
                yield f"today-{max(int(days['count']) - 1, 0)}d", "today"
            case Period(start=Moment() as start, end=Moment() as end):
                yield start.text, end.text
            case Period(length=Distance() as length):
                seconds = (length.high or length.low or 1) * SECONDS[length.unit or "day"]
                yield f"today-{max(round(seconds / SECONDS['day']) - 1, 0)}d", "today"
            case Range(low=Moment() as low, high=Moment() as high):
                yield low.text, high.text


def _by_country(words: str) -> str:
    """A country by its name: `Irish` is Ireland."""
    said = words.removeprefix("the ").strip()
    for country in countries().values():
        if any(people.lower() == said.lower() for people in country.people):
            return country.name
    return said


def _of_country(within: tuple[str, ...]) -> tuple[str | None, str | None]:
    """The locale and the currency of the one country that places lie in."""
    codes = {area.country for area in resolve_places(within).areas}
    if len(codes) != 1:
        return None, None
    country = countries()[codes.pop()]
    return country.locale, country.currency


def _stated_currency(parse: Parse) -> str | None:
    """The currency that is written most, the first of two."""
    found = Counter(_currencies(parse))
    return max(found, key=lambda code: found[code]) if found else None


def _currencies(parse: Parse) -> Iterator[str]:
    for fact in parse.facts:
        match fact.value:
            case Unit(currency=str() as code):
                yield code
            case Mean(figure=Figure(currency=str() as code)):
                yield code
            case Range(low=low, high=high):
                yield from (
                    bound.currency
                    for bound in (low, high)
                    if isinstance(bound, Figure) and bound.currency is not None
                )
