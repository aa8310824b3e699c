"""`faker`: a value of one of Faker's providers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import numpy as np

from rowsmith.engine.arrays import joined_bytes
from rowsmith.engine.block import Block
from rowsmith.engine.people.phones import phone_capacity, phones
from rowsmith.engine.samplers.base import Context, Sampler
from rowsmith.engine.samplers.country import Countries
from rowsmith.engine.samplers.slots import slot_of
from rowsmith.engine.streams import name_hash, permutation
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

_START = "S9"
"""So much of a number holds its calling code and its area."""
_AREA = re.compile(r"^(?:\+\d+\D+)?\D*(\d+)")


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
    if column.provider in ("phone_number", "msisdn") and Countries(place, context).abroad:
        return UniqueSampler(column, context)
    if column.provider == "phone_number":
        return PhoneSampler(column, context)
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


class PhoneSampler:
    """Phone numbers in the locale's form, each once where there are enough."""

    def __init__(self, column: FakerColumn, context: Context) -> None:
        self._locale = context.locale
        self._slot = slot_of(column, context)
        self._key = f"phone_number {context.subject}"
        needed = context.population * (self._slot + 1)
        self._unique = phone_capacity(self._locale) >= needed
        if not self._unique:
            context.warn(f"'{column.name}' repeats: {self._locale} has too few phone numbers")

    def sample(self, block: Block) -> Values:
        """A number of each row or subject."""
        stream = block.streams(f"{self._key} {self._slot}")
        if not self._unique:
            return phones(self._locale, stream, None)
        needed = block.population * (self._slot + 1)
        key = name_hash(str(block.seed), self._key, "unique")
        numbers = block.numbers + self._slot * block.population
        placed = permutation(numbers, phone_capacity(self._locale, needed), key)
        return phones(self._locale, stream, (placed, needed))


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
        first = next((part for part in shown.parts if isinstance(part, Coded)), None)
        if first is None:  # of several countries: whole numbers, behind their calling codes
            starts, codes = np.unique(joined_bytes(shown).astype(_START), return_inverse=True)
            first = Coded(codes, TextTable(starts))
        found = [_AREA.search(entry) for entry in first.table.strings.tolist()]
        table = TextTable.of("" if area is None else area[1] for area in found)
        return Text.coded(first.codes, table, shown.missing)
