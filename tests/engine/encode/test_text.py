from __future__ import annotations

import csv
import io

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.engine.encode import CsvEncoder
from rowsmith.engine.encode.pieces import Field, Gather
from rowsmith.engine.encode.text import text_field
from rowsmith.engine.values import BoolArray, Coded, Part, Text, TextTable
from tests.engine.encode.columns import Column, text_columns

PLAIN = TextTable.of(["", "a", "é", "w" * 70])
MIXED = TextTable.of(["plain", "a,b", 'say "so"', "two\nlines"])


def written(*parts: Part, size: int, missing: BoolArray | None = None) -> str:
    """The cells, one a line; an empty one is `""`, alone in its row."""
    return CsvEncoder(["x"]).encode({"x": Text(parts, size, missing)}).decode()


@settings(deadline=None)
@given(st.integers(1, 8).flatmap(text_columns))
def test_a_csv_reader_gets_the_text_back(column: Column) -> None:
    encoded = CsvEncoder(["x"]).encode({"x": column.values}).decode()
    read = [row[0] for row in csv.reader(io.StringIO(encoded, newline=""))]
    assert read == column.series.fillna("").tolist()


def test_a_table_is_quoted_by_entry() -> None:
    assert written(Coded(np.arange(4), MIXED), size=4) == (
        'plain\n"a,b"\n"say ""so"""\n"two\nlines"\n'
    )


def test_only_the_rows_with_a_special_part_are_quoted() -> None:
    parts = (Coded(np.arange(4), MIXED), b"-", Coded(np.arange(4), PLAIN))
    assert written(*parts, size=4) == (
        f'plain-\n"a,b-a"\n"say ""so""-é"\n"two\nlines-{"w" * 70}"\n'
    )


def test_a_special_literal_quotes_every_row_that_is_not_missing() -> None:
    missing = np.array([False, True])
    parts = (Coded(np.array([1, 1]), PLAIN), b', "', Coded(np.array([0, 1]), PLAIN))
    assert written(*parts, size=2, missing=missing) == '"a, """\n""\n'


def test_special_bytes_of_a_row_quote_that_row() -> None:
    raw = np.array([b"a", b'b"', b"", b"c,d"])
    assert written(raw, size=4) == 'a\n"b"""\n""\n"c,d"\n'
    assert written(raw, b"!", size=4) == 'a!\n"b""!"\n!\n"c,d!"\n'


def test_bytes_of_rows_may_be_a_view_into_others() -> None:
    records = np.array([(b"ab", 1), (b"c", 2)], dtype=[("key", "S2"), ("n", "i4")])
    assert written(records["key"], size=2) == "ab\nc\n"


def test_text_of_no_parts_is_empty() -> None:
    assert written(size=2) == '""\n""\n'
    assert written(b"", size=1) == '""\n'


def test_codes_of_every_integer_type_are_read() -> None:
    for dtype in (np.uint8, np.int16, np.uint16, np.uint32, np.int64, np.uint64):
        assert written(Coded(np.array([1, 2], dtype=dtype), PLAIN), size=2) == "a\né\n"


def chunk_ids(field: Field) -> list[int]:
    return [id(chunk) for piece in field.pieces for chunk in piece.chunks]


def test_what_is_derived_from_a_table_is_made_once() -> None:
    table = TextTable.of(["a", "b,"])
    first = text_field(Text.coded(np.array([0, 1]), table))
    second = text_field(Text.coded(np.array([1]), table))
    assert isinstance(first.pieces[0], Gather)
    assert chunk_ids(first) == chunk_ids(second)


def test_a_table_without_special_entries_needs_no_quote_marks() -> None:
    codes = np.zeros(3, dtype=np.uint16)
    field = text_field(Text((Coded(codes, PLAIN), b" ", Coded(codes, PLAIN)), 3))
    assert len(field.pieces) == 3
