"""Columns of every sort for hypothesis, each with the series pandas would hold."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from rowsmith.engine.values import (
    BoolArray,
    Booleans,
    Coded,
    Datetimes,
    Numbers,
    Part,
    Precision,
    Text,
    TextTable,
    Values,
)

EPOCH = datetime(1970, 1, 1)
YEAR_1 = int((datetime(1, 1, 1) - EPOCH).total_seconds())
YEAR_9999 = int((datetime(9999, 12, 31, 23, 59, 59) - EPOCH).total_seconds())


@dataclass(frozen=True)
class Column:
    """What a sampler returns, and what pandas prints the same."""

    values: Values
    series: pd.Series


def csv_quotes_carriage_returns() -> bool:
    """Whether this Python's csv writer quotes a lone carriage return: from 3.13 on."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(["\r"])
    return written.getvalue().startswith('"')


UNQUOTED_HERE = "" if csv_quotes_carriage_returns() else "\r"
CHARACTERS = st.one_of(
    st.sampled_from([c for c in ",\"\n\r \t;'=@+-é€😀\u2028\ufeff" if c not in UNQUOTED_HERE]),
    st.characters(exclude_categories=["Cs"], exclude_characters="\0" + UNQUOTED_HERE),
)
STRINGS = st.text(CHARACTERS, max_size=8) | st.text("ab", max_size=70)


def missing_masks(size: int) -> st.SearchStrategy[BoolArray | None]:
    """No mask, or one of any density."""
    flags = st.lists(st.booleans(), min_size=size, max_size=size)
    return st.none() | flags.map(lambda cells: np.array(cells, dtype=np.bool_))


def with_missing(cells: list[object], missing: BoolArray | None) -> list[object]:
    """The cells, None where missing."""
    if missing is None:
        return cells
    return [None if gone else cell for cell, gone in zip(cells, missing.tolist(), strict=True)]


@st.composite
def text_parts(draw: st.DrawFn, size: int) -> tuple[Part, list[str]]:
    """A part, and its string in every row."""
    sort = draw(st.sampled_from(["literal", "coded", "raw"]))
    if sort == "literal":
        text = draw(STRINGS)
        return text.encode(), [text] * size
    if sort == "raw":
        rows = draw(st.lists(STRINGS, min_size=size, max_size=size))
        return np.array([row.encode() for row in rows], dtype=np.bytes_), rows
    entries = draw(st.lists(STRINGS, min_size=1, max_size=6))
    codes = draw(st.lists(st.integers(0, len(entries) - 1), min_size=size, max_size=size))
    dtype = draw(st.sampled_from([np.uint8, np.uint16, np.uint32, np.int32, np.int64]))
    part = Coded(np.array(codes, dtype=dtype), TextTable.of(entries))
    return part, [entries[code] for code in codes]


@st.composite
def text_columns(draw: st.DrawFn, size: int) -> Column:
    """Text of one part or several."""
    drawn = draw(st.lists(text_parts(size), min_size=1, max_size=4))
    missing = draw(missing_masks(size))
    cells: list[object] = ["".join(row) for row in zip(*(rows for _, rows in drawn), strict=True)]
    return Column(
        Text(tuple(part for part, _ in drawn), size, missing),
        pd.Series(with_missing(cells, missing), dtype="str"),
    )


@st.composite
def integer_columns(draw: st.DrawFn, size: int) -> Column:
    """Whole numbers, as int64 or as float64 below 2**53."""
    as_float = draw(st.booleans())
    top = 2**53 if as_float else 2**63 - 1
    bound = draw(st.sampled_from([9, 9_999, 10_000, 99_999_999, 2**32, top]))
    least = draw(st.sampled_from([0, -bound, -bound - (not as_float)]))
    cells = draw(st.lists(st.integers(least, bound), min_size=size, max_size=size))
    missing = draw(missing_masks(size))
    numbers = np.array(cells, np.float64) if as_float else np.array(cells, np.int64)
    return Column(Numbers(numbers, 0, missing), integer_series(cells, missing))


