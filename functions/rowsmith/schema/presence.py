"""Columns that are there only where a condition holds, and what stands elsewhere.

An expression sees what stands elsewhere where that is of the column's own type: a number in a
column of numbers, a word in one of texts. An empty cell, or a word among numbers, dates or truths,
is absent to it: no comparison with it holds, and arithmetic with it is absent too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rowsmith.schema.kinds.base import BaseColumn
from rowsmith.schema.typing import ValueType, text_type

if TYPE_CHECKING:
    from rowsmith.schema.findings import Findings


def word_of(column: BaseColumn) -> str | None:
    """What stands elsewhere, as a text; None for an empty cell."""
    if isinstance(column.otherwise, float | int):
        return f"{column.otherwise:.15g}"
    return column.otherwise


def with_otherwise(found: ValueType, column: BaseColumn) -> ValueType:
    """The type of a column whose present cells are of the type `found`."""
    word = word_of(column)
    if word is None:
        return found
    decimals = max(found.decimals, text_type((word,)).decimals)
    if found.name == "number" and isinstance(column.otherwise, float | int):
        return replace(found, decimals=decimals)
    if found.name == "text" and found.values:
        return replace(found, decimals=decimals, values=(*found.values, word))
    return found


def is_sometimes_absent(column: BaseColumn, found: ValueType) -> bool:
    """Whether an expression may find nothing in the column because of its condition."""
    if column.when is None:
        return False
    if found.name == "number":
        return not isinstance(column.otherwise, float | int)
    return found.name != "text" or column.otherwise is None


def check_presence(found: Findings, column: BaseColumn) -> None:
    """Report a condition that is none, and what stands elsewhere where there is no elsewhere."""
    where = f"columns.{column.name}"
    if column.when is not None:
        found.expression(f"{where}.when", column.when, ("boolean",))
    elif column.otherwise is not None:
        found.report(
            f"{where}.otherwise", "needs `when`, the condition under which the column is there"
        )
