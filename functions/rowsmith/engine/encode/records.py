"""Rows as fixed-width byte records, and the NUL padding squeezed out of them.

A record holds every cell of a row at a fixed offset, padded with NUL. Records are filled a
piece at a time, left to right, in batches that stay in cache; a piece may write NUL beyond
its width, because the pieces after it are written over that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.encode.chunks import ByteMatrix, Chunk
from rowsmith.engine.encode.pieces import Field, Literal, Step

BATCH_BYTES = 1 << 19
"""Bytes of records filled and squeezed at once: half of a usual second-level cache."""

EMPTY = b'""'
"""An empty cell that is its row's only one: a blank line is skipped by readers."""


def csv_rows(fields: Sequence[Field], size: int) -> bytes:
    """The `size` rows of `fields` as lines of CSV."""
    batches = _squeezed(fields, size) if size else ()
    return b"".join(batch.data for batch in batches)


def _squeezed(fields: Sequence[Field], size: int) -> Iterator[NDArray[np.uint8]]:
    least = len(EMPTY) if len(fields) == 1 else 0
    layout = [field.with_room(least) for field in fields]
    width = _record_width(layout)
    batch = min(size, max(1, BATCH_BYTES // width))
    records = np.empty((batch, width), np.uint8)
    steps = list(_steps(layout, records))
    flat = records.reshape(-1)
    kept = np.empty(len(flat), np.bool_)
    for start in range(0, size, batch):
        stop = min(start + batch, size)
        for step in steps:
            step(start, stop)
        used = (stop - start) * width
        np.not_equal(flat[:used], 0, out=kept[:used])
        # Indices and a gather take half the time of bytes.translate or a boolean mask, which
        # branch wherever text and padding meet.
        yield flat.take(np.flatnonzero(kept[:used]))


def _record_width(fields: Sequence[Field]) -> int:
    """Bytes of a record, with room for the NUL that its last pieces write beyond its end."""
    end = offset = 0
    for field in fields:
        for piece in field.pieces:
            end = max(end, offset + sum(chunk.dtype.itemsize for chunk in piece.chunks))
            offset += piece.width
        offset += 1
    return max(end, offset)


def _steps(fields: Sequence[Field], records: ByteMatrix) -> Iterator[Step]:
    offset = 0
    for number, field in enumerate(fields):
        position = offset
        for piece in field.pieces:
            reach = position
            for chunk in piece.chunks:
                yield piece.step(chunk, _view(records, reach, chunk.dtype.itemsize))
                reach += chunk.dtype.itemsize
            position += piece.width
        cells = records[:, offset:position]
        yield from (patch.step(cells) for patch in field.patches)
        if len(fields) == 1:
            yield _quote_empty(cells)
        delimiter = Literal(b"\n" if number == len(fields) - 1 else b",")
        yield delimiter.step(delimiter.chunks[0], _view(records, position, 1))
        offset = position + 1


def _view(records: ByteMatrix, offset: int, width: int) -> Chunk:
    """The `width` bytes at `offset` of every record."""
    count, stride = records.shape
    return np.ndarray((count,), f"V{width}", records, offset, (stride,))


def _quote_empty(cells: ByteMatrix) -> Step:
    quotes = np.frombuffer(EMPTY, np.uint8)

    def quote(start: int, stop: int) -> None:
        empty = np.flatnonzero(~cells[: stop - start].any(axis=1))
        cells[empty, : len(quotes)] = quotes

    return quote
