"""Parts of any file are within the bounds of S3 and of a worker, or it is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.errors import TooMuch
from rowsmith.storage.parts import (
    LEAST_PART_BYTES,
    MIB,
    MOST_PART_BYTES,
    MOST_PARTS,
    VARIATION,
    most_blocks,
    parts_of,
)

BLOCK = 50_000
FILE_BYTES_OF_S3 = 5 * 1024 * 1024 * MIB


@given(rows=st.integers(1, 10**10), block_bytes=st.integers(1, 300 * MIB))
def test_parts_are_within_every_bound(rows: int, block_bytes: int) -> None:
    blocks = -(-rows // BLOCK)
    try:
        parts = parts_of(rows, BLOCK, block_bytes)
    except TooMuch:
        assert blocks > most_blocks(block_bytes)
        return
    assert 1 <= parts.count <= MOST_PARTS
    assert parts.blocks * (parts.count - 1) < blocks <= parts.blocks * parts.count
    part_bytes = parts.blocks * block_bytes
    assert part_bytes * VARIATION <= MOST_PART_BYTES
    assert parts.count == 1 or part_bytes / VARIATION >= LEAST_PART_BYTES
    assert parts.count * part_bytes * VARIATION <= FILE_BYTES_OF_S3


@given(rows=st.integers(1, 10**12), block_bytes=st.integers(1, 10_000 * MIB))
def test_what_would_fit_fits_and_a_row_more_does_not(rows: int, block_bytes: int) -> None:
    most = most_blocks(block_bytes) * BLOCK
    if most:
        parts_of(most, BLOCK, block_bytes)
    with pytest.raises(TooMuch, match=f"At most {most:,} rows" if most else "fewer columns"):
        parts_of(most + 1, BLOCK, block_bytes)


@pytest.mark.parametrize(
    ("row_bytes", "blocks", "parts"), [(14, 96, 209), (93, 15, 1_334), (270, 5, 4_000)]
)
def test_a_billion_rows(row_bytes: int, blocks: int, parts: int) -> None:
    found = parts_of(1_000_000_000, BLOCK, row_bytes * BLOCK)
    assert (found.blocks, found.count) == (blocks, parts)


def test_ten_million_rows_are_a_hundred_parts() -> None:
    assert parts_of(10_000_000, BLOCK, 93 * BLOCK).count == 100
