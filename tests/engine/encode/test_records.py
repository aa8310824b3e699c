from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest

from rowsmith.engine.encode import records
from rowsmith.engine.encode.chunks import byte_matrix, chunks_of
from rowsmith.engine.encode.pieces import Field, Gather, Literal, Patch, PerRow
from rowsmith.engine.encode.records import csv_rows

WORDS = np.array([b"one", b"three", b""])
GATHER = Gather(np.array([0, 1, 2, 1]), chunks_of(byte_matrix(WORDS)), 5)
KEYS = PerRow.of(np.array([b"a", b"bb", b"c", b"dd"]))


def test_pieces_stand_side_by_side() -> None:
    fields = [Field([GATHER, Literal(b"-"), KEYS]), Field([KEYS]), Field([GATHER])]
    assert csv_rows(fields, 4) == b"one-a,a,one\nthree-bb,bb,three\n-c,c,\nthree-dd,dd,three\n"


def test_a_patch_stands_instead_of_the_cell() -> None:
    rows = np.array([1, 3])
    longer = Patch.of(rows, np.array([b"a much longer cell", b"x"]))
    fields = [Field([KEYS], [longer]), Field([KEYS], [Patch(rows)])]
    assert csv_rows(fields, 4) == b"a,a\na much longer cell,\nc,c\nx,\n"


@pytest.mark.parametrize("batch", [1, 2, 3, 100])
@pytest.mark.parametrize("squeeze", [1, 7, 1_000])
def test_batches_do_not_show(batch: int, squeeze: int) -> None:
    patched = Patch.of(np.array([0, 2, 3]), np.array([b"x", b"y", b"z"]))
    fields = [Field([GATHER]), Field([KEYS], [patched])]
    whole = csv_rows(fields, 4)
    with (
        patch.multiple(records, BATCH_BYTES=1, USUAL_BATCH=batch, SQUEEZE_BYTES=squeeze),
    ):
        assert csv_rows(fields, 4) == whole


def test_an_only_cell_is_quoted_where_it_is_empty() -> None:
    assert csv_rows([Field([GATHER])], 4) == b'one\nthree\n""\nthree\n'
    assert csv_rows([Field([])], 1) == b'""\n'


def test_the_records_of_wide_rows_are_bounded() -> None:
    wide = Field([PerRow.of(np.full(3, b"x" * 100))])
    with patch.multiple(records, BATCH_BYTES=1, MOST_BATCH_BYTES=210):
        batches = [len(batch) for batch in records._batches([wide], 3)]
    assert batches == [202, 101]