def integer_series(cells: list[int], missing: BoolArray | None) -> pd.Series:
    """int64, or Int64 where some are missing."""
    if missing is None or not missing.any():
        return pd.Series(cells, dtype="int64")
    return pd.Series(with_missing(list(cells), missing), dtype="Int64")


@st.composite
def float_columns(draw: st.DrawFn, size: int) -> Column:
    """Rounded numbers mostly, and whatever else a double can be."""
    decimals = draw(st.none() | st.integers(1, 12))
    bound = draw(st.sampled_from([1.0, 100.0, 1e6, 1e13, 1e17]))
    rounded = st.floats(-bound, bound).map(lambda x: round(x, 4 if decimals is None else decimals))
    cell = draw(st.sampled_from([rounded, rounded | st.floats(), st.floats()]))
    cells = draw(st.lists(cell, min_size=size, max_size=size))
    missing = draw(missing_masks(size))
    shown = np.array(cells, dtype=np.float64)
    return Column(
        Numbers(shown, decimals, missing),
        pd.Series(shown if missing is None else np.where(missing, np.nan, shown)),
    )


@st.composite
def boolean_columns(draw: st.DrawFn, size: int) -> Column:
    """True and False, or two words."""
    cells = draw(st.lists(st.booleans(), min_size=size, max_size=size))
    words = draw(st.none() | st.tuples(STRINGS, STRINGS))
    missing = draw(missing_masks(size))
    if words is None:
        dtype = "bool" if missing is None or not missing.any() else "boolean"
        series = pd.Series(with_missing(list(cells), missing), dtype=dtype)
    else:
        shown: list[object] = [words[0] if cell else words[1] for cell in cells]
        series = pd.Series(with_missing(shown, missing), dtype="str")
    return Column(Booleans(np.array(cells, dtype=np.bool_), words, missing), series)


FORMATS: dict[Precision, str] = {
    "day": "%Y-%m-%d",
    "hour": "%Y-%m-%d %H:%M:%S",
    "minute": "%Y-%m-%d %H:%M:%S",
    "second": "%Y-%m-%d %H:%M:%S",
    "time": "%H:%M:%S",
}
STEPS: dict[Precision, int] = {"day": 86_400, "hour": 3600, "minute": 60, "second": 1, "time": 1}


@st.composite
def datetime_columns(draw: st.DrawFn, size: int) -> Column:
    """Any precision, in a narrow range or from year 1 to 9999."""
    precision = draw(st.sampled_from(list(FORMATS)))
    first, last = draw(
        st.just((0, 86_399))
        if precision == "time"
        else st.sampled_from([(-86_400, 86_399), (-(10**9), 10**9), (YEAR_1, YEAR_9999)])
    )
    cells = draw(st.lists(st.integers(first, last), min_size=size, max_size=size))
    cut = [cell - cell % STEPS[precision] for cell in cells]
    missing = draw(missing_masks(size))
    shown: list[object] = [written_datetime(cell, precision) for cell in cut]
    return Column(
        Datetimes(np.array(cut, dtype=np.int64), precision, missing),
        pd.Series(with_missing(shown, missing), dtype="str"),
    )


def written_datetime(seconds: int, precision: Precision) -> str:
    """ISO 8601; `strftime` leaves the zeros of early years out."""
    moment = EPOCH + timedelta(seconds=seconds)
    pattern = FORMATS[precision].replace("%Y", f"{moment.year:04d}")
    return moment.strftime(pattern)


def columns(size: int) -> st.SearchStrategy[Column]:
    """A column of any sort with `size` rows."""
    return st.one_of(
        text_columns(size),
        integer_columns(size),
        float_columns(size),
        boolean_columns(size),
        datetime_columns(size),
    )


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Column]:
    """One to five columns of 0 to 12 rows, with names of every sort."""
    size = draw(st.integers(0, 12))
    names = draw(st.lists(STRINGS, min_size=1, max_size=5, unique=True))
    return {name: draw(columns(size)) for name in names}
