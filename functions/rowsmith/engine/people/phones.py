"""Phone numbers in the locale's form, from ranges set aside for fiction where there are any."""

from __future__ import annotations

from functools import cache

import numpy as np

from rowsmith.engine.locales import FROZEN, settings
from rowsmith.engine.locales.patterns import Patterns
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import IntArray, Text


@cache
def _phones(locale: str) -> Patterns:
    if locale not in FROZEN:
        return _pooled_phones(locale)
    form = settings(locale)["phone"]
    return Patterns(form["patterns"], form["lists"])


@cache
def _distinct_phones(locale: str) -> Patterns:
    """The pattern of most numbers alone, each number once."""
    if locale not in FROZEN:
        return _phones(locale)
    form = settings(locale)["phone"]
    lists = {name: list(dict.fromkeys(entries)) for name, entries in form["lists"].items()}
    each = [Patterns([pattern], lists) for pattern in form["patterns"]]
    return max(each, key=lambda patterns: patterns.capacity)


def _pooled_phones(locale: str) -> Patterns:
    """Numbers that Faker writes, with as many last digits drawn anew as nearly all end in."""
    from rowsmith.engine.locales.pools import pool

    numbers = list(pool(locale, "phone_number"))
    for length in (4, 3, 2):
        ends = [(number[:-length], number[-length:]) for number in numbers]
        starts = [start for start, end in ends if end.isascii() and end.isdecimal()]
        if len(starts) > 0.9 * len(numbers):
            pattern = "{start}{" + "#" * length + "}"
            return Patterns([(1, pattern)], {"start": list(dict.fromkeys(starts))})
    return Patterns([(1, "{number}")], {"number": numbers})


def phone_capacity(locale: str) -> int:
    """How many different numbers a unique phone column can have."""
    return _distinct_phones(locale).capacity


def phones(locale: str, stream: Stream, tag: tuple[IntArray, int] | None) -> Text:
    """A number a row; distinct for distinct tags of a population within the capacity.

    Raises ValueError for a larger population.
    """
    if tag is None:
        return _phones(locale).sample(stream, "phone")
    distinct = _distinct_phones(locale)
    tags, population = tag
    if population > distinct.capacity:
        raise ValueError(f"{locale} has {distinct.capacity:,} phone numbers, not {population:,}")
    spread = distinct.capacity // population
    return Text(distinct.numbered(tags.astype(np.int64) * spread), stream.size)
