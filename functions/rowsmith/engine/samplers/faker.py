"""`faker`: a value of one of Faker's providers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import numpy as np

from rowsmith.engine.block import Block
from rowsmith.engine.people.phones import phones
from rowsmith.engine.samplers.base import Context, Sampler
from rowsmith.engine.samplers.country import Countries
from rowsmith.engine.values import Coded, Text, TextTable, Values
from rowsmith.schema.columns import FakerColumn
from rowsmith.schema.geography import Country, countries
from rowsmith.schema.providers import OF_CARDS

_OF_COUNTRY: Mapping[str, Callable[[Country], str]] = {
    "bank_country": lambda land: land.code,
    "country": lambda land: land.name,
    "country_calling_code": lambda land: f"+{land.calling_code}",
    "country_code": lambda land: land.code,
    "currency_code": lambda land: land.currency,
    "currency_name": lambda land: land.currency_name,
    "language_code": lambda land: land.language,
    "language_name": lambda land: land.language_name,
    "locale": lambda land: f"{land.language}_{land.code}",
}
"""What a country has one of."""

_FIRST_DIGITS = re.compile(r"\d+")


def faker_sampler(column: FakerColumn, context: Context) -> Sampler:
    """The sampler of a provider: unique identifiers, facts of a country, or values of a pool."""
    from rowsmith.engine.identifiers.forms import COMPOSED
    from rowsmith.engine.samplers.unique import ArticleSampler, CardSampler, UniqueSampler

    if column.provider in OF_CARDS:
        return CardSampler(column, context)
    if column.provider in COMPOSED:
        lookup = column.article(context.schema, context.entity)
        if lookup is not None:
            return ArticleSampler(column, lookup, context)
        return UniqueSampler(column, context)
    if column.provider == "area_code":
        return AreaCodeSampler(column, context)
    place = column.place(context.schema, context.entity)
    if column.provider in _OF_COUNTRY and place is not None:
        return FactSampler(Countries(place, context), _OF_COUNTRY[column.provider])
    return FakerSampler(column, context)


class FakerSampler:
    """Values of one provider, from its frozen table or from a pool drawn once."""

    def __init__(self, column: FakerColumn, context: Context) -> None:
        from rowsmith.engine.providers import provider_sampler

        self._name = column.name
        self._provider = provider_sampler(column.provider, context.locale)

    def sample(self, block: Block) -> Values:
        """One value a row."""
        return self._provider.sample(block.streams(self._name))


class FactSampler:
    """What the country of each row has one of: its currency, its language, its calling code."""

    def __init__(self, of: Countries, fact: Callable[[Country], str]) -> None:
        self._countries = of
        self._table = TextTable.of(fact(countries()[code]) for code in of.codes)

    def sample(self, block: Block) -> Values:
        """The fact of each row's country."""
        of_rows = self._countries.of_rows(block)
        codes = np.zeros(block.size, dtype=np.int64) if of_rows is None else of_rows
        return Text.coded(codes, self._table)


class AreaCodeSampler:
    """The area code of the phone number beside it, or of one that is not shown."""

    def __init__(self, column: FakerColumn, context: Context) -> None:
        beside = column.phone(context.schema, context.entity)
        self._phone = None if beside is None else beside.name
        self._name = column.name
        self._locale = context.locale

    def sample(self, block: Block) -> Values:
        """The first digits of each row's number, behind the country's own."""
        if self._phone is not None:
            shown = block.values[self._phone]
            assert isinstance(shown, Text)  # noqa: S101
        else:
            shown = phones(self._locale, block.streams(self._name), None)
        first = next(part for part in shown.parts if isinstance(part, Coded))
        codes = [_FIRST_DIGITS.search(entry) for entry in first.table.strings.tolist()]
        table = TextTable.of("" if code is None else code[0] for code in codes)
        return Text.coded(first.codes, table, shown.missing)
