"""Figures of columns, as far as the schema tells them without making rows."""

from __future__ import annotations

from rowsmith.planning.coherence.editing import Editor, Keys
from rowsmith.schema.columns import CategoryColumn, Column, NumberColumn
from rowsmith.schema.typing import is_number


def mean_of(column: Column) -> float | None:
    """The mean of a number or of a category of numbers; None where nothing tells it."""
    if isinstance(column, NumberColumn):
        shown = 1.0 - (column.zeros or 0.0)
        if column.mean is not None:
            return column.mean * shown
        low, high = column.min, column.max
        if isinstance(low, int | float) and isinstance(high, int | float):
            return (low + high) / 2 * shown
    if isinstance(column, CategoryColumn) and all(is_number(one.value) for one in column.values):
        shares = [one.share if one.share is not None else 1.0 for one in column.values]
        total = sum(shares) or 1.0
        values = (float(one.value) for one in column.values)
        return sum(v * share for v, share in zip(values, shares, strict=True)) / total
    return None


def decimals_of(editor: Editor, *names: str) -> int:
    """The most decimals that any of the columns has."""
    types = editor.types()
    return max((types[name].decimals for name in names), default=0)


def band(editor: Editor, part: str, whole: str, low: float, high: float) -> tuple[float, float]:
    """Between which shares of another a column lies: near its own figures where these fit."""
    ours, theirs = (mean_of(editor.column(name)) for name in (part, whole))
    if ours is None or not theirs or not low <= ours / theirs <= high:
        return low, high
    share = ours / theirs
    return round(max(low, 0.6 * share), 4), round(min(high, 1.4 * share), 4)


def drawn_share(low: float, high: float, zeros: float | None = None) -> Keys:
    """The keys of a column that is drawn evenly between two shares; `zeros` are nothing."""
    keys: Keys = {"kind": "number", "shape": "uniform", "min": low, "max": high, "decimals": 4}
    return {**keys, "zeros": zeros} if zeros else keys
