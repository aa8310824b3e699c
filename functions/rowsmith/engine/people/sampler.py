"""One person a row or subject: every field from the same draws, so that they agree."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.arrays import joined_bytes
from rowsmith.engine.identifiers.by_country import ByCountry
from rowsmith.engine.locales.abroad import NamesAbroad
from rowsmith.engine.locales.names import Names, names
from rowsmith.engine.people.birth import DAY_SECONDS, birth_days, draw_age
from rowsmith.engine.people.gender import GENDERS, draw_gender
from rowsmith.engine.people.handles import EMAIL_CAPACITY, USERNAME_CAPACITY, Handles
from rowsmith.engine.people.phones import phone_capacity, phones
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import (
    CodeArray,
    Coded,
    Datetimes,
    IntArray,
    Numbers,
    Part,
    Text,
    Values,
)

_MOST_DRAWS = 24
"""So often a name is drawn anew where it must be another: 1 in 20 has the commonest one."""

FIELDS = (
    "full_name",
    "first_name",
    "middle_name",
    "last_name",
    "gender",
    "email",
    "username",
    "phone",
    "birth_date",
    "age",
)
Tag = tuple[IntArray, int]
"""A number of [0, population) a row, no two alike, and the population.

Of a phone the number is below its capacity, and beside it is how many are needed; abroad it
is of any size, and beside it the key that places it in the country's form.
"""


class PersonSampler:
    """People of one locale, or of `countries` (ISO 3166), with names in Latin letters then.

    Raises KeyError for a locale that Faker does not have.
    """

    def __init__(self, locale: str, countries: Sequence[str] = ()) -> None:
        self.locale = locale
        self.countries = tuple(countries)
        self._names = NamesAbroad(countries) if countries else names(locale)
        self._handles = Handles(self._names)
        self.warnings: tuple[str, ...] = ()
        if isinstance(self._names, Names):
            self.warnings = self._names.warnings

    def sample(
        self,
        fields: Collection[str],
        stream: Stream,
        *,
        as_of: date,
        gender: NDArray[np.integer] | None = None,
        age: NDArray[np.number] | None = None,
        unique: Mapping[str, Tag] | None = None,
        unlike: tuple[str, Text] | None = None,
        country: IntArray | None = None,
    ) -> dict[str, Values]:
        """The asked `fields` of one person a row.

        `gender` (0 male, 1 female, 2 neither) and `age` (full years at `as_of`) come from
        other columns of the same subject and govern it. `unique` has a tag for each of
        email, username and phone that must not repeat. `unlike` is a field of names, e-mail
        or username and, for each row, the value of another person, whom this one is not.
        `country` is the number of each row's country among `countries`. Raises KeyError for
        an unknown field, ValueError for a population above `capacity`.
        """
        made = _Person(self, stream, as_of, gender, age, unique or {}, country)
        makers: dict[str, Callable[[], Values]] = {
            "full_name": made.full_name,
            "first_name": made.first_name,
            "middle_name": made.middle_name,
            "last_name": made.last_name,
            "gender": made.gender_text,
            "email": made.email,
            "username": made.username,
            "phone": made.phone,
            "birth_date": made.birth_date,
            "age": made.age_numbers,
        }
        if unlike is not None and unlike[0] != "phone":
            made.make_other(unlike[0], makers[unlike[0]], unlike[1])
        return {field: makers[field]() for field in fields}


class _Person:
    """The people of one block; what several fields share is drawn once, when first needed."""

    def __init__(
        self,
        sampler: PersonSampler,
        stream: Stream,
        as_of: date,
        gender: NDArray[np.integer] | None,
        age: NDArray[np.number] | None,
        unique: Mapping[str, Tag],
        country: IntArray | None,
    ) -> None:
        self._countries = sampler.countries
        self._country = country
        self._names = sampler._names
        self._handles = sampler._handles
        self._locale = sampler.locale
        self._stream = stream
        self._as_of = as_of
        self._given_gender = gender
        self._given_age = age
        self._unique = unique

    @cached_property
    def _gender(self) -> NDArray[np.integer]:
        return draw_gender(self._stream) if self._given_gender is None else self._given_gender

    @cached_property
    def _age(self) -> NDArray[np.number]:
        return draw_age(self._stream) if self._given_age is None else self._given_age

    @cached_property
    def _first(self) -> CodeArray:
        return self._drawn("first_name", "first_name")

    @cached_property
    def _last(self) -> CodeArray:
        return self._drawn("last_name", "last_name")

    def _drawn(self, field: str, name: str) -> CodeArray:
        """Codes of first or last names, from the draw of that name."""
        bits = self._stream.bits(name)
        known = self._names
        if isinstance(known, NamesAbroad):
            joined = known.last if field == "last_name" else known.first
            return joined.codes(bits, self._gender, self._part_of)
        return (known.last if field == "last_name" else known.first).codes(bits, self._gender)

    @cached_property
    def _part_of(self) -> IntArray:
        assert isinstance(self._names, NamesAbroad)  # noqa: S101
        return self._names.parts_of(self._country, self._stream.size)

    def make_other(self, field: str, make: Callable[[], Values], taken: Text) -> None:
        """Draw names again where `field` is what another person has."""
        other = joined_bytes(taken)
        for again in range(1, _MOST_DRAWS):
            shown = make()
            assert isinstance(shown, Text)  # noqa: S101
            same = np.flatnonzero(joined_bytes(shown) == other)
            if not len(same):
                return
            name = "last_name" if field == "last_name" else "first_name"
            more = self._drawn(name, f"{name} {again}")
            drawn = (self._last if field == "last_name" else self._first).copy()
            drawn[same] = more[same]
            if field == "last_name":
                self._last = drawn
            else:
                self._first = drawn

    @property
    def _surname_parts(self) -> tuple[Part, ...]:
        first = Coded(self._last, self._names.last.table)
        if not self._names.second_surname_share:
            return (first,)
        bits = self._stream.bits("second_surname")
        if isinstance(self._names, NamesAbroad):
            second = self._names.second_surname_codes(bits, self._part_of)
        else:
            second = self._names.second_surname_draw.codes(bits)
        return first, Coded(second, self._names.second_surnames)

    def first_name(self) -> Text:
        return Text.coded(self._first, self._names.first.table)

    def middle_name(self) -> Text:
        """Another first name of the same gender."""
        drawn = self._drawn("first_name", "middle_name").copy()
        for again in range(1, _MOST_DRAWS):
            same = np.flatnonzero(drawn == self._first)
            if not len(same):
                break
            drawn[same] = self._drawn("first_name", f"middle_name {again}")[same]
        return Text.coded(drawn, self._names.first.table)

    def last_name(self) -> Text:
        return Text(self._surname_parts, self._stream.size)

    def full_name(self) -> Text:
        first = Coded(self._first, self._names.first.table)
        separator = (self._names.separator.encode(),) if self._names.separator else ()
        parts: tuple[Part, ...] = (first, *separator, *self._surname_parts)
        if self._names.last_first:
            parts = (*self._surname_parts, *separator, first)
        return Text(parts, self._stream.size)

    def gender_text(self) -> Text:
        return Text.coded(self._gender, GENDERS)

    def email(self) -> Text:
        return self._handles.email(self._stream, self._first, self._last, self._unique.get("email"))

    def username(self) -> Text:
        return self._handles.username(
            self._stream, self._first, self._last, self._unique.get("username")
        )

    def phone(self) -> Text:
        if self._countries:
            tag, key = self._unique["phone"]
            forms = ByCountry("phone_number", self._countries)
            return forms.sample(tag, self._stream, self._country, key)
        return phones(self._locale, self._stream, self._unique.get("phone"))

    def birth_date(self) -> Datetimes:
        days = birth_days(self._stream, self._age, self._as_of)
        return Datetimes(days * DAY_SECONDS, "day")

    def age_numbers(self) -> Numbers:
        return Numbers(np.floor(self._age).astype(np.int64), 0)


def capacity(locale: str, field: str) -> int | None:
    """How many different values `field` can have in `locale`; None where it has no bound.

    A unique column may have at most so many rows or subjects. Names count distinct
    texts: en_US has 690 first names and 1,000 last names. Raises KeyError for a locale or
    a field that there is not.
    """
    known = names(locale)
    first, last = len(known.first.table), len(known.last.table)
    if known.second_surname_share:
        last *= last + 1
    counts = {
        "first_name": first,
        "middle_name": first,
        "last_name": last,
        "full_name": first * last,
        "gender": 2,
        "email": EMAIL_CAPACITY,
        "username": USERNAME_CAPACITY,
        "phone": phone_capacity(locale),
        "birth_date": None,
        "age": None,
    }
    return counts[field]
