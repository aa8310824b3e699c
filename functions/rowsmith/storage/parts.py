"""How a large file is shared out: parts within the bounds of S3 and of a worker."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from rowsmith.errors import TooMuch

MIB = 1024 * 1024

MOST_PARTS = 10_000
"""S3's, of one upload."""

LEAST_PART_BYTES = 5 * MIB
"""S3's, of every part but the last."""

MANY_PARTS = 100
"""So that a hundred workers have something to do, where parts are no smaller than S3 takes."""

USUAL_PART_BYTES = 64 * MIB
"""A second or two of work: long beside what a call costs, short beside what it may take."""

MOST_PART_BYTES = 384 * MIB
"""A worker holds the part, its pieces and the rows of a block, in 1,769 MB."""

VARIATION = 1.25
"""How much larger or smaller than the one that was measured a block may be, with room to spare."""


@dataclass(frozen=True, slots=True)
class Parts:
    """`count` parts, 1 to MOST_PARTS, of `blocks` whole blocks each; the last may have fewer."""

    blocks: int
    count: int


def parts_of(rows: int, rows_per_block: int, block_bytes: int) -> Parts:
    """Share out `rows` rows: few enough parts for S3, big enough ones, and no bigger than needed.

    rows: 1 or more. block_bytes: of a full block, measured. Raises TooMuch where a part would be
    larger than a worker can hold, with how many rows can be made.
    """
    blocks = -(-rows // rows_per_block)
    most = most_blocks(block_bytes)
    if blocks > most:
        raise TooMuch(_instead(most * rows_per_block))
    usual = ceil(USUAL_PART_BYTES / block_bytes)
    least = ceil(VARIATION * LEAST_PART_BYTES / block_bytes)
    shared = min(usual, -(-blocks // MANY_PARTS))
    each = min(max(shared, least, -(-blocks // MOST_PARTS)), blocks)
    return Parts(each, -(-blocks // each))


def most_blocks(block_bytes: int) -> int:
    """How many blocks of about `block_bytes` bytes one file can have; 0 where not even one."""
    return MOST_PARTS * int(MOST_PART_BYTES / (VARIATION * block_bytes))


def _instead(rows: int) -> str:
    if rows == 0:
        return "Rows of this schema are too long to be made by workers. Ask for fewer columns."
    return f"At most {rows:,} rows of this schema can be made. Ask for fewer rows or columns."
