"""`id`: sequences, UUIDs and patterns, unique over the dataset without looking at other rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from rowsmith.engine.arrays import as_text, digits_table, literal_table
from rowsmith.engine.block import Block
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.streams import name_hash, permutation
from rowsmith.engine.values import Coded, IntArray, Numbers, Part, Text, TextTable, Values
from rowsmith.schema.columns import IdColumn

_PIECE = re.compile(r"\{([^{}]+)\}|(#+)|(\?+)|([^#?{}]+)")
_DIGITS_A_PART = 4
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def identifier_sampler(
    column: IdColumn, context: Context
) -> SequenceSampler | UuidSampler | PatternSampler:
    """The sampler of an `id` column's pattern."""
    if column.pattern == "sequence":
        return SequenceSampler()
    if column.pattern == "uuid":
        return UuidSampler(column)
    return PatternSampler(column, context)


class SequenceSampler:
    """1, 2, 3, ..."""

    def sample(self, block: Block) -> Values:
        """The number of each row or subject, from 1."""
        return Numbers(block.numbers + 1, 0)


class UuidSampler:
    """Random UUIDs of version 4, variant 1 (RFC 9562), as nine groups of hexadecimal digits."""

    def __init__(self, column: IdColumn) -> None:
        self._name = column.name

    def sample(self, block: Block) -> Values:
        """122 random bits a row; two rows are never alike in practice (1e-25 at a million)."""
        stream = block.streams(self._name)
        high, low = stream.bits("high"), stream.bits("low")
        quarters = [
            (bits >> np.uint64(shift)) & np.uint64(0xFFFF)
            for bits in (high, low)
            for shift in (48, 32, 16, 0)
        ]
        quarters[3] = quarters[3] & np.uint64(0x0FFF) | np.uint64(0x4000)
        quarters[4] = quarters[4] & np.uint64(0x3FFF) | np.uint64(0x8000)
        table = _hexadecimal()
        coded = [Coded(quarter.astype(np.uint16), table) for quarter in quarters]
        dash = b"-"
        parts: tuple[Part, ...] = (
            coded[0],
            coded[1],
            dash,
            coded[2],
            dash,
            coded[3],
            dash,
            coded[4],
            dash,
            *coded[5:],
        )
        return Text(parts, block.size)


_HEXADECIMAL: list[TextTable] = []


def _hexadecimal() -> TextTable:
    if not _HEXADECIMAL:
        _HEXADECIMAL.append(TextTable(np.array([f"{n:04x}" for n in range(65_536)], dtype=bytes)))
    return _HEXADECIMAL[0]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A literal, a column, or `width` digits or letters of the row's number.

    divisor: what the number is divided by before this piece takes its share.
    """

    literal: bytes = b""
    column: str = ""
    width: int = 0
    letters: bool = False
    divisor: int = 1


class PatternSampler:
    """A pattern such as `INV-#####`: # is a digit, ? a capital letter, {column} another column.

    Digits alone count up from 1; with letters or a column beside them the numbers are
    scattered over the whole room that the pattern has. Either way each number occurs once.
    """

    def __init__(self, column: IdColumn, context: Context) -> None:
        self._name = column.name
        self._pieces, self._room = _pieces(column.pattern)
        self._scattered = "?" in column.pattern or "{" in column.pattern
        room = self._room if self._scattered else self._room - 1
        if context.population > room:
            context.refuse(
                f"columns.{column.name}.pattern",
                f"has room for {room:,} ids and {context.population:,} are needed; "
                "add a # for ten times as many",
            )

    def sample(self, block: Block) -> Values:
        """The pattern filled with each row's number."""
        numbers = block.numbers + 1
        if self._scattered:
            key = name_hash(str(block.seed), self._name, "id")
            numbers = permutation(block.numbers, self._room, key)
        parts: list[Part] = []
        for piece in self._pieces:
            parts.extend(_filled(piece, numbers, block))
        return Text(tuple(parts), block.size)


def _filled(piece: _Piece, numbers: IntArray, block: Block) -> list[Part]:
    if piece.column:
        return _column_parts(block.values[piece.column])
    if not piece.width:
        return [piece.literal]
    share = numbers // piece.divisor
    if piece.letters:
        return [Coded(share % 26, literal_table(*_LETTERS))]
    return [Coded(share % 10**piece.width, digits_table(piece.width))]


def _column_parts(values: Values) -> list[Part]:
    if not isinstance(values, Numbers):
        return list(as_text(values).parts)
    found, codes = np.unique(values.values.astype(np.int64), return_inverse=True)
    return [Coded(codes, TextTable.of([str(number) for number in found.tolist()]))]


def _pieces(pattern: str) -> tuple[list[_Piece], int]:
    """The pieces of a pattern, and how many numbers fit in it."""
    slots: list[_Piece] = []
    for column, digits, letters, literal in _PIECE.findall(pattern):
        if column:
            slots.append(_Piece(column=column))
        elif literal:
            slots.append(_Piece(literal=literal.encode()))
        elif letters:
            slots.extend(_Piece(width=1, letters=True) for _ in letters)
        else:
            slots.extend(_digit_groups(len(digits)))
    room = 1
    placed: list[_Piece] = []
    for slot in reversed(slots):
        placed.append(_Piece(slot.literal, slot.column, slot.width, slot.letters, room))
        room *= (26 if slot.letters else 10**slot.width) if slot.width else 1
        room = min(room, 2**53)
    return placed[::-1], room


def _digit_groups(count: int) -> list[_Piece]:
    first = count % _DIGITS_A_PART
    widths = ([first] if first else []) + [_DIGITS_A_PART] * (count // _DIGITS_A_PART)
    return [_Piece(width=width) for width in widths]
