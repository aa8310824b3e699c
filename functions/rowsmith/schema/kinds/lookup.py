"""`lookup`: fields of one row of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from rowsmith.schema.keys import ColumnName, Words
from rowsmith.schema.kinds.base import BaseColumn, Expression, Reference, Spoils
from rowsmith.schema.kinds.roles import avoided, check_other_role
from rowsmith.schema.spelling import instead
from rowsmith.schema.typing import TEXT, ValueType, text_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rowsmith.schema.findings import Findings
    from rowsmith.schema.model import Entity, Schema


class LookupColumn(BaseColumn):
    """A field of one row of a table; the same table and role give the same row."""

    makes = "a field of one row of a table; fields of one role agree"
    prompt = (
        'from "table.field", or "table.field as origin": fields of one row agree. Tables hold '
        "constants that belong together (product, department, price; code and diagnosis); a row "
        'is "cell|cell|cell", a last field share weighs them.'
    )
    example: ClassVar[dict[str, Any]] = {
        "name": "airline",
        "kind": "lookup",
        "table": "airlines",
        "field": "name",
    }
    spoils: ClassVar[frozenset[Spoils]] = frozenset({"typos", "formats"})

    kind: Literal["lookup"]
    table: ColumnName
    field: ColumnName
    role: Words | None = Field(default=None, description="Which pick, where a row has several.")
    other_than: Words | None = Field(
        default=None, description="The role of another pick, which this one is never."
    )

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """Text of the table's values, which may be numbers."""
        table = schema.table_named(self.table)
        if table is None or self.field not in table.fields:
            return TEXT
        position = table.fields.index(self.field)
        cells = [row[position] for row in table.rows if position < len(row)]
        return text_type(tuple(dict.fromkeys(cells)))

    def expressions(self) -> list[Expression]:
        """None."""
        return []

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """The pick that it must differ from."""
        other = self.avoided(schema, entity)
        return [("other_than", other.name)] if other is not None else []

    def avoided(self, schema: Schema, entity: Entity | None) -> LookupColumn | None:
        """The column of another pick that this one's row must differ in."""
        return avoided(self, schema, entity)

    def check(self, found: Findings) -> None:
        """A table that is there, and a field of it."""
        table = found.schema.table_named(self.table)
        if table is None:
            there = [table.name for table in found.schema.tables]
            found.report(
                f"columns.{self.name}.table", f"names '{self.table}'{instead(self.table, there)}"
            )
        elif self.field not in table.fields:
            found.report(
                f"columns.{self.name}.field",
                f"names '{self.field}'{instead(self.field, table.fields)}",
            )
        check_other_role(self, found)

    @property
    def can_be_driven(self) -> bool:
        """Never."""
        return False
