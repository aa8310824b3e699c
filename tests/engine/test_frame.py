"""What the frame is made of; that it prints as the encoder writes is tested with that."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from rowsmith.engine.encode import CsvEncoder
from rowsmith.engine.frame import PANDAS_CHUNK_CELLS, frame
from rowsmith.engine.values import (
    Booleans,
    Coded,
    Datetimes,
    IntArray,
    Numbers,
    Text,
    TextTable,
    Values,
)
from tests.engine.encode.columns import Column, tables

MISSING = np.array([False, True])
NONE_MISSING = np.array([False, False])
WORDS = TextTable.of(["", "a"])


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        (Numbers(np.array([1, 2]), 0), "int64"),
        (Numbers(np.array([1.0, 2.0]), 0, NONE_MISSING), "int64"),
        (Numbers(np.array([1, 2]), 0, MISSING), "Int64"),
        (Numbers(np.array([1.0, np.nan]), 0), "Int64"),
        (Numbers(np.array([1, 2]), 2), "float64"),
        (Numbers(np.array([1.5, 2.5]), 1, MISSING), "float64"),
        (Booleans(np.array([True, False])), "bool"),
        (Booleans(np.array([True, False]), None, MISSING), "boolean"),
        (Booleans(np.array([True, False]), ("y", "n"), MISSING), "str"),
        (Text.coded(np.array([0, 1]), WORDS), "str"),
        (Text((b"-", Coded(np.array([0, 1]), WORDS)), 2, MISSING), "str"),
        (Datetimes(np.array([0, 86_400]), "day", MISSING), "datetime64[s]"),
        (Datetimes(np.array([0, 60]), "minute"), "datetime64[s]"),
        (Datetimes(np.array([0, 60]), "time"), "str"),
    ],
)
def test_dtype_follows_the_values(values: Values, dtype: str) -> None:
    assert frame({"x": values})["x"].dtype == dtype


@settings(deadline=None, max_examples=50)
@given(tables())
def test_the_missing_cells_are_the_missing_ones(table: dict[str, Column]) -> None:
    shown = frame({name: column.values for name, column in table.items()})
    for name, column in table.items():
        assert shown[name].isna().tolist() == column.series.isna().tolist()


def test_an_empty_string_is_not_missing() -> None:
    text = Text.coded(np.array([0, 0]), WORDS, MISSING)
    series = frame({"x": text})["x"]
    assert series.iloc[0] == ""
    assert series.isna().tolist() == [False, True]


def test_columns_keep_their_order() -> None:
    columns: dict[str, Values] = {name: Numbers(np.array([1]), 0) for name in "zab"}
    assert list(frame(columns)) == ["z", "a", "b"]


def printed(seconds: IntArray, *, missing: bool = False) -> tuple[pd.Series, bool]:
    """The series of seconds, and whether it prints as the encoder writes."""
    mask = np.zeros(len(seconds), np.bool_)
    mask[0] = missing
    columns: dict[str, Values] = {"x": Datetimes(seconds, "second", mask)}
    encoder = CsvEncoder(["x"])
    written = encoder.header() + encoder.encode(columns)
    shown = frame(columns)
    return shown["x"], shown.to_csv(index=False, lineterminator="\n").encode() == written


def test_datetimes_that_are_all_at_midnight_are_strings() -> None:
    series, same = printed(np.array([0, 86_400]))
    assert same
    assert series.tolist() == ["1970-01-01 00:00:00", "1970-01-02 00:00:00"]
    series, same = printed(np.array([1, 86_400]), missing=True)
    assert same
    assert series.dtype == "str"


def test_datetimes_at_midnight_in_a_whole_chunk_of_pandas_are_strings() -> None:
    seconds = np.zeros(2 * PANDAS_CHUNK_CELLS, np.int64)
    seconds[0] = 1
    series, same = printed(seconds)
    assert same
    assert series.dtype == "str"
    seconds[PANDAS_CHUNK_CELLS] = 1
    series, same = printed(seconds)
    assert same
    assert series.dtype == "datetime64[s]"


def test_the_frame_does_not_share_the_memory_of_a_mask() -> None:
    values = Numbers(np.array([1, 2]), 0, MISSING.copy())
    series = frame({"x": values})["x"]
    series.iloc[0] = pd.NA
    assert values.missing is not None
    assert values.missing.tolist() == [False, True]
