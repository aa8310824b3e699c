"""`lookup`: a row of a table per role; fields of a role agree, roles of a table differ."""

from __future__ import annotations

import numpy as np

from rowsmith.engine.apart import DrawApart
from rowsmith.engine.block import Block
from rowsmith.engine.defuse import defused
from rowsmith.engine.draw import weighted_table
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.samplers.printed import printed
from rowsmith.engine.spread import is_spread, spread
from rowsmith.engine.values import BytesArray, CodeArray, IntArray, Text, TextTable, Values
from rowsmith.schema.columns import LookupColumn
from rowsmith.schema.model import Table


class LookupSampler:
    """The field of the row that the column's role has picked."""

    def __init__(self, column: LookupColumn, context: Context) -> None:
        table = context.schema.table_named(column.table)
        if table is None:
            raise LookupError(f"no table named {column.table}")
        position = table.fields.index(column.field)
        texts = printed(column.name, [row[position] for row in table.rows], context)
        self._texts = TextTable.of(texts)
        self._subject = context.subject
        of_table = [
            other
            for other in context.siblings
            if isinstance(other, LookupColumn) and other.table == table.name
        ]
        self._roles = list(dict.fromkeys(other.role or "" for other in of_table))
        self._role = self._roles.index(column.role or "")
        self._table = table.name
        self._weights = weighted_table(tuple(table.shares or [1.0] * len(table.rows)))
        self._others, field = _others(of_table, context)
        self._group = _groups(table, field)
        self._apart = DrawApart(
            self._group, _printed(table, field, self._group), self._weights.shares
        )
        taken = len(self._roles) + any(self._others.values())
        if self._apart.count < taken:
            context.refuse(
                f"columns.{column.name}.role",
                f"is one of {taken} roles that must differ, and the table '{table.name}' has "
                + (f"fewer values of '{field}'" if field else "fewer rows"),
            )

    def sample(self, block: Block) -> Values:
        """Codes into the table's rows."""
        return Text.coded(self._picks(block, self._role), self._texts)

    def _picks(self, block: Block, role: int) -> CodeArray:
        key = ("lookup", self._subject, self._table, role)
        found = block.shared.get(key)
        if found is None:
            earlier = [self._group[self._picks(block, number)] for number in range(role)]
            found = self._draw(block, self._roles[role], earlier)
            block.shared[key] = found
        assert isinstance(found, np.ndarray)  # noqa: S101
        return found

    def _draw(self, block: Block, role: str, taken: list[IntArray]) -> CodeArray:
        column = f"table {self._subject} {self._table} {role}"
        other = self._others.get(role)
        if other is not None:
            shown = block.values[other]
            assert isinstance(shown, Text)  # noqa: S101
            taken = [*taken, self._apart.groups_of(shown)]
        if taken:
            return self._apart.codes(spread(block, column, "row"), taken)
        if is_spread(block):
            return self._weights.quantile_codes(spread(block, column, "row"))
        return self._weights.codes(block.streams(column).bits("row"))


def _others(of_table: list[LookupColumn], context: Context) -> tuple[dict[str, str], str | None]:
    """By role the column of another subject that it must differ from, and the field told by.

    Roles of one subject differ anyway; with `other_than` they differ in that field.
    """
    others: dict[str, str] = {}
    field = None
    for column in of_table:
        other = column.avoided(context.schema, context.entity)
        if other is not None:
            field = field or other.field
            if other not in of_table:
                others[column.role or ""] = other.name
    return others, field


def _groups(table: Table, field: str | None) -> IntArray:
    """Which rows of a table count as the same: those of one value of `field`, or none."""
    if field is None:
        return np.arange(len(table.rows))
    position = table.fields.index(field)
    numbers = {text: number for number, text in enumerate(dict.fromkeys(_column(table, position)))}
    return np.array([numbers[text] for text in _column(table, position)], dtype=np.int64)


def _printed(table: Table, field: str | None, group: IntArray) -> BytesArray:
    """What each group prints."""
    position = table.fields.index(field) if field else 0
    texts = TextTable.of(_column(table, position)).entries
    return texts[np.unique(group, return_index=True)[1]]


def _column(table: Table, position: int) -> list[str]:
    return [defused(row[position]) for row in table.rows]
