from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.engine.encode.chunks import byte_matrix, chunks_of, exact_chunk


@given(st.lists(st.binary(min_size=1, max_size=100), min_size=1))
def test_chunks_side_by_side_are_the_entries(entries: list[bytes]) -> None:
    array = np.array([entry.replace(b"\0", b"0") for entry in entries])
    columns = [chunk.tolist() for chunk in chunks_of(byte_matrix(array))]
    joined = [b"".join(bytes(part) for part in parts) for parts in zip(*columns, strict=True)]
    assert [text.rstrip(b"\0") for text in joined] == array.tolist()


@pytest.mark.parametrize(
    ("width", "chunks"),
    [
        (1, [1]),
        (3, [4]),
        (8, [8]),
        (9, [16]),
        (17, [32]),
        (32, [32]),
        (33, [32, 1]),
        (70, [32, 32, 8]),
    ],
)
def test_a_chunk_is_a_power_of_two_wide(width: int, chunks: list[int]) -> None:
    matrix = np.ones((2, width), np.uint8)
    assert [chunk.dtype.itemsize for chunk in chunks_of(matrix)] == chunks


def test_an_exact_chunk_is_as_wide_as_its_entries() -> None:
    assert exact_chunk(np.array([b"abc", b"d"])).dtype.itemsize == 3
