"""Which cells a reader of the CSV sees: not the hidden, not the missing."""

from __future__ import annotations

import numpy as np

from rowsmith.engine.block import Block, StreamSource
from rowsmith.engine.evaluate import evaluate_condition
from rowsmith.engine.values import BoolArray
from rowsmith.schema.columns import FormulaColumn
from rowsmith.schema.expressions import names, parse
from rowsmith.schema.model import Schema


class ShownCells:
    """Tells, row by row, whether an expression can be read off the printed cells."""

    def __init__(self, schema: Schema, streams: StreamSource) -> None:
        self._schema = schema
        self._streams = streams
        self._columns = {column.name: column for _, column in schema.subjects()}

    def of_expression(self, source: str, block: Block) -> BoolArray | bool:
        """Where every column that the expression reads is shown."""
        shown: BoolArray | bool = True
        for name in sorted(names(parse(source))):
            shown = shown & self.of_column(name, block)
        return shown

    def of_column(self, name: str, block: Block) -> BoolArray | bool:
        """Where a column's value can be told: printed, or computed from what is."""
        column = self._columns[name]
        if name in self._schema.hidden:
            if isinstance(column, FormulaColumn) and column.is_computed:
                return self.of_expression(column.expression, block)
            return False
        shown: BoolArray | bool = True
        for missing in self._schema.missing:
            if missing.column != name:
                continue
            gone = self._streams(f"missing {name}").uniform("cell") < missing.share
            if missing.when is not None and names(parse(missing.when)) <= set(block.values):
                gone = gone & evaluate_condition(parse(missing.when), block.scope())
            shown = shown & ~gone
        return shown


def share(shown: BoolArray | bool) -> float:
    """The share of rows in which something is shown."""
    return float(np.mean(shown))
