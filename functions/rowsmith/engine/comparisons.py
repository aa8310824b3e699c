"""Comparisons of whole columns: false, also `!=`, where an operand is missing.

Levels of an ordered category compare by their order, other texts by their letters.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.defuse import defused
from rowsmith.engine.results import Texts
from rowsmith.engine.values import BoolArray, FloatArray, TextTable

COMPARISONS: dict[str, Callable[[Any, Any], NDArray[np.bool_]]] = {
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
}

MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
"""The same comparison with its operands exchanged."""


def compare_numbers(operator: str, left: FloatArray, right: FloatArray) -> BoolArray:
    """Row by row."""
    return COMPARISONS[operator](left, right) & ~np.isnan(left) & ~np.isnan(right)


def compare_texts(operator: str, left: Texts, right: Texts) -> BoolArray:
    """Row by row; by order where one of the two has one."""
    if operator not in ("==", "!="):
        if left.table.order is not None:
            at = _positions(left.table, right.table)[right.codes]
            return _both(compare_numbers(operator, left.table.order[left.codes], at), left, right)
        if right.table.order is not None:
            return compare_texts(MIRRORED[operator], right, left)
    return _both(COMPARISONS[operator](left.cells, right.cells), left, right)


def compare_with_text(operator: str, texts: Texts, value: str) -> BoolArray:
    """With one text, as it is written or as the file shows it."""
    table = texts.table
    shown = value if value in table.codes_of else defused(value)
    if operator in ("==", "!=") or table.order is None:
        truths = np.asarray(COMPARISONS[operator](table.strings, shown), dtype=np.bool_)
    else:
        at = table.order[table.codes_of[shown]] if shown in table.codes_of else np.nan
        truths = compare_numbers(operator, table.order, np.array(at))
    return texts.known(truths[texts.codes])


def _positions(ordered: TextTable, other: TextTable) -> FloatArray:
    """Where the entries of `other` stand in the order; NaN for one that is not in it."""
    assert ordered.order is not None  # noqa: S101
    known = ordered.codes_of
    found = [ordered.order[known[text]] if text in known else np.nan for text in other.strings]
    return np.array(found, dtype=np.float64)


def _both(truths: NDArray[np.bool_], left: Texts, right: Texts) -> BoolArray:
    return left.known(right.known(np.asarray(truths, dtype=np.bool_)))
