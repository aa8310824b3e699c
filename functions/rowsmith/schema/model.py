"""The schema: columns, the tables and entities behind them, and how columns move each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from rowsmith.schema.columns import Column
from rowsmith.schema.keys import (
    Amount,
    CellText,
    ColumnName,
    ExpressionText,
    Model,
    Rate,
    Words,
)

SCHEMA_VERSION = 1
MAX_COLUMNS = 100

Difficulty: TypeAlias = Literal["easy", "medium", "hard"]
Explained: TypeAlias = Annotated[float, Field(ge=0, le=0.95)] | Difficulty


class Table(Model):
    """Constants that belong together: each row one airline, one product, one diagnosis."""

    name: ColumnName
    fields: list[ColumnName] = Field(min_length=1, max_length=20)
    rows: list[Annotated[list[CellText], Field(min_length=1, max_length=20)]] = Field(
        min_length=1, max_length=2_000
    )
    shares: list[Annotated[float, Field(ge=0, le=1e9)]] | None = Field(
        default=None, description="A weight per row; equal if left out."
    )


class Entity(Model):
    """A subject that repeats across rows; its columns are drawn once per subject."""

    name: ColumnName
    rows_per_entity: Annotated[float, Field(ge=1, le=100_000)] = Field(
        description="Rows per subject on average; the number varies from subject to subject."
    )
    exact: bool | None = Field(default=None, description="Every subject has exactly as many rows.")
    columns: list[Column] = Field(min_length=1, max_length=MAX_COLUMNS)


class Term(Model):
    """A column or an expression, and how strongly it pulls."""

    of: ExpressionText
    weight: Annotated[float, Field(ge=-1_000, le=1_000)] = 1.0
    toward: CellText | None = Field(
        default=None,
        description="Of a category or boolean, the value that a positive weight makes likelier.",
    )


class Driver(Model):
    """What moves a number, a boolean or a category."""

    column: ColumnName
    explained: Explained = Field(
        default="medium", description="Share of the variation explained, or a difficulty."
    )
    by: list[Term] = Field(min_length=1, max_length=20)


class Missing(Model):
    """Cells left empty: a share of a column's rows, or of those where `when` holds."""

    column: ColumnName
    share: Rate
    when: ExpressionText | None = None


class Dirt(Model):
    """What is wrong on purpose, for cleaning exercises."""

    what: Literal["outliers", "typos", "formats", "duplicates"]
    share: Annotated[float, Field(ge=0, le=0.5)]
    column: ColumnName | None = Field(default=None, description="Left out for duplicates (rows).")


class Schema(Model):
    """A dataset, described whole."""

    title: Words = ""
    domain: Words = ""
    locale: Annotated[str, Field(pattern=r"^[a-z]{2,3}_[A-Z]{2}$")] | None = Field(
        default=None,
        description="Language and country of names, places and phones, as in de_DE; the "
        "request's locale goes before it.",
    )
    tables: list[Table] = Field(default_factory=list, max_length=20)
    entities: list[Entity] = Field(default_factory=list, max_length=20)
    columns: list[Column] = Field(default_factory=list, max_length=MAX_COLUMNS)
    drivers: list[Driver] = Field(default_factory=list, max_length=MAX_COLUMNS)
    missing: list[Missing] = Field(default_factory=list, max_length=MAX_COLUMNS)
    dirt: list[Dirt] = Field(default_factory=list, max_length=MAX_COLUMNS)
    labels: list[ColumnName] = Field(default_factory=list, max_length=20)
    hidden: list[ColumnName] = Field(default_factory=list, max_length=MAX_COLUMNS)
    order: list[ColumnName] = Field(
        default_factory=list,
        max_length=MAX_COLUMNS,
        description="The CSV's first columns, in order; the others follow as in the schema.",
    )

    def subjects(self) -> Iterator[tuple[Entity | None, Column]]:
        """Every column with the entity it belongs to; None for the row's own."""
        for entity in self.entities:
            for column in entity.columns:
                yield entity, column
        for column in self.columns:
            yield None, column

    def table_named(self, name: str) -> Table | None:
        """The table of this name, if there is one."""
        return next((table for table in self.tables if table.name == name), None)

    def csv_order(self) -> list[Column]:
        """The CSV's columns, without hidden ones.

        As `order` says, then as they stand in the schema: the ids with which the row's columns
        begin, the entities' columns, the row's other columns.
        """
        leading = list(takewhile(lambda column: column.kind == "id", self.columns))
        of_entities = [column for entity in self.entities for column in entity.columns]
        standing = [*leading, *of_entities, *self.columns[len(leading) :]]
        rank = {name: position for position, name in enumerate(self.order)}
        standing.sort(key=lambda column: rank.get(column.name, len(rank)))  # stable
        hidden = set(self.hidden)
        return [column for column in standing if column.name not in hidden]


__all__ = [
    "MAX_COLUMNS",
    "SCHEMA_VERSION",
    "Amount",
    "Difficulty",
    "Dirt",
    "Driver",
    "Entity",
    "Explained",
    "Missing",
    "Schema",
    "Table",
    "Term",
]
