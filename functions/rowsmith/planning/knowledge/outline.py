"""The outline of a dataset: what a row is, its usual columns, what repeats, what drives what."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from rowsmith.schema import Column, Dirt, Driver, Entity, Missing, Schema, Table
from rowsmith.schema.model import Explained, Term


@dataclass(frozen=True, slots=True)
class OutlineColumn:
    """A column of an outline, and what people call it.

    entity: the subject that it belongs to; None for the row's own. listed: it is in the dataset
    unless columns are chosen; others are made only where they are named. hidden: others are
    computed from it, and it is never printed. unit: `money`, `percent`, `count`, `year`, or None
    where the name and the kind say it. lasting: it stays the same for one person or thing.
    label: it is what is usually predicted, wherever it stands.
    pulls: what moves it, and how strongly; of a field that belongs to no outline, by the names of
    other fields, of which those count that are there. explained: how much they explain.
    """

    column: Column
    aliases: tuple[str, ...] = ()
    entity: str | None = None
    listed: bool = True
    hidden: bool = False
    unit: str | None = None
    lasting: bool = False
    label: bool = False
    pulls: tuple[Term, ...] = ()
    explained: Explained = "medium"

    @property
    def name(self) -> str:
        """The column's name."""
        return self.column.name

    @property
    def driver(self) -> Driver | None:
        """What moves it as the schema has it; None where nothing does."""
        if not self.pulls:
            return None
        return Driver(column=self.name, explained=self.explained, by=list(self.pulls))


@dataclass(frozen=True, slots=True)
class Repeated:
    """A subject that repeats across rows; `exact` where each has exactly as many rows."""

    name: str
    rows_per_entity: float
    exact: bool = False


@dataclass(frozen=True)
class Outline:
    """A dataset in outline.

    name: the title in snake_case. row: what a row is, in the singular. area: the part of life,
    such as `health`. asks: how people ask for it. unlike: words that speak against it. columns:
    in the order of the file, extras included.
    """

    name: str
    title: str
    row: str
    area: str
    asks: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    columns: tuple[OutlineColumn, ...] = ()
    entities: tuple[Repeated, ...] = ()
    tables: tuple[Table, ...] = ()
    labels: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    dirt: tuple[Dirt, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, OutlineColumn]:
        """Every column by its name."""
        return {column.name: column for column in self.columns}

    @property
    def drivers(self) -> tuple[Driver, ...]:
        """What moves each column that something moves."""
        return tuple(column.driver for column in self.columns if column.driver is not None)

    @property
    def hidden(self) -> tuple[str, ...]:
        """Columns that others are computed from and that are never printed."""
        return tuple(column.name for column in self.columns if column.hidden)

    def schema(self, *, also: Collection[str] = ()) -> Schema:
        """The outline as a schema: every listed column, and those of the others in `also`."""
        there = [one for one in self.columns if one.listed or one.hidden or one.name in also]
        entities = [
            Entity(
                name=one.name,
                rows_per_entity=one.rows_per_entity,
                exact=one.exact or None,
                columns=[column.column for column in there if column.entity == one.name],
            )
            for one in self.entities
        ]
        return Schema(
            title=self.title,
            domain=self.area,
            tables=list(self.tables),
            entities=entities,
            columns=[one.column for one in there if one.entity is None],
            drivers=[one.driver for one in there if one.driver is not None],
            missing=list(self.missing),
            dirt=list(self.dirt),
            labels=list(self.labels),
            hidden=[one.name for one in there if one.hidden],
        )
