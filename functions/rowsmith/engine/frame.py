"""Columns as a pandas DataFrame: the same rows as the CSV, and the oracle of its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from rowsmith.engine.encode.cells import texts
from rowsmith.engine.encode.datetimes import DAY, shown_seconds
from rowsmith.engine.encode.numbers import float_numbers, is_whole, whole_numbers
from rowsmith.engine.values import BoolArray, Booleans, Datetimes, IntArray, Numbers, Text, Values

if TYPE_CHECKING:
    import pandas as pd

PANDAS_CHUNK_CELLS = 100_000
"""pandas writes a CSV by chunks of so many cells (`_DEFAULT_CHUNKSIZE_CELLS`)."""


def frame(columns: Mapping[str, Values]) -> pd.DataFrame:
    """The columns, in their order; `frame(c).to_csv(index=False)` equals the encoder's bytes.

    dtypes: whole numbers int64 (Int64 where some are missing), other numbers float64,
    booleans bool (boolean where some are missing), text and words str, dates and datetimes
    datetime64[s], times of day str as `HH:MM:SS`. A column of datetimes that are all at
    midnight is str: pandas would print it as dates.
    """
    import pandas as pd

    chunk = max(1, PANDAS_CHUNK_CELLS // max(1, len(columns)))
    return pd.DataFrame({name: _series(values, chunk) for name, values in columns.items()})


def _series(values: Values, chunk: int) -> pd.Series:
    match values:
        case Numbers():
            return _number_series(values)
        case Booleans(booleans, None, missing):
            return _boolean_series(booleans, missing)
        case Datetimes() if values.precision != "time":
            return _datetime_series(values, chunk)
        case Text() | Booleans() | Datetimes():
            return _text_series(values)


def _number_series(values: Numbers) -> pd.Series:
    import pandas as pd

    if not is_whole(values):
        numbers, missing = float_numbers(values)
        return pd.Series(numbers if missing is None else np.where(missing, np.nan, numbers))
    whole, missing = whole_numbers(values)
    if missing is None or not missing.any():
        return pd.Series(whole)
    return pd.Series(pd.arrays.IntegerArray(whole.copy(), missing.copy()))


def _boolean_series(booleans: BoolArray, missing: BoolArray | None) -> pd.Series:
    import pandas as pd

    if missing is None or not missing.any():
        return pd.Series(booleans)
    return pd.Series(pd.arrays.BooleanArray(booleans.copy(), missing.copy()))


def _datetime_series(values: Datetimes, chunk: int) -> pd.Series:
    import pandas as pd

    seconds, missing = shown_seconds(values)
    if values.precision != "day" and _some_chunk_looks_like_dates(seconds, missing, chunk):
        return _text_series(values)
    shown = seconds.astype("M8[s]")
    if missing is not None:
        shown[missing] = np.datetime64("NaT", "s")
    return pd.Series(shown)


def _some_chunk_looks_like_dates(seconds: IntArray, missing: BoolArray | None, chunk: int) -> bool:
    """Whether pandas would leave the time out: it does where a chunk is all at midnight."""
    midnight = seconds % DAY == 0
    shown = np.ones(len(seconds), np.bool_) if missing is None else ~missing
    starts = np.arange(0, len(seconds), chunk)
    timed = np.logical_or.reduceat(shown & ~midnight, starts)
    dated = np.logical_or.reduceat(shown & midnight, starts)
    return bool((dated & ~timed).any())


def _text_series(values: Text | Booleans | Datetimes) -> pd.Series:
    import pandas as pd

    shown: list[str | None] = list(texts(values))
    if values.missing is not None:
        for row in np.flatnonzero(values.missing).tolist():
            shown[row] = None
    return pd.Series(shown, dtype="str")
