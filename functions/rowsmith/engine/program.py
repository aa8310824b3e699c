"""A schema, compiled: samplers in an order in which every column finds what it reads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from rowsmith.engine.block import Block, StreamSource
from rowsmith.engine.memory import RememberingStream
from rowsmith.engine.presence import Presence, presence_of
from rowsmith.engine.samplers import build_sampler
from rowsmith.engine.samplers.base import Context, Ranks, Sampler
from rowsmith.engine.steps import series_of
from rowsmith.engine.streams import RowStream, Stream, SubjectStream
from rowsmith.engine.subjects import Consecutive, Layout, lay_out
from rowsmith.engine.values import FloatArray, IntArray, Values
from rowsmith.errors import InvalidSchema, Problem
from rowsmith.schema.columns import Column
from rowsmith.schema.dependencies import column_types, making_order, reads
from rowsmith.schema.model import Entity, Schema

BLOCK_ROWS = 50_000
"""Rows of a block; part of the contract, since the bytes depend on it."""

Watch = Callable[[str, Sampler, Block], None]
"""Called before each column is made, with its sampler and the block so far."""


@dataclass(frozen=True, slots=True)
class Step:
    """One column to make, and where it is there; None for everywhere."""

    name: str
    sampler: Sampler
    presence: Presence | None = None


@dataclass(frozen=True, slots=True)
class SubjectPlan:
    """The columns of an entity, and which subject each row shows."""

    entity: Entity
    layout: Layout | Consecutive
    steps: tuple[Step, ...]


class Program:
    """Makes the columns of a schema, block by block.

    case_shares: as in Context. only: the columns to make; all where it is None.
    series_rows: the length of a series without a subject; as many as `rows` where it is None.
    Raises InvalidSchema where a column cannot be what it is asked to be.
    """

    def __init__(
        self,
        schema: Schema,
        *,
        rows: int,
        seed: int,
        locale: str,
        today: date,
        ranks: Mapping[str, Ranks],
        case_shares: Mapping[str, FloatArray],
        only: Collection[str] | None = None,
        series_rows: int | None = None,
    ) -> None:
        self.schema = schema
        self.rows = rows
        self.seed = seed
        self.today = today
        self._reads = {c.name: reads(c, schema, entity) for entity, c in schema.subjects()}
        self.types = column_types(schema)
        self.problems: list[Problem] = []
        self.warnings: list[str] = []
        self._locale = locale
        self._ranks = ranks
        self._case_shares = case_shares
        self._only = only
        self.series = series_of(schema, rows=rows if series_rows is None else series_rows)
        self.subjects = [self._subject_plan(entity) for entity in schema.entities]
        self.steps = self._steps(schema.columns, None, rows)
        steps = [*self.steps, *(step for plan in self.subjects for step in plan.steps)]
        self._presences = {step.name: step.presence for step in steps if step.presence is not None}
        if self.problems:
            raise InvalidSchema(self.problems)

    def _subject_plan(self, entity: Entity) -> SubjectPlan:
        layout = self._layout(entity)
        return SubjectPlan(entity, layout, self._steps(entity.columns, entity, layout.population))

    def _layout(self, entity: Entity) -> Layout | Consecutive:
        if self.series is not None and entity is self.schema.entities[0]:
            return Consecutive(self.rows, self.series.steps)
        return lay_out(
            entity.name,
            rows=self.rows,
            rows_per_entity=entity.rows_per_entity,
            exact=bool(entity.exact),
            seed=self.seed,
        )

    def _steps(
        self, columns: list[Column], entity: Entity | None, population: int
    ) -> tuple[Step, ...]:
        context = Context(
            schema=self.schema,
            locale=self._locale,
            today=self.today,
            types=self.types,
            entity=entity,
            population=population,
            ranks=self._ranks,
            series=self.series,
            case_shares=self._case_shares,
            problems=self.problems,
            warnings=self.warnings,
        )
        by_name = {column.name: column for column in columns}
        graph = {name: self._reads[name] for name in by_name}
        wanted = [name for name in making_order(graph) if self._only is None or name in self._only]
        return tuple(
            Step(name, build_sampler(by_name[name], context), presence_of(by_name[name], context))
            for name in wanted
        )

    def row_block(self, number: int) -> tuple[Block, int]:
        """Block `number`, still without columns, and how many of its first rows only lead to it.

        Those belong to the block before: the first rows of a series look back at them.
        """
        start = number * BLOCK_ROWS
        lead = 0 if self.series is None else self.series.lead(start)
        rows = np.arange(start - lead, min(start + BLOCK_ROWS, self.rows))
        return self._block(rows, number), lead

    def rows_only(self, block: Block, number: int, lead: int) -> Block:
        """Block `number` without the rows that lead to it."""
        if not lead:
            return block
        return self._block(block.numbers[lead:], number)

    def _block(self, rows: IntArray, number: int) -> Block:
        streams = self._row_streams(number, rows)
        return Block(rows, self.rows, self.seed, self.today, streams, self.series)

    def _row_streams(self, number: int, rows: IntArray) -> StreamSource:
        series = self.series
        if series is None:
            return lambda column: RowStream(self.seed, column, number, len(rows))

        def stream(column: str) -> Stream:
            counted = SubjectStream(self.seed, column, rows)
            memory = series.memory.get(column)
            if memory is None:
                return counted
            return RememberingStream(counted, memory, series.step_of(rows))

        return stream

    def subject_streams(self, entity: Entity, subjects: IntArray) -> StreamSource:
        """The streams of the columns of `subjects`."""
        return lambda column: SubjectStream(self.seed, f"{entity.name}.{column}", subjects)

    def presence(self, name: str) -> Presence | None:
        """Where the column `name` is there; None for everywhere."""
        return self._presences.get(name)

    def printed(self, name: str, block: Block) -> Values:
        """The column `name` of a block of rows as the file shows it, missing cells apart."""
        values, presence = block.values[name], self.presence(name)
        return values if presence is None else presence.printed(values, block.absent[name])

    def subject_block(self, plan: SubjectPlan, rows: IntArray) -> tuple[Block, IntArray]:
        """The columns of the subjects that `rows` show, and the position of each row's own."""
        shown, of_row = np.unique(plan.layout.subjects(rows), return_inverse=True)
        streams = self.subject_streams(plan.entity, shown)
        block = Block(shown, plan.layout.population, self.seed, self.today, streams)
        run(plan.steps, block)
        return block, of_row


def run(steps: tuple[Step, ...], block: Block, watch: Watch | None = None) -> None:
    """Make the columns of `steps` in `block`."""
    for step in steps:
        if watch is not None:
            watch(step.name, step.sampler, block)
        if step.presence is not None:
            block.absent[step.name] = step.presence.absent(block)
        values = step.sampler.sample(block)
        if step.presence is not None:
            values = step.presence.seen(values, block.absent[step.name])
        block.values[step.name] = values
