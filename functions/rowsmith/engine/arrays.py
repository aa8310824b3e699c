"""Reading columns, whatever they are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.encode.cells import cells, texts
from rowsmith.engine.values import (
    BoolArray,
    Booleans,
    BytesArray,
    Coded,
    Datetimes,
    FloatArray,
    Numbers,
    Text,
    TextTable,
    Values,
)


def with_missing(values: Values, missing: BoolArray | None) -> Values:
    """The column with these cells missing besides those that are."""
    if missing is None or not missing.any():
        return values
    if values.missing is not None:
        missing = missing | values.missing
    return replace(values, missing=missing)


def single(text: Text) -> Coded:
    """A text column as codes into one table; composed cells get a table entry per row."""
    if len(text.parts) == 1 and isinstance(text.parts[0], Coded):
        return text.parts[0]
    if all(isinstance(part, bytes) for part in text.parts):
        literal = b"".join(part for part in text.parts if isinstance(part, bytes))
        return Coded(np.zeros(text.size, np.int64), TextTable(np.array([literal])))
    return Coded(np.arange(text.size), TextTable.of(texts(text)))


def as_text(values: Values) -> Text:
    """The column as the texts that it prints, each that differs once in a table."""
    match values:
        case Text():
            return values
        case Numbers():
            present = values.values if values.missing is None else values.values[~values.missing]
            at = np.unique(present, return_index=True)[1]
            found = Numbers(present[at], values.decimals)
            table = TextTable.of(map(str, cells(found, slice(None))))
            codes = np.minimum(np.searchsorted(found.values, values.values), max(0, len(at) - 1))
            return Text.coded(codes, table, values.missing)
        case Booleans():
            table = literal_table(*texts(replace(values, values=_FALSE_TRUE, missing=None)))
            return Text.coded(values.values.astype(np.int64), table, values.missing)
        case Datetimes():
            seconds, codes = np.unique(values.seconds, return_inverse=True)
            table = TextTable.of(texts(Datetimes(seconds, values.precision)))
            return Text.coded(codes, table, values.missing)


def joined_bytes(text: Text) -> BytesArray:
    """The cells as bytes a row; what is missing is whatever was drawn."""
    cells: BytesArray = np.zeros(text.size, dtype=np.bytes_)
    for part in text.parts:
        piece = part.table.entries[part.codes] if isinstance(part, Coded) else part
        cells = np.char.add(cells, piece)
    return cells


_FALSE_TRUE = np.array([False, True])


def numbers(values: Values) -> FloatArray:
    """The column as float64; NaN where missing or where a text is no number.

    Booleans are 0 and 1; datetimes are days since 1970-01-01.
    """
    found = _numbers(values)
    if values.missing is not None:
        found = np.where(values.missing, np.nan, found)
    return found


def _numbers(values: Values) -> FloatArray:
    match values:
        case Numbers():
            return values.values.astype(np.float64, copy=False)
        case Booleans():
            return values.values.astype(np.float64)
        case Datetimes():
            return values.seconds / 86_400.0
        case Text():
            coded = single(values)
            return coded.table.numbers[coded.codes]


@lru_cache(maxsize=64)
def literal_table(*entries: str) -> TextTable:
    """A table of a few strings, made once."""
    return TextTable.of(entries)


@lru_cache(maxsize=16)
def digits_table(width: int) -> TextTable:
    """All numbers of `width` digits (1 to 5), zero-padded."""
    return TextTable(np.array([f"{n:0{width}d}" for n in range(10**width)], dtype=bytes))


def per_entry(coded: Coded, test: Callable[[str], Any]) -> NDArray[Any]:
    """`test` of every row's string, asked once per table entry."""
    return np.array([test(string) for string in coded.table.strings.tolist()])[coded.codes]
