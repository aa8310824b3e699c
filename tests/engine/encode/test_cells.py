from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.engine.encode import CsvEncoder, cells
from rowsmith.engine.encode.cells import Rows, select
from rowsmith.engine.values import Booleans, Coded, Datetimes, Numbers, Text, TextTable, Values
from tests.engine.encode.columns import Column, columns

MISSING = np.array([False, True, False])
TEXT = Text(
    (Coded(np.array([0, 1, 1]), TextTable.of(["a", "é"])), b"-", np.array([b"x", b"y", b"z"])), 3
)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (TEXT, ["a-x", "é-y", "é-z"]),
        (Numbers(np.array([1, 2, 3]), 0, MISSING), [1, None, 3]),
        (Numbers(np.array([1.0, 2.0, np.nan]), 0), [1, 2, None]),
        (Numbers(np.array([1.5, np.inf, np.nan]), 1), [1.5, "inf", None]),
        (Booleans(np.array([True, True, False]), None, MISSING), [True, None, False]),
        (Booleans(np.array([True, True, False]), ("y", "n"), MISSING), ["y", None, "n"]),
        (Datetimes(np.array([0, 1, -1]), "day"), ["1970-01-01", "1970-01-01", "1969-12-31"]),
        (
            Datetimes(np.array([0, 60, 0]), "minute", MISSING),
            ["1970-01-01 00:00:00", None, "1970-01-01 00:00:00"],
        ),
        (Datetimes(np.array([0, 1, 86_399]), "time"), ["00:00:00", "00:00:01", "23:59:59"]),
    ],
)
def test_cells_are_python_values(values: Values, expected: list[object]) -> None:
    assert cells(values, slice(None)) == expected


@settings(deadline=None)
@given(columns(5), st.sampled_from([slice(0, 2), [4, 0, 0], np.array([3]), slice(9, 10), []]))
def test_chosen_rows_are_those_of_the_column(column: Column, rows: Rows) -> None:
    everything = np.array([*cells(column.values, slice(None)), None], dtype=object)[:-1]
    index = rows if isinstance(rows, slice) else np.array(rows, dtype=int)
    chosen = cells(column.values, rows)
    assert chosen == everything[index].tolist()
    assert json.loads(json.dumps(chosen, allow_nan=False)) == chosen


@settings(deadline=None)
@given(columns(5))
def test_chosen_rows_are_encoded_as_in_the_column(column: Column) -> None:
    chosen = select(column.values, np.array([3, 1]))
    pair = {"x": chosen}
    apart = [select(column.values, slice(row, row + 1)) for row in (3, 1)]
    encoder = CsvEncoder(["x"])
    assert encoder.encode(pair) == b"".join(encoder.encode({"x": values}) for values in apart)
