"""`person`: a field of the person that the subject's role has in this block."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from rowsmith.engine.arrays import numbers, single
from rowsmith.engine.block import Block
from rowsmith.engine.people.gender import gender_codes
from rowsmith.engine.people.phones import phone_capacity
from rowsmith.engine.people.sampler import PersonSampler as People
from rowsmith.engine.people.sampler import Tag, capacity
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.samplers.country import Countries
from rowsmith.engine.streams import name_hash, permutation
from rowsmith.engine.values import CodeArray, FloatArray, Text, Values
from rowsmith.schema.columns import PersonColumn

_UNIQUE_BY_DEFAULT = ("email", "username", "phone")
_CAN_BE_UNIQUE = ("email", "username", "phone")


@lru_cache(maxsize=8)
def _people(locale: str, countries: tuple[str, ...]) -> People:
    return People(locale, countries)


class PersonSampler:
    """A field of one person a row; all fields of a subject and role are made together."""

    def __init__(self, column: PersonColumn, context: Context) -> None:
        self._field = column.field
        self._countries = Countries(column.place(context.schema, context.entity), context)
        self._abroad = self._countries.abroad
        countries = self._countries.codes if self._abroad else ()
        self._people = _people(context.locale, countries)
        self._key = f"person {context.subject} {column.role or ''}"
        for warning in self._people.warnings:
            context.warn(warning)
        same = [
            other
            for other in context.siblings
            if isinstance(other, PersonColumn) and (other.role or "") == (column.role or "")
        ]
        self._fields = sorted({other.field for other in same})
        self._depth, self._root = _chain(column, context)
        self._needed = context.population * (self._depth + 1)
        self._locale = context.locale
        self._unique = [other.field for other in same if self._is_unique(other)]
        found = column.governors(context.schema, context.entity)
        self._gender_column = found["gender"].name if "gender" in found else None
        self._age_column = found["age"].name if "age" in found else None
        self._other = column.avoided(context.schema, context.entity)
        if self._is_unique(column) and not (self._abroad and column.field == "phone"):
            _check_capacity(column, context, self._needed)

    def sample(self, block: Block) -> Values:
        """The field of each row's person."""
        made = block.shared.get(self._key)
        if not isinstance(made, dict):
            made = self._people.sample(
                self._fields,
                block.streams(self._key),
                as_of=block.today,
                gender=self._gender(block),
                age=self._age(block),
                unique={field: self._tag(field, block) for field in self._unique},
                unlike=self._unlike(block),
                country=self._countries.of_rows(block) if self._abroad else None,
            )
            block.shared[self._key] = made
        values: Values = made[self._field]
        return values

    def _gender(self, block: Block) -> CodeArray | None:
        if self._gender_column is None:
            return None
        values = block.values[self._gender_column]
        assert isinstance(values, Text)  # noqa: S101
        coded = single(values)
        return gender_codes(coded.table.strings.tolist())[coded.codes]

    def _age(self, block: Block) -> FloatArray | None:
        if self._age_column is None:
            return None
        # An age that is not told still governs.
        return numbers(replace(block.values[self._age_column], missing=None))

    def _unlike(self, block: Block) -> tuple[str, Text] | None:
        """The field that the person must differ in, and what another person has there."""
        if self._other is None:
            return None
        shown = block.values[self._other.name]
        assert isinstance(shown, Text)  # noqa: S101
        return self._other.field, shown

    def _is_unique(self, column: PersonColumn) -> bool:
        if column.field == "phone":
            room = phone_capacity(self._locale)
            return self._abroad or (
                column.unique is not False and (bool(column.unique) or room >= self._needed)
            )
        return column.unique if column.unique is not None else column.field in _UNIQUE_BY_DEFAULT

    def _tag(self, field: str, block: Block) -> Tag:
        if field != "phone":
            key = name_hash(str(block.seed), self._key, field, "unique")
            return permutation(block.numbers, block.population, key), block.population
        # Roles that must differ take different parts of one permutation.
        key = name_hash(str(block.seed), self._root, field, "unique")
        numbers = block.numbers + self._depth * block.population
        if self._abroad:
            return numbers, key
        needed = block.population * (self._depth + 1)
        return permutation(numbers, phone_capacity(self._locale, needed), key), needed


def _chain(column: PersonColumn, context: Context) -> tuple[int, str]:
    """How many roles the person must differ from, one behind the other, and the last's key."""
    depth, person = 0, column
    while (other := person.avoided(context.schema, context.entity)) in context.siblings:
        assert other is not None  # noqa: S101
        depth, person = depth + 1, other
    return depth, f"person {context.subject} {person.role or ''}"


def _check_capacity(column: PersonColumn, context: Context, needed: int) -> None:
    where = f"columns.{column.name}.unique"
    room = capacity(context.locale, column.field)
    if column.field not in _CAN_BE_UNIQUE:
        has = f"{context.locale} has {room:,} of them, and " if room else ""
        context.refuse(
            where,
            f"cannot be: {has}a {column.field.replace('_', ' ')} is drawn as often as it occurs; "
            "leave `unique` out, or identify people by an id, e-mail or username",
        )
    elif room is not None and needed > room:
        context.refuse(
            where,
            f"has room for {room:,} different values in {context.locale}, and "
            f"{needed:,} are needed; ask for fewer rows or leave `unique` out",
        )
