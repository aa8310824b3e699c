"""`lookup`: a row of a table per role; fields of a role agree, roles of a table differ."""

from __future__ import annotations

import numpy as np

from rowsmith.engine.block import Block
from rowsmith.engine.defuse import defused
from rowsmith.engine.draw import weighted_table
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.samplers.missing_words import warn_of_missing_words
from rowsmith.engine.values import CodeArray, FloatArray, Text, TextTable, Values
from rowsmith.schema.columns import LookupColumn
from rowsmith.schema.model import Table


class LookupSampler:
    """The field of the row that the column's role has picked."""

    def __init__(self, column: LookupColumn, context: Context) -> None:
        table = context.schema.table_named(column.table)
        if table is None:
            raise LookupError(f"no table named {column.table}")
        position = table.fields.index(column.field)
        texts = [defused(row[position]) for row in table.rows]
        warn_of_missing_words(column.name, texts, context)
        self._texts = TextTable.of(texts)
        self._subject = context.subject
        self._roles = _roles(table, context)
        self._role = self._roles.index(column.role or "")
        self._table = table.name
        self._weights = weighted_table(tuple(table.shares or [1.0] * len(table.rows)))
        if np.count_nonzero(self._weights.shares) < len(self._roles):
            context.refuse(
                f"columns.{column.name}.role",
                f"is one of {len(self._roles)} roles that must differ, and the table "
                f"'{table.name}' has fewer rows",
            )

    def sample(self, block: Block) -> Values:
        """Codes into the table's rows."""
        return Text.coded(self._picks(block, self._role), self._texts)

    def _picks(self, block: Block, role: int) -> CodeArray:
        key = ("lookup", self._subject, self._table, role)
        found = block.shared.get(key)
        if found is None:
            earlier = [self._picks(block, number) for number in range(role)]
            found = self._draw(block, role, earlier)
            block.shared[key] = found
        assert isinstance(found, np.ndarray)  # noqa: S101
        return found

    def _draw(self, block: Block, role: int, earlier: list[CodeArray]) -> CodeArray:
        stream = block.streams(f"table {self._subject} {self._table} {self._roles[role]}")
        if not earlier:
            return self._weights.codes(stream.bits("row"))
        return self._weights.quantile_codes(self._without(stream.uniform("row"), earlier))

    def _without(self, u: FloatArray, taken: list[CodeArray]) -> FloatArray:
        """Ranks that skip the rows taken by earlier roles."""
        shares = self._weights.shares
        starts = np.cumsum(shares) - shares
        codes = np.sort(np.stack(taken), axis=0)  # starts ascend with the codes
        rank = u * (1.0 - shares[codes].sum(axis=0))
        for code in codes:
            rank = np.where(rank >= starts[code], rank + shares[code], rank)
        below_one: FloatArray = np.minimum(rank, 1.0 - 2.0**-53)
        return below_one


def _roles(table: Table, context: Context) -> list[str]:
    """The roles of a table among the columns of one subject, in order of appearance."""
    roles = [
        column.role or ""
        for column in context.siblings
        if isinstance(column, LookupColumn) and column.table == table.name
    ]
    return list(dict.fromkeys(roles))
