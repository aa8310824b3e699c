"""Identifiers of a `faker` column that no two rows share: accounts, cards, articles, plates."""

from __future__ import annotations

import numpy as np

from rowsmith.engine.arrays import single
from rowsmith.engine.block import Block
from rowsmith.engine.draw import WeightedTable
from rowsmith.engine.identifiers.by_country import ByCountry
from rowsmith.engine.identifiers.forms import OF_BANKS, UNIQUE, Cut, forms_of
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.samplers.country import Countries
from rowsmith.engine.samplers.slots import slot_of
from rowsmith.engine.streams import SubjectStream, name_hash, permutation
from rowsmith.engine.values import BytesArray, IntArray, Text, TextTable, Values
from rowsmith.schema.columns import FakerColumn, LookupColumn
from rowsmith.schema.geography import countries
from rowsmith.schema.providers import CARD_BRANDS, OF_CARDS, card_brand

_BANKING = "GB"
"""Whose form an IBAN has where the locale's country has none."""

# Of cards in use; the other brands come only where a column names them.
_BRANDS = tuple(CARD_BRANDS)
_BRAND_DRAW = WeightedTable([52, 30, 8, 10, 0, 0, 0, 0])
_LONG_CODE = _BRANDS.index("American Express")


class UniqueSampler:
    """Identifiers in the form of each row's country; a row's number is written in them.

    Columns of one provider and subject take different parts of one permutation, so that two
    accounts of a row differ; parts of an account (IBAN, sort code, number) are of one account.
    """

    def __init__(self, column: FakerColumn, context: Context) -> None:
        provider = column.provider
        self._slot = slot_of(column, context)
        family = "bank account" if provider in OF_BANKS else provider
        self._key = f"{family} {context.subject}"
        self._countries = Countries(column.place(context.schema, context.entity), context)
        codes = self._countries.codes
        if (
            provider == "iban"
            and not self._countries.abroad
            and forms_of(provider, codes[0]) is None
        ):
            codes = (_BANKING,)
            context.warn(
                f"'{column.name}' is of {_BANKING}: no bank of the locale's country has IBANs"
            )
        self._forms = ByCountry(provider, codes)
        if len(codes) > 1 and None in self._forms.cuts:
            context.warn(f"'{column.name}' is empty where a country has no IBAN")
        if provider in UNIQUE:
            for cut, code in zip(self._forms.cuts, codes, strict=True):
                _check_room(column, context, cut, code, self._slot)

    def sample(self, block: Block) -> Values:
        """The identifier of each row or subject."""
        numbers = block.numbers + self._slot * block.population
        stream = block.streams(f"{self._key} {self._slot}")
        key = name_hash(str(block.seed), self._key, "unique")
        return self._forms.sample(numbers, stream, self._countries.of_rows(block), key)


class ArticleSampler:
    """One identifier for each row of a table, which the lookup beside it has picked."""

    def __init__(self, column: FakerColumn, lookup: LookupColumn, context: Context) -> None:
        table = context.schema.table_named(lookup.table)
        assert table is not None  # noqa: S101
        cut = forms_of(column.provider, "")
        assert cut is not None  # noqa: S101
        self._cut = cut
        self._name = column.name
        self._count = len(table.rows)
        self._key = lookup_key(context, lookup)

    def sample(self, block: Block) -> Values:
        """Codes into the identifiers of the table's rows."""
        picks = block.shared[self._key]
        assert isinstance(picks, np.ndarray)  # noqa: S101
        numbers = np.arange(self._count)
        room = self._cut.form.capacity
        key = name_hash(str(block.seed), self._name, "article")
        stream = SubjectStream(block.seed, f"article {self._name}", numbers)
        cells = self._cut.form.cells(permutation(numbers, room, key), stream, slice(None))
        return Text.coded(picks, TextTable(cells))


class CardSampler:
    """Number, brand and security code of a card, which agree."""

    def __init__(self, column: FakerColumn, context: Context) -> None:
        self._provider = column.provider
        self._slot = slot_of(column, context)
        self._key = f"card {context.subject} {self._slot}"
        brand = column.brand(context.schema, context.entity)
        self._brand = None if brand is None else brand.name
        self._cuts = [forms_of("credit_card_number", brand) for brand in _BRANDS]
        drawn = [n for n in range(len(_BRANDS)) if _BRAND_DRAW.shares[n] > 0]
        levels = [] if brand is None else [card_brand(level) for level in brand.level_values]
        used = {_BRANDS.index(level) for level in levels if level}
        if None in levels or brand is None:
            used.update(drawn)
        if column.provider in UNIQUE:
            for number in sorted(used):
                _check_room(column, context, self._cuts[number], _BRANDS[number], self._slot)

    def sample(self, block: Block) -> Values:
        """The asked part of each row's card."""
        brands = self._brands(block)
        if self._provider == "credit_card_provider":
            return Text.coded(brands, _brand_table())
        stream = block.streams(self._key)
        if self._provider == "credit_card_security_code":
            drawn = (stream.uniform("code") * 10_000).astype(np.int64)
            codes = np.where(brands == _LONG_CODE, 1_000 + drawn, drawn // 10)
            return Text.coded(codes, _code_table())
        cells: BytesArray = np.zeros(block.size, dtype="S16")
        numbers = block.numbers + self._slot * block.population
        for number, cut in enumerate(self._cuts):
            rows = np.flatnonzero(brands == number)
            if cut is not None and len(rows):
                key = name_hash(str(block.seed), self._key.rpartition(" ")[0], "unique")
                placed = permutation(numbers[rows], cut.form.capacity, key)
                cells[rows] = cut.form.cells(placed, stream, rows)
        return Text((cells,), block.size)

    def _brands(self, block: Block) -> IntArray:
        drawn = _BRAND_DRAW.codes(block.streams(self._key).bits("brand")).astype(np.int64)
        if self._brand is None:
            return drawn
        shown = block.values[self._brand]
        assert isinstance(shown, Text)  # noqa: S101
        coded = single(shown)
        named = [card_brand(level) for level in coded.table.strings.tolist()]
        stated = np.array([-1 if brand is None else _BRANDS.index(brand) for brand in named])
        found = stated[coded.codes]
        return np.where(found < 0, drawn, found)


def lookup_key(context: Context, lookup: LookupColumn) -> tuple[str, str, str, int]:
    """Under which a block keeps the picks of a lookup's role."""
    roles = [
        other.role or ""
        for other in context.siblings
        if isinstance(other, LookupColumn) and other.table == lookup.table
    ]
    role = list(dict.fromkeys(roles)).index(lookup.role or "")
    return "lookup", context.subject, lookup.table, role


def _check_room(
    column: FakerColumn, context: Context, cut: Cut | None, where: str, slot: int
) -> None:
    if cut is None or (slot + 1) * context.population <= cut.form.capacity:
        return
    land = countries().get(where)
    place = f" in {land.name}" if land else f" of {where}" if column.provider in OF_CARDS else ""
    context.refuse(
        f"columns.{column.name}.provider",
        f"has {cut.form.capacity:,} different values{place}, and "
        f"{(slot + 1) * context.population:,} are needed; ask for fewer rows",
    )


def _brand_table() -> TextTable:
    return TextTable.of(_BRANDS)


def _code_table() -> TextTable:
    three = [f"{number:03}" for number in range(1_000)]
    return TextTable.of([*three, *(f"{number:04}" for number in range(10_000))])
