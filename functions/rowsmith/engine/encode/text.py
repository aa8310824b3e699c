"""Text columns: parts laid side by side, quoted where a part asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

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

Special: TypeAlias = BoolArray | bool
"""Whether a part makes its cell a quoted one, by row or in all of them."""


def text_field(values: Text) -> Field:
    """The cells of a text column."""
    return Field(_pieces(values.parts), missing_patches(values.missing))


def _pieces(parts: Sequence[Part]) -> list[Piece]:
    match parts:
        case (Coded(codes, table),):
            forms = quoted_table(table)
            return [Gather(codes, forms.cell_chunks, forms.cell_width)]
    written = [_written(part) for part in parts]
    pieces = [piece for piece, _ in written if piece.width]
    mark = _quote_mark([special for _, special in written])
    return pieces if mark is None else [mark, *pieces, mark]


def _written(part: Part) -> tuple[Piece, Special]:
    """A part as it stands inside quotes, and whether it asks for them."""
    match part:
        case bytes():
            return Literal(escaped(part)), is_special(part)
        case Coded(codes, table):
            forms = quoted_table(table)
            special = forms.special is not None and forms.special.take(codes, mode="clip")
            return Gather(codes, forms.part_chunks, forms.part_width), special
        case _:
            rows = special_entries(part)
            if rows is None:
                return PerRow.of(part), False
            return PerRow.of(escaped_entries(part)), rows


def _quote_mark(specials: Sequence[Special]) -> Piece | None:
    """What stands before and after each cell: quotes, quotes in some rows, or nothing."""
    if any(special is True for special in specials):
        return Literal(QUOTE)
    by_row = [special for special in specials if not isinstance(special, bool)]
    if not by_row:
        return None
    special: BoolArray = np.logical_or.reduce(by_row)
    return PerRow.of((special * np.uint8(ord(QUOTE))).view("S1")) if special.any() else None
