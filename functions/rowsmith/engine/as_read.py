"""What `pandas.read_csv` makes of a column, and what it has to be told to keep it as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rowsmith.engine.encode.cells import select, texts
from rowsmith.engine.values import Booleans, Coded, Datetimes, Numbers, Text, Values

READ_AS_MISSING = frozenset(
    {
        *("#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN"),
        *("<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"),
    }
)
"""The default `na_values` of pandas 2 and 3, without the empty text."""

EXACT_DIGITS = 15
"""Digits up to which a float, and a spreadsheet, holds every whole number."""

_WHOLE = re.compile(r"\s*[+-]?\d+\s*")
_NUMBER = re.compile(
    r"\s*[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf|infinity)\s*", re.IGNORECASE
)
_TRUTHS = frozenset({"True", "TRUE", "true", "False", "FALSE", "false"})
_CHANGED = re.compile(r"\s*(?:[+-]?0\d|\+)")
"""Numbers that are printed otherwise once they are read: 007, +49."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How pandas reads a column when it is told nothing.

    dtype: as pandas 3 names it. changed: a cell that is another text once it is read, None where
    there is none. missing: a text that is taken for an empty cell, None where there is none.
    is_date: whether `parse_dates` reads it.
    """

    dtype: str
    changed: str | None = None
    missing: str | None = None
    is_date: bool = False


def reading(values: Values) -> Reading:
    """How a column of one block is read."""
    some_missing = values.missing is not None and bool(values.missing.any())
    match values:
        case Numbers(decimals=0):
            return Reading("float64" if some_missing else "int64")
        case Numbers():
            return Reading("float64")
        case Datetimes():
            return Reading("str", is_date=values.precision != "time")
        case Booleans(words=None):
            return Reading("object" if some_missing else "bool")
        case Text() | Booleans():
            return _of_texts(_distinct(values), some_missing=some_missing)


def _distinct(values: Text | Booleans) -> list[str]:
    """The texts that are there, each at least once; one alone where it tells that all are words."""
    there = np.arange(values.size) if values.missing is None else np.flatnonzero(~values.missing)
    if isinstance(values, Text) and len(values.parts) == 1 and isinstance(values.parts[0], Coded):
        coded = values.parts[0]
        strings: list[str] = coded.table.strings[np.unique(coded.codes[there])].tolist()
        return strings
    first = _texts(values, there[:100])
    if not all(map(_could_be_no_word, first)):
        return first
    return list(dict.fromkeys(_texts(values, there)))


def _texts(values: Text | Booleans, rows: np.ndarray) -> list[str]:
    chosen = select(values, rows)
    assert isinstance(chosen, Text | Booleans)  # noqa: S101
    return texts(chosen)


def _could_be_no_word(text: str) -> bool:
    return text in READ_AS_MISSING or text in _TRUTHS or bool(_NUMBER.fullmatch(text))


def _of_texts(found: Sequence[str], *, some_missing: bool) -> Reading:
    empty = next((text for text in found if text in READ_AS_MISSING), None)
    some_missing = some_missing or empty is not None or "" in found
    shown = [text for text in found if text and text not in READ_AS_MISSING]
    changed = None
    dtype = "str" if shown else "float64"
    if shown and all(map(_NUMBER.fullmatch, shown)):
        dtype = _dtype_of_numbers(shown, some_missing=some_missing)
        changed = next((text for text in shown if _is_changed(text, dtype)), None)
    elif shown and _TRUTHS.issuperset(shown):
        dtype = "object" if some_missing else "bool"
    return Reading(dtype, changed, empty)


def _dtype_of_numbers(shown: Sequence[str], *, some_missing: bool) -> str:
    whole = [int(text) for text in shown if _WHOLE.fullmatch(text)]
    least, most = min(whole, default=0), max(whole, default=0)
    if not -(2**63) <= least <= most < 2**63:
        if least >= 0 and most < 2**64:
            return "str" if some_missing else "uint64"
        return "object"
    if some_missing or len(whole) < len(shown):
        return "float64"
    return "int64"


def _is_changed(text: str, dtype: str) -> bool:
    """Whether a number is another text once it is read; what is too large stays text or whole."""
    if dtype == "str":
        return False
    digits = sum(map(str.isdigit, text))
    inexact = dtype != "object" and digits > EXACT_DIGITS and "." not in text
    return inexact or bool(_CHANGED.match(text))


def warnings(columns: Mapping[str, Values]) -> list[str]:
    """What is not read as it is written, a sentence a column."""
    found: list[str] = []
    for name, values in columns.items():
        read = reading(values)
        if read.missing is not None:
            found.append(missing_word(name, read.missing))
        if read.changed is not None:
            found.append(
                f"{name}: pandas.read_csv takes it for numbers ({read.dtype}), so that "
                f"{read.changed.strip()} does not stay as it is written. Read the file with "
                f"dtype={{{_literal(name)}: str}}, as the answer's `read_csv` does."
            )
    return found


def missing_word(name: str, word: str) -> str:
    """The warning of a word that is taken for an empty cell."""
    return (
        f"{name}: pandas.read_csv takes '{word}' for an empty cell. Read the file with "
        "keep_default_na=False, or give the value another name."
    )


def read_arguments(columns: Mapping[str, Values]) -> str:
    """The arguments of `pd.read_csv`, after the file, that keep every column as it is meant."""
    found = {name: reading(values) for name, values in columns.items()}
    as_text = [f"{_literal(name)}: str" for name, read in found.items() if read.changed]
    dates = [_literal(name) for name, read in found.items() if read.is_date]
    arguments = []
    if as_text:
        arguments.append(f"dtype={{{', '.join(as_text)}}}")
    if dates:
        arguments.append(f"parse_dates=[{', '.join(dates)}]")
    if any(read.missing for read in found.values()):
        arguments.append('keep_default_na=False, na_values=[""]')
    return "".join(f", {argument}" for argument in arguments)


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
