"""Tables of digit groups, from which numbers and dates are put together in bulk.

The squeeze drops NUL wherever it stands, so a table may blank digits on either side.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from rowsmith.engine.encode.chunks import ByteMatrix, Chunk, chunks_of

ZERO = ord("0")
GROUP = 4
"""Digits of a group of an integer: a table of 10,000 entries stays in the nearer caches."""
GROUP_SIZE = 10**GROUP
FRACTION_GROUP = 3
"""Digits of a group of a fraction: with its point, the first fills a chunk of four."""


@lru_cache
def padded(digits: int) -> ByteMatrix:
    """0 to 10**digits - 1 with leading zeros, shape (10**digits, digits)."""
    places = 10 ** np.arange(digits - 1, -1, -1)
    return (np.arange(10**digits)[:, None] // places % 10 + ZERO).astype(np.uint8)


@lru_cache
def padded_chunks(digits: int, before: bytes = b"", after: bytes = b"") -> tuple[Chunk, ...]:
    """0 to 10**digits - 1 with leading zeros, between two constant strings."""
    matrix = padded(digits)
    ends = [np.tile(np.frombuffer(end, np.uint8), (len(matrix), 1)) for end in (before, after)]
    return chunks_of(np.hstack([ends[0], matrix, ends[1]]))


@lru_cache
def integer_chunks(lowest: bool) -> tuple[Chunk, ...]:
    """Groups of an integer: entry n where no digit stands before, entry 10,000 + n elsewhere.

    A group with nothing before it has no leading zeros, and is blank for 0, but for the
    `lowest`, which is then the digit 0.
    """
    full = padded(GROUP)
    started = np.logical_or.accumulate(full != ZERO, axis=1)
    if lowest:
        started[:, -1] = True
    return chunks_of(np.concatenate([full * started, full]))


@lru_cache
def fraction_chunks(digits: int, point: bool) -> tuple[Chunk, ...]:
    """Groups of a fraction: entry n where only zeros follow, entry 10**digits + n elsewhere.

    A group with only zeros after it has no trailing zeros, and is blank for 0, but for the
    first, which carries the `point` and keeps the digit after it.
    """
    full = padded(digits)
    needed = np.logical_or.accumulate(full[:, ::-1] != ZERO, axis=1)[:, ::-1].copy()
    if point:
        needed[:, 0] = True
    matrix = np.concatenate([full * needed, full])
    if point:
        matrix = np.insert(matrix, 0, ord("."), axis=1)
    return chunks_of(matrix)
