"""What a column of one block is made of, before it is laid out in records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.encode.chunks import ByteMatrix, Chunk, byte_matrix, chunks_of, exact_chunk
from rowsmith.engine.values import BytesArray, CodeArray

Step: TypeAlias = Callable[[int, int], None]
"""Writes rows `start` to `stop` (not included) of the block into the records."""


class Piece(Protocol):
    """Some bytes of a cell: at most `width` of them, padded with NUL."""

    @property
    def width(self) -> int:
        """The most bytes a row has here, NUL left out."""
        ...

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """The bytes, by chunk; together as wide as `width`, or wider by NUL."""
        ...

    def step(self, chunk: Chunk, view: Chunk) -> Step:
        """How `chunk` comes to `view`, where it goes in the records of a batch."""
        ...


@dataclass(frozen=True, slots=True)
class Literal:
    """The same bytes in every row."""

    text: bytes

    @property
    def width(self) -> int:
        """Length of the text."""
        return len(self.text)

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """The text as the only entry."""
        return _literal_chunks(self.text)

    def step(self, chunk: Chunk, view: Chunk) -> Step:
        """Fill."""

        def fill(start: int, stop: int) -> None:
            view[: stop - start] = chunk

        return fill


@dataclass(frozen=True, slots=True)
class Gather:
    """One entry of a table, of `width` bytes at most, per row."""

    codes: CodeArray
    chunks: tuple[Chunk, ...]
    width: int

    def step(self, chunk: Chunk, view: Chunk) -> Step:
        """Gather."""
        codes = self.codes

        def gather(start: int, stop: int) -> None:
            view[: stop - start] = chunk.take(codes[start:stop], mode="clip")

        return gather


@dataclass(frozen=True, slots=True)
class PerRow:
    """Bytes of their own for every row, `width` at most."""

    chunks: tuple[Chunk, ...]
    width: int

    @classmethod
    def of(cls, entries: BytesArray) -> PerRow:
        """The bytes of `entries`, unpadded: padding pays only for what is copied often."""
        return cls((exact_chunk(entries),), entries.dtype.itemsize)

    def step(self, chunk: Chunk, view: Chunk) -> Step:
        """Copy."""

        def copy(start: int, stop: int) -> None:
            view[: stop - start] = chunk[start:stop]

        return copy


@dataclass(frozen=True, slots=True)
class Patch:
    """Rows, ascending, whose cell is something else: a row of `text`, or empty for None."""

    rows: NDArray[np.intp]
    text: ByteMatrix | None = None

    @classmethod
    def of(cls, rows: NDArray[np.intp], entries: BytesArray) -> Patch:
        """Rows that show `entries` instead."""
        return cls(rows, byte_matrix(entries))

    @property
    def width(self) -> int:
        """The most bytes of a patched cell."""
        return 0 if self.text is None else self.text.shape[1]

    def step(self, cells: ByteMatrix) -> Step:
        """How the patch comes over `cells`, where the column is in the records of a batch."""
        rows, text = self.rows, self.text

        def patch(start: int, stop: int) -> None:
            low, high = rows.searchsorted((start, stop))
            if low < high:
                here = rows[low:high] - start
                cells[here] = 0
                if text is not None:
                    cells[here, : text.shape[1]] = text[low:high]

        return patch


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a block: pieces side by side, then patches over them."""

    pieces: Sequence[Piece]
    patches: Sequence[Patch] = ()

    @property
    def width(self) -> int:
        """The most bytes of a cell."""
        return sum(piece.width for piece in self.pieces)

    def with_room(self, least: int = 0) -> Field:
        """The same with room for its patches and for `least` bytes."""
        lacking = max([least, *(patch.width for patch in self.patches)]) - self.width
        if lacking <= 0:
            return self
        return Field([*self.pieces, Literal(bytes(lacking))], self.patches)


@lru_cache(maxsize=1024)
def _literal_chunks(text: bytes) -> tuple[Chunk, ...]:
    return chunks_of(np.frombuffer(text, np.uint8).reshape(1, -1))


def missing_patches(missing: NDArray[np.bool_] | None) -> list[Patch]:
    """What empties the missing cells."""
    if missing is None or not missing.any():
        return []
    return [Patch(np.flatnonzero(missing))]
