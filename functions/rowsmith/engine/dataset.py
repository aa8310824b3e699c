"""A dataset to be: rows in blocks, as CSV or as a pandas frame, and what to know about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from rowsmith.engine import as_read, dirt, missing
from rowsmith.engine.arrays import with_missing
from rowsmith.engine.block import Block
from rowsmith.engine.conformance import deviations, outlier_spoils
from rowsmith.engine.drivers.driven import driven_ranks
from rowsmith.engine.encode.cells import cells, select
from rowsmith.engine.encode.formats import CSV, Format
from rowsmith.engine.labels import LabelReport
from rowsmith.engine.pilot import Calibration
from rowsmith.engine.program import BLOCK_ROWS, Program, Step, SubjectPlan, run
from rowsmith.engine.samplers.base import Ranks
from rowsmith.engine.spoils import Spoil, shortfalls
from rowsmith.engine.values import BoolArray, IntArray, Values
from rowsmith.schema.model import Missing, Schema

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Rows:
    """A block as the file shows it, and what it was before it was spoiled.

    shown: the columns. meant: those before cells were emptied, misspelt or repeated.
    struck, of_row: as `dirt.Spoiled` has them.
    """

    shown: dict[str, Values]
    meant: dict[str, Values]
    struck: dict[tuple[str, str], BoolArray]
    of_row: IntArray


class Dataset:
    """Rows of a schema. Any block can be made alone, in any order, by any process."""

    def __init__(
        self,
        schema: Schema,
        *,
        rows: int,
        seed: int,
        locale: str,
        today: date,
        calibration: Calibration,
    ) -> None:
        ranks: dict[str, Ranks] = dict(driven_ranks(schema, calibration.drivers))
        self.schema = schema
        self.rows = rows
        self.names = [column.name for column in schema.csv_order()]
        self.seed = seed
        self.labels: tuple[LabelReport, ...] = calibration.labels
        self._locale = locale
        self._calibration = calibration
        self._program = Program(
            schema,
            rows=rows,
            seed=seed,
            locale=locale,
            today=today,
            ranks=ranks,
            case_shares=calibration.case_shares,
        )
        self._first: Rows | None = None
        self._deviations: list[str] = []
        self._spoils: list[Spoil] = []

    @property
    def block_count(self) -> int:
        """How many blocks the rows fill."""
        return -(-self.rows // BLOCK_ROWS)

    @property
    def warnings(self) -> list[str]:
        """What the caller should know, in plain words."""
        read = as_read.warnings(self._first_shown)
        found = [*self._program.warnings, *self._calibration.warnings, *self._deviations, *read]
        return list(dict.fromkeys(found))

    @property
    def read_arguments(self) -> str:
        """What `pd.read_csv` is told after the file to keep every column as it is meant."""
        return as_read.read_arguments(self._first_shown)

    @property
    def _first_shown(self) -> dict[str, Values]:
        first = self.block(0)
        return {name: first[name] for name in self.names}

    def blocks(self, written_as: Format = CSV) -> Iterator[bytes]:
        """The file, block by block."""
        for number in range(self.block_count):
            yield self.written(number, written_as)

    def written(self, number: int, written_as: Format = CSV) -> bytes:
        """The bytes of block `number` (from 0); the first and the last begin and end the file."""
        body = written_as.block(self.names, self.block(number))
        if number == 0:
            body = written_as.opening(self.names) + body
        if number == self.block_count - 1:
            body += written_as.closing(self.names)
        return body

    def block(self, number: int) -> dict[str, Values]:
        """The CSV's columns of block `number` (from 0)."""
        return self.block_rows(number).shown

    def block_rows(self, number: int) -> Rows:
        """Block `number` (from 0), with what it was before it was spoiled."""
        if number == 0:
            if self._first is None:
                self._first = self._made(0)
            return self._first
        return self._made(number)

    def without_dirt(self) -> Dataset:
        """The same rows with nothing missing, thrown out, misspelt or repeated on purpose."""
        return Dataset(
            self.schema.model_copy(update={"missing": [], "dirt": []}),
            rows=self.rows,
            seed=self.seed,
            locale=self._locale,
            today=self._program.today,
            calibration=self._calibration,
        )

    def subjects(self, entity: str, number: int) -> tuple[IntArray, int]:
        """The subject of `entity` in each row of block `number`, and how many there are at all."""
        plan = next(plan for plan in self._program.subjects if plan.entity.name == entity)
        return plan.layout.subjects(self.row_numbers(number)), plan.layout.population

    def row_numbers(self, number: int) -> IntArray:
        """The rows of block `number`, counted from 0 over the whole dataset."""
        start = number * BLOCK_ROWS
        return np.arange(start, min(start + BLOCK_ROWS, self.rows))

    def frame(self, start: int = 0, stop: int | None = None) -> pd.DataFrame:
        """Rows `start` (inclusive) to `stop` (exclusive; all by default) as pandas."""
        import pandas as pd

        from rowsmith.engine.frame import frame

        stop = self.rows if stop is None else min(stop, self.rows)
        frames = []
        for number in range(start // BLOCK_ROWS, max(1, -(-stop // BLOCK_ROWS))):
            offset = number * BLOCK_ROWS
            rows = slice(max(0, start - offset), min(BLOCK_ROWS, stop - offset))
            block = self.block(number)
            frames.append(frame({name: select(block[name], rows) for name in self.names}))
        return frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)

    def preview(self, count: int = 5) -> list[dict[str, object]]:
        """The first rows, as JSON types."""
        count = min(count, self.rows)
        first = self.block(0)
        columns = {name: cells(first[name], slice(0, count)) for name in self.names}
        return [{name: columns[name][row] for name in self.names} for row in range(count)]

    @cached_property
    def columns(self) -> list[dict[str, Any]]:
        """What a learner wants to know of each column, from the first block."""
        from rowsmith.engine.profile import profiles

        return profiles(self.schema, self.block(0))

    @cached_property
    def pictures(self) -> dict[str, Any]:
        """What a page draws of the columns and labels, from the first block."""
        from rowsmith.engine.pictures import pictures

        return pictures(self.schema, self.block(0), self.labels)

    @property
    def dirt(self) -> list[dict[str, Any]]:
        """What was spoiled on purpose, by share: what, column, when, asked, got.

        `got` is of the first block; shares are of the column's cells (of the rows, for
        duplicates; of those where `when` holds).
        """
        self.block(0)
        return [spoil.to_json() for spoil in self._spoils]

    def _made(self, number: int) -> Rows:
        program = self._program
        block, lead = program.row_block(number)
        gone: dict[str, BoolArray] = {}
        for plan in program.subjects:
            self._add_subjects(plan, block, gone, check=number == 0)
        run(program.steps, block)
        of_rows = [entry for entry in self.schema.missing if entry not in self._of_subjects]
        for entry in of_rows:
            gone[entry.column] = gone.get(entry.column, False) | missing.gone(entry, block)
        meant = {name: program.printed(name, block) for name in self.names}
        shown = {name: with_missing(meant[name], gone.get(name)) for name in self.names}
        if lead:
            meant, shown = _without_lead(meant, lead), _without_lead(shown, lead)
        spoiled = dirt.spoiled(shown, self.schema, program.rows_only(block, number, lead))
        if number == 0:
            self._check(program.steps, of_rows, block, self._independent_rows())
            self._spoils += spoiled.spoils
            self._deviations += shortfalls(self._spoils, block.size)
        return Rows(spoiled.values, meant, spoiled.struck, spoiled.of_row)

    @cached_property
    def _of_subjects(self) -> list[Missing]:
        """The entries of `missing` that the columns of one entity decide."""
        return [
            entry
            for entity in self.schema.entities
            for entry in missing.of_subject(
                self.schema.missing, {column.name for column in entity.columns}
            )
        ]

    def _check(
        self, steps: tuple[Step, ...], entries: list[Missing], block: Block, independent: int
    ) -> None:
        """Tell what of the first block is not as asked, and what was spoiled on purpose."""
        self._deviations += deviations(steps, block, independent)
        self._spoils += outlier_spoils(steps, block)
        self._spoils += [missing.spoil(entry, block) for entry in entries]

    def _independent_rows(self) -> int:
        """How many rows of the first block say something new: its subjects, where it has some."""
        populations = [plan.layout.population for plan in self._program.subjects]
        return min([self.rows, BLOCK_ROWS, *populations])

    def _add_subjects(
        self, plan: SubjectPlan, block: Block, gone: dict[str, BoolArray], *, check: bool
    ) -> None:
        """Add an entity's columns to the block, and which of their cells its subjects lack."""
        subjects, of_row = self._program.subject_block(plan, block.numbers)
        entries = missing.of_subject(self._of_subjects, subjects.values)
        if check:
            self._check(plan.steps, entries, subjects, subjects.size)
        for entry in entries:
            of_subjects = missing.gone(entry, subjects)[of_row]
            gone[entry.column] = gone.get(entry.column, False) | of_subjects
        for name, column in subjects.values.items():
            block.values[name] = select(column, of_row)
        for name, absent in subjects.absent.items():
            block.absent[name] = absent[of_row]


def _without_lead(columns: dict[str, Values], lead: int) -> dict[str, Values]:
    """The columns without the rows that lead to their block."""
    return {name: select(values, slice(lead, None)) for name, values in columns.items()}
