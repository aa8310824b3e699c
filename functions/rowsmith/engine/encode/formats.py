"""The formats that a file can have: how it begins, how a block is written, how it ends.

A format writes each block on its own, so that any worker can write any block.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from rowsmith.engine.encode.csv import CsvEncoder
from rowsmith.engine.values import Values

Names: TypeAlias = Sequence[str]
"""The columns of the file, in their order."""

BYTE_ORDER_MARK = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a file.

    suffix: of the file's name, with its dot. media_type: as HTTP names it.
    opening: what comes before the first block. block: the rows of a block, which holds columns
    of one length, and maybe others. closing: what comes after the last block.
    """

    suffix: str
    media_type: str
    opening: Callable[[Names], bytes]
    block: Callable[[Names, Mapping[str, Values]], bytes]
    closing: Callable[[Names], bytes]


def _csv_opening(names: Names) -> bytes:
    return CsvEncoder(names).header()


def _csv_block(names: Names, block: Mapping[str, Values]) -> bytes:
    return CsvEncoder(names).encode(block)


def _nothing(names: Names) -> bytes:
    return b""


def _marked_opening(names: Names) -> bytes:
    return BYTE_ORDER_MARK + _csv_opening(names)


CSV = Format(".csv", "text/csv; charset=utf-8", _csv_opening, _csv_block, _nothing)

FORMATS: Mapping[str, Format] = {
    "csv": CSV,
    "excel": replace(CSV, opening=_marked_opening),  # by which Excel recognises UTF-8
}
"""Every format, by the name that an order has for it."""
