"""Rows as fixed-width byte records, and the NUL padding squeezed out of them.

A record holds every cell of a row at a fixed offset, padded with NUL. Records are filled a
piece at a time, left to right, in batches that stay in cache; a piece may write NUL beyond
its width, because the pieces after it are written over that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.encode.chunks import ByteMatrix, Chunk
from rowsmith.engine.encode.pieces import Field, Literal, Step

BATCH_BYTES = 1 << 19
"""Bytes of records filled at once: half of a usual second-level cache."""
USUAL_BATCH = 600
"""Rows filled at once where that is more, so that calls are not most of the work."""
MOST_BATCH_BYTES = 1 << 23
"""Bytes of records filled at once at most, however wide they are."""
SQUEEZE_BYTES = 1 << 17
"""Bytes squeezed at once: an index of eight bytes is made for each that is kept."""

EMPTY = b'""'
"""An empty cell that is its row's only one: a blank line is skipped by readers."""


def csv_rows(fields: Sequence[Field], size: int) -> bytes:
    """The `size` rows of `fields`, one at least, as lines of CSV."""
    written = BytesIO()
    for batch in _batches(fields, size):
        for kept in _squeezed(batch):
            written.write(kept.data)
    return written.getvalue()


def _batches(fields: Sequence[Field], size: int) -> Iterator[NDArray[np.uint8]]:
    """Records of consecutive rows as flat bytes, in a buffer that the next ones overwrite."""
    least = len(EMPTY) if len(fields) == 1 else 0
    layout = [field.with_room(least) for field in fields]
    width = _record_width(layout)
    batch = min(size, _batch_rows(width))
    records = np.empty((batch, width), np.uint8)
    steps = list(_steps(layout, records))
    for start in range(0, size, batch):
        stop = min(start + batch, size)
        for step in steps:
            step(start, stop)
        yield records[: stop - start].reshape(-1)


def _batch_rows(width: int) -> int:
    return max(1, BATCH_BYTES // width, min(USUAL_BATCH, MOST_BATCH_BYTES // width))


def _squeezed(padded: NDArray[np.uint8]) -> Iterator[NDArray[np.uint8]]:
    """The bytes that are not NUL.

    Indices and a gather take half the time of `bytes.translate` or of a boolean mask, which
    branch wherever text and padding meet.
    """
    for start in range(0, len(padded), SQUEEZE_BYTES):
        part = padded[start : start + SQUEEZE_BYTES]
        yield part.take(np.flatnonzero(part != 0))


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
    """What fills a batch of records; a literal that nothing writes over is there already."""
    offset = written = 0
    for number, field in enumerate(fields):
        position = offset
        patched = bool(field.patches) or len(fields) == 1
        for piece in field.pieces:
            reach = position
            stays = isinstance(piece, Literal) and written <= position and not patched
            for chunk in piece.chunks:
                view = _view(records, reach, chunk.dtype.itemsize)
                if stays:
                    view[:] = chunk
                else:
                    yield piece.step(chunk, view)
                reach += chunk.dtype.itemsize
            written = max(written, reach)
            position += piece.width
        cells = records[:, offset:position]
        yield from (patch.step(cells) for patch in field.patches)
        if len(fields) == 1:
            yield _quote_empty(cells)
        delimiter = Literal(b"\n" if number == len(fields) - 1 else b",")
        view = _view(records, position, 1)
        if written <= position:
            view[:] = delimiter.chunks[0]
        else:
            yield delimiter.step(delimiter.chunks[0], view)
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
