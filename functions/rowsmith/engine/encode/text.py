"""Text columns: parts laid side by side, quoted where a part asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rowsmith.engine.encode.pieces import Field, Gather, Literal, PerRow, Piece, missing_patches
from rowsmith.engine.encode.quoting import (
    QUOTE,
    escaped,
    escaped_entries,
    is_special,
    quoted_table,
    special_entries,
)
from rowsmith.engine.values import BoolArray, Coded, Part, Text


def text_field(values: Text) -> Field:
    """The cells of a text column."""
    return Field(list(_pieces(values)), missing_patches(values.missing))


def _pieces(values: Text) -> Iterator[Piece]:
    match values.parts:
        case (Coded(codes, table),):
            forms = quoted_table(table)
            yield Gather(codes, forms.cell_chunks, forms.cell_width)
            return
    mark = _quote_mark(values)
    if mark:
        yield mark
    yield from (_piece(part) for part in values.parts if not isinstance(part, bytes) or part)
    if mark:
        yield mark


def _piece(part: Part) -> Piece:
    match part:
        case bytes():
            return Literal(escaped(part))
        case Coded(codes, table):
            forms = quoted_table(table)
            return Gather(codes, forms.part_chunks, forms.part_width)
        case _:
            return PerRow.of(escaped_entries(part))


def _quote_mark(values: Text) -> Piece | None:
    """What stands before and after each cell: quotes, or quotes in some rows, or nothing."""
    if any(isinstance(part, bytes) and is_special(part) for part in values.parts):
        return Literal(QUOTE)
    special = np.zeros(values.size, np.bool_)
    for part in values.parts:
        rows = _special_rows(part)
        if rows is not None:
            special |= rows
    if not special.any():
        return None
    return PerRow.of((special * np.uint8(ord(QUOTE))).view("S1"))


def _special_rows(part: Part) -> BoolArray | None:
    match part:
        case bytes():
            return None
        case Coded(codes, table):
            special = quoted_table(table).special
            return None if special is None else special.take(codes, mode="clip")
        case _:
            return special_entries(part)
