from __future__ import annotations

import gc
import weakref

import numpy as np
import pytest

from rowsmith.engine.encode.quoting import escaped, quoted, quoted_table, special_entries
from rowsmith.engine.values import TextTable


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        (b"", b""),
        (b"plain", b"plain"),
        (b" spaces ", b" spaces "),
        (b"tab\t;'", b"tab\t;'"),
        (b"a,b", b'"a,b"'),
        (b'"', b'""""'),
        (b"a\nb", b'"a\nb"'),
        (b"a\rb", b'"a\rb"'),
    ],
)
def test_a_cell_is_quoted_where_readers_need_it(text: bytes, cell: bytes) -> None:
    assert quoted(text) == cell


def test_quotes_are_doubled_inside_quotes() -> None:
    assert escaped(b'say "so"') == b'say ""so""'


def test_special_entries_are_told_by_entry() -> None:
    flags = special_entries(np.array([b"a", b"b,", b'"', b"c\r", b"d\n"]))
    assert flags is not None
    assert flags.tolist() == [False, True, True, True, True]
    assert special_entries(np.array([b"a", b"b"])) is None


def test_forms_live_as_long_as_their_table() -> None:
    table = TextTable.of(["a"])
    forms = weakref.ref(quoted_table(table))
    assert forms() is quoted_table(table)
    del table
    gc.collect()
    assert forms() is None
