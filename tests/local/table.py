"""Rows as an aligned table of text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

LONGEST = 40
"""Characters of a cell at most; the rest is cut."""


def aligned(rows: Sequence[Mapping[str, Any]], width: int) -> str:
    """Lay `rows` (all with the same keys) out in columns, in as many bands as `width` asks for.

    Numbers are flush right. A column wider than `width` has a band of its own.
    """
    columns = [
        laid_out(name, [row.get(name) for row in rows]) for name in (rows[0] if rows else ())
    ]
    return "\n\n".join(
        "\n".join("  ".join(cells).rstrip() for cells in zip(*band, strict=True))
        for band in bands(columns, width)
    )


def laid_out(name: str, values: Sequence[Any]) -> list[str]:
    """Return the heading and the cells of one column, all of one width."""
    cells = [name, *(cell(value) for value in values)]
    wide = max(len(text) for text in cells)
    if all(value is None or is_number(value) for value in values):
        return [text.rjust(wide) for text in cells]
    return [text.ljust(wide) for text in cells]


def bands(columns: Iterable[list[str]], width: int) -> Iterable[list[list[str]]]:
    """Group columns so that each group fits into `width`."""
    band: list[list[str]] = []
    used = 0
    for column in columns:
        needed = len(column[0]) + (2 if band else 0)
        if band and used + needed > width:
            yield band
            band, used, needed = [], 0, len(column[0])
        band.append(column)
        used += needed
    if band:
        yield band


def cell(value: Any) -> str:
    """Return a value as one short line; nothing for a missing one."""
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def is_number(value: Any) -> bool:
    """Tell numbers from truth values and words."""
    return isinstance(value, int | float) and not isinstance(value, bool)
