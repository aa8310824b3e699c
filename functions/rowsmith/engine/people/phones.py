"""Phone numbers in the locale's form, from ranges set aside for fiction where there are any."""

from __future__ import annotations

from functools import cache

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


@cache
def _wide_phones(locale: str) -> Patterns:
    """All numbers in the locale's form, where those set aside are too few."""
    wide = settings(locale)["phone"].get("wide") if locale in FROZEN else None
    if wide is None:
        return _distinct_phones(locale)
    return Patterns([(1, wide["pattern"])], wide["lists"])


def _numbered(locale: str, needed: int) -> Patterns:
    few = _distinct_phones(locale)
    return few if few.capacity >= needed else _wide_phones(locale)


def phone_capacity(locale: str, needed: int | None = None) -> int:
    """How many different numbers a unique phone column can have.

    With `needed`, of the ranges that are used for so many: those for fiction as long as they
    are enough.
    """
    return (_wide_phones(locale) if needed is None else _numbered(locale, needed)).capacity


def phones(locale: str, stream: Stream, tag: tuple[IntArray, int] | None) -> Text:
    """A number a row; distinct for distinct tags below `phone_capacity(locale, needed)`.

    tag: the number of each row among all, and how many are needed. Raises ValueError where
    there are not so many.
    """
    if tag is None:
        return _phones(locale).sample(stream, "phone")
    tags, needed = tag
    known = _numbered(locale, needed)
    if needed > known.capacity:
        raise ValueError(f"{locale} has {known.capacity:,} phone numbers, not {needed:,}")
    return Text(known.numbered(tags), stream.size)
