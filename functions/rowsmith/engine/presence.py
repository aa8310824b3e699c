"""Where a column is there at all, and what stands elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rowsmith.engine.arrays import as_text, single, with_missing
from rowsmith.engine.block import Block
from rowsmith.engine.evaluate import evaluate_condition
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.samplers.printed import printed
from rowsmith.engine.values import BoolArray, Numbers, Text, TextTable, Values
from rowsmith.schema.columns import Column
from rowsmith.schema.expressions import Node, parse
from rowsmith.schema.presence import word_of
from rowsmith.schema.typing import text_type


@dataclass(frozen=True, slots=True)
class Presence:
    """The condition under which a column is there.

    number: what stands elsewhere among numbers. word: what stands elsewhere among anything else;
    both are None for an empty cell.
    """

    condition: Node
    number: float | None
    word: str | None

    def absent(self, block: Block) -> BoolArray:
        """Where the condition does not hold."""
        return ~evaluate_condition(self.condition, block.scope())

    def seen(self, values: Values, absent: BoolArray) -> Values:
        """The column as expressions see it: what stands elsewhere if it is of its own type."""
        if isinstance(values, Numbers) and self.number is not None:
            return _filled(values, absent, self.number)
        if isinstance(values, Text) and self.word is not None:
            return _worded(values, absent, self.word)
        return with_missing(values, absent)

    def printed(self, values: Values, absent: BoolArray) -> Values:
        """The column as the file shows it, from what expressions see."""
        if self.word is None or isinstance(values, Text):
            return values
        if isinstance(values, Numbers) and self.number is not None:
            return values
        return _worded(as_text(values), absent, self.word)


def presence_of(column: Column, context: Context) -> Presence | None:
    """Where a column is there; None for everywhere."""
    if column.when is None:
        return None
    number = float(column.otherwise) if isinstance(column.otherwise, float | int) else None
    word = word_of(column)
    if word is not None:
        (word,) = printed(column.name, [word], context)
    return Presence(parse(column.when), number, word)


def _filled(values: Numbers, absent: BoolArray, number: float) -> Numbers:
    missing = None if values.missing is None else values.missing & ~absent
    decimals = values.decimals
    if decimals is not None:
        decimals = max(decimals, text_type((f"{number:.15g}",)).decimals)
    filled = np.where(absent, number, values.values)
    if np.issubdtype(values.values.dtype, np.integer) and number.is_integer():
        filled = filled.astype(np.int64)
    return replace(values, values=filled, decimals=decimals, missing=missing)


def _worded(values: Text, absent: BoolArray, word: str) -> Text:
    coded = single(values)
    order = None if coded.table.order is None else np.append(coded.table.order, np.nan)
    table = TextTable(np.concatenate([coded.table.entries, TextTable.of([word]).entries]), order)
    codes = np.where(absent, len(coded.table), coded.codes.astype(np.int64))
    missing = None if values.missing is None else values.missing & ~absent
    return Text.coded(codes, table, missing)
