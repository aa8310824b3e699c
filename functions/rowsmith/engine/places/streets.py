"""Street addresses as each country writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.draw import WeightedTable
from rowsmith.engine.locales import FROZEN, settings
from rowsmith.engine.locales.patterns import Lists, Patterns
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import Text

_POOL = 1_500
_FIELD = re.compile(r"\{([^{}]+)\}")
_NAME = "street_address"

WeightedPatterns = Sequence[tuple[float, str]]


class Streets:
    """Addresses for places of several countries, each in its own locale's patterns.

    A country that no frozen locale is of is written as in `locale`.
    """

    def __init__(self, locale: str, countries: Sequence[str]) -> None:
        locales = locales_of(locale, countries)
        used = list(dict.fromkeys(locales))
        self._group = np.array([used.index(name) for name in locales], dtype=np.uint8)
        forms = [_form(name) for name in used]
        patterns: list[tuple[float, str]] = []
        lists: dict[str, Sequence[str]] = {}
        self._starts: list[int] = []
        self._draws: list[WeightedTable] = []
        for name, (own, own_lists) in zip(used, forms, strict=True):
            self._starts.append(len(patterns))
            self._draws.append(WeightedTable([weight for weight, _ in own]))
            patterns += [(weight, _marked(text, name, own_lists)) for weight, text in own]
            lists |= {f"{name} {key}": entries for key, entries in own_lists.items()}
        self._patterns = Patterns(patterns, lists)
        self.capacity = self._patterns.capacity

    def sample(self, stream: Stream, country: NDArray[np.integer], name: str = _NAME) -> Text:
        """An address a row, given the number of its country among `countries`.

        name: of the draw; another name is another address.
        """
        chosen = None
        if len(self._draws) > 1:
            bits, group = stream.bits(f"{name} pattern"), self._group[country]
            chosen = np.zeros(stream.size, dtype=np.intp)
            for number, (start, draw) in enumerate(zip(self._starts, self._draws, strict=True)):
                rows = np.flatnonzero(group == number)
                chosen[rows] = start + draw.codes(bits[rows])
        return Text(self._patterns.parts(stream, name, chosen), stream.size)


def locales_of(locale: str, countries: Sequence[str]) -> list[str]:
    """The locale that writes each country's addresses; one that is not frozen has a pool."""
    by_country = {settings(frozen)["country"]: frozen for frozen in FROZEN}
    return [by_country.get(country, locale) for country in countries]


@cache
def streets(locale: str, countries: tuple[str, ...]) -> Streets:
    """The streets of `countries`, made once."""
    return Streets(locale, countries)


def _form(locale: str) -> tuple[WeightedPatterns, Lists]:
    if locale in FROZEN:
        street = settings(locale)["street"]
        return street["patterns"], street["lists"]
    from rowsmith.engine.locales.pools import pool

    return [(1, "{address}")], {"address": list(pool(locale, _NAME, _POOL))}


def _marked(pattern: str, locale: str, lists: Lists) -> str:
    """The pattern with its lists named by locale, so that those of two locales differ."""
    return _FIELD.sub(
        lambda field: f"{{{locale} {field[1]}}}" if field[1] in lists else field[0], pattern
    )
