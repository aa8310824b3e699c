"""A few cells as Python values, for previews and for pandas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.encode.booleans import USUAL_WORDS
from rowsmith.engine.encode.datetimes import shown_seconds
from rowsmith.engine.encode.numbers import float_numbers, is_whole, whole_numbers
from rowsmith.engine.values import (
    BoolArray,
    Booleans,
    Coded,
    Datetimes,
    IntArray,
    Numbers,
    Part,
    Text,
    Values,
)

Rows: TypeAlias = slice | Sequence[int] | NDArray[np.integer[Any]]
Plain: TypeAlias = tuple[list[object], BoolArray | None]
"""Python values, anything where missing; and which are missing."""


def cells(values: Values, rows: Rows) -> list[object]:
    """The cells of `rows` as what JSON can hold: int, float, bool, str, or None for missing.

    Datetimes are strings as in the CSV, and so are infinities.
    """
    chosen = rows if isinstance(rows, slice) else np.asarray(rows, dtype=np.int64)
    kept, missing = _PLAIN[type(values)](select(values, chosen))
    if missing is None:
        return kept
    return [None if gone else cell for cell, gone in zip(kept, missing.tolist(), strict=True)]


def select(values: Values, rows: slice | IntArray) -> Values:
    """The same column with those rows only."""
    missing = None if values.missing is None else values.missing[rows]
    match values:
        case Text(parts, size):
            return Text(
                tuple(_select_part(part, rows) for part in parts),
                len(np.arange(size)[rows]),
                missing,
            )
        case Numbers(numbers, decimals):
            return Numbers(numbers[rows], decimals, missing)
        case Booleans(booleans, words):
            return Booleans(booleans[rows], words, missing)
        case Datetimes(seconds, precision):
            return Datetimes(seconds[rows], precision, missing)


def _select_part(part: Part, rows: slice | IntArray) -> Part:
    match part:
        case bytes():
            return part
        case Coded(codes, table):
            return Coded(codes[rows], table)
        case _:
            return part[rows]


def texts(values: Text | Booleans | Datetimes) -> list[str]:
    """Every cell as the CSV shows it, unquoted; anything where missing."""
    match values:
        case Text(parts, size):
            strings = [_part_strings(part, size) for part in parts]
            return strings[0] if len(strings) == 1 else _concatenated(strings, size)
        case Booleans(booleans, words):
            true, false = words or USUAL_WORDS
            return [true if boolean else false for boolean in booleans.tolist()]
        case Datetimes():
            return _datetime_strings(values)


def _part_strings(part: Part, size: int) -> list[str]:
    match part:
        case bytes():
            return [part.decode()] * size
        case Coded(codes, table):
            return table.strings[codes].tolist()  # type: ignore[no-any-return]
        case _:
            return [entry.decode() for entry in part.tolist()]


def _concatenated(strings: list[list[str]], size: int) -> list[str]:
    return ["".join(cell) for cell in zip(*strings, strict=True)] if strings else [""] * size


def _datetime_strings(values: Datetimes) -> list[str]:
    seconds, _ = shown_seconds(values)
    unit: Literal["D", "s"] = "D" if values.precision == "day" else "s"
    shown = np.datetime_as_string(seconds.view("M8[s]"), unit=unit).tolist()
    if values.precision == "time":
        return [text.partition("T")[2] for text in shown]
    return [text.replace("T", " ") for text in shown]


def _plain_text(values: Text) -> Plain:
    return list(texts(values)), values.missing


def _plain_numbers(values: Numbers) -> Plain:
    if is_whole(values):
        whole, missing = whole_numbers(values)
        return whole.tolist(), missing
    numbers, missing = float_numbers(values)
    return [number if isfinite(number) else str(number) for number in numbers.tolist()], missing


def _plain_booleans(values: Booleans) -> Plain:
    kept = values.values.tolist() if values.words is None else list(texts(values))
    return kept, values.missing


def _plain_datetimes(values: Datetimes) -> Plain:
    return list(texts(values)), values.missing


_PLAIN: dict[type, Callable[[Any], Plain]] = {
    Text: _plain_text,
    Numbers: _plain_numbers,
    Booleans: _plain_booleans,
    Datetimes: _plain_datetimes,
}
