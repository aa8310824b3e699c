"""The encoder against pandas: `to_csv` is the oracle of every byte."""

from __future__ import annotations

import io
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.engine.encode import CsvEncoder, records
from rowsmith.engine.frame import frame
from rowsmith.engine.values import (
    Booleans,
    Coded,
    Datetimes,
    Numbers,
    Text,
    TextTable,
    Values,
)
from tests.engine.encode.columns import Column, csv_quotes_carriage_returns, tables


def written(columns: dict[str, Values]) -> bytes:
    """Header and rows."""
    encoder = CsvEncoder(list(columns))
    return encoder.header() + encoder.encode(columns)


def to_csv(table: pd.DataFrame) -> bytes:
    """What pandas writes."""
    return table.to_csv(index=False, lineterminator="\n").encode()


@settings(max_examples=300, deadline=None)
@given(tables(), st.integers(1, 20))
def test_bytes_are_those_of_pandas(table: dict[str, Column], batch: int) -> None:
    values = {name: column.values for name, column in table.items()}
    series = {name: column.series for name, column in table.items()}
    with patch.multiple(records, BATCH_BYTES=1, USUAL_BATCH=batch):
        assert written(values) == to_csv(pd.DataFrame(series))
    assert written(values) == to_csv(frame(values))


def many_rows(size: int) -> dict[str, Values]:
    """Every sort of column over several batches of records."""
    random = np.random.default_rng(20)
    words = TextTable.of(["", "a", "naïve", 'say "so"', "x, y", "two\nlines", "w" * 45])
    codes = random.integers(0, len(words), (3, size))
    some = random.random((8, size)) < 0.1
    raw = np.array([b"%04x" % bits for bits in random.integers(0, 65536, size).tolist()])
    return {
        "row": Numbers(np.arange(size), 0),
        "word": Text.coded(codes[0], words, some[0]),
        "line": Text((Coded(codes[1], words), b" ", Coded(codes[2], words), b"."), size, some[1]),
        "key": Text((raw, b"-", raw), size),
        "count": Numbers(random.integers(-(10**9), 10**9, size), 0, some[2]),
        "amount": Numbers(np.round(random.normal(0, 1e4, size), 2), 2, some[3]),
        "tiny": Numbers(np.round(random.random(size) * 1e-3, 7), 7),
        "ratio": Numbers(random.random(size), None, some[4]),
        "flag": Booleans(random.random(size) < 0.5, None, some[5]),
        "answer": Booleans(random.random(size) < 0.5, ("yes, sure", "no"), some[6]),
        "day": Datetimes(random.integers(-9000, 20_000, size) * 86_400, "day", some[7]),
        "moment": Datetimes(random.integers(0, 10**9, size), "second"),
        "hour": Datetimes(random.integers(0, 86_400, size), "time"),
    }


def test_rows_beyond_a_batch_are_those_of_pandas() -> None:
    columns = many_rows(9_000)
    assert written(columns) == to_csv(frame(columns))


def test_blocks_follow_each_other_as_one_table() -> None:
    columns = many_rows(3_000)
    encoder = CsvEncoder(list(columns))
    once = encoder.encode(columns)
    assert encoder.encode(columns) == once
    assert encoder.header() + once + once == to_csv(pd.concat([frame(columns)] * 2))


def test_a_block_may_hold_columns_that_the_csv_leaves_out() -> None:
    columns: dict[str, Values] = {
        "seen": Numbers(np.array([1]), 0),
        "hidden": Numbers(np.array([2]), 0),
    }
    assert CsvEncoder(["seen"]).encode(columns) == b"1\n"


def test_columns_come_in_the_order_of_the_names() -> None:
    columns: dict[str, Values] = {"a": Numbers(np.array([1]), 0), "b": Numbers(np.array([2]), 0)}
    encoder = CsvEncoder(["b", "a"])
    assert encoder.header() + encoder.encode(columns) == b"b,a\n2,1\n"


def test_an_only_cell_that_is_empty_is_quoted() -> None:
    table = TextTable.of(["", "x"])
    text = Text.coded(np.array([0, 1, 1]), table, np.array([False, False, True]))
    assert CsvEncoder(["a"]).encode({"a": text}) == b'""\nx\n""\n'
    numbers = Numbers(np.array([1, 2]), 0, np.array([True, False]))
    assert CsvEncoder([""]).header() == b'""\n'
    assert CsvEncoder(["a"]).encode({"a": numbers}) == b'""\n2\n'


@pytest.mark.parametrize("text", ["a\rb", "\r", "a\r\nb"])
def test_a_carriage_return_is_quoted_on_every_python(text: str) -> None:
    columns: dict[str, Values] = {
        text: Text.coded(np.array([0]), TextTable.of([text])),
        "b": Text((b"-", text.encode()), 1),
    }
    rows = pd.read_csv(io.BytesIO(written(columns)), lineterminator="\n")
    assert written(columns) == f'"{text}",b\n"{text}","-{text}"\n'.encode()
    assert rows.loc[0, text] == text
    if csv_quotes_carriage_returns():
        assert written(columns) == to_csv(frame(columns))


def test_no_rows_are_no_bytes() -> None:
    assert CsvEncoder(["a"]).encode({"a": Numbers(np.array([], dtype=np.int64), 0)}) == b""


def test_a_column_of_another_length_is_refused() -> None:
    columns: dict[str, Values] = {
        "a": Numbers(np.array([1, 2]), 0),
        "b": Numbers(np.array([1]), 0),
    }
    with pytest.raises(ValueError, match="column 'b' has 1 rows, not 2"):
        CsvEncoder(["a", "b"]).encode(columns)


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="b"):
        CsvEncoder(["b"]).encode({"a": Numbers(np.array([1]), 0)})


def test_a_csv_of_no_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a column"):
        CsvEncoder([])
