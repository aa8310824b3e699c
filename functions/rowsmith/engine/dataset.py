"""A dataset to be: rows in blocks, as CSV or as a pandas frame, and what to know about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from rowsmith.engine import dirt
from rowsmith.engine.block import Block
from rowsmith.engine.conformance import deviations
from rowsmith.engine.encode.cells import cells, select
from rowsmith.engine.encode.csv import CsvEncoder
from rowsmith.engine.evaluate import Scope
from rowsmith.engine.labels import LabelReport
from rowsmith.engine.pilot import Calibration, driven_ranks
from rowsmith.engine.program import BLOCK_ROWS, Program, SubjectPlan, run
from rowsmith.engine.samplers.base import Ranks
from rowsmith.engine.values import BoolArray, IntArray, Values
from rowsmith.schema.model import Schema

if TYPE_CHECKING:
    import pandas as pd

BYTE_ORDER_MARK = "\ufeff".encode()


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
        excel: bool = False,
    ) -> None:
        ranks: dict[str, Ranks] = dict(driven_ranks(schema, calibration.drivers))
        self.schema = schema
        self.rows = rows
        self.names = [column.name for column in schema.csv_order()]
        self.labels: tuple[LabelReport, ...] = calibration.labels
        self._warnings = calibration.warnings
        self._program = Program(
            schema, rows=rows, seed=seed, locale=locale, today=today, ranks=ranks
        )
        self._encoder = CsvEncoder(self.names)
        self._excel = excel
        self._first: dict[str, Values] | None = None
        self._deviations: list[str] = []

    @property
    def block_count(self) -> int:
        """How many blocks the rows fill."""
        return -(-self.rows // BLOCK_ROWS)

    @property
    def warnings(self) -> list[str]:
        """What the caller should know, in plain words."""
        self.block(0)
        return [*self._program.warnings, *self._warnings, *self._deviations]

    def blocks(self) -> Iterator[bytes]:
        """The CSV, block by block; the header comes with the first."""
        for number in range(self.block_count):
            body = self._encoder.encode(self.block(number))
            yield self.header() + body if number == 0 else body

    def header(self) -> bytes:
        """The line of names, after a byte order mark where Excel asked for one."""
        return (BYTE_ORDER_MARK if self._excel else b"") + self._encoder.header()

    def block(self, number: int) -> dict[str, Values]:
        """The CSV's columns of block `number` (from 0)."""
        if number == 0:
            if self._first is None:
                self._first = self._made(0)
            return self._first
        return self._made(number)

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

    def _made(self, number: int) -> dict[str, Values]:
        program = self._program
        start = number * BLOCK_ROWS
        rows = np.arange(start, min(start + BLOCK_ROWS, self.rows))
        streams = program.row_streams(number, len(rows))
        block = Block(rows, self.rows, program.seed, program.today, streams)
        gone: dict[str, BoolArray] = {}
        for plan in program.subjects:
            made, of_subjects = self._subjects(plan, rows, check=number == 0)
            block.values.update(made)
            gone.update(of_subjects)
        run(program.steps, block)
        if number == 0:
            self._deviations += deviations(program.steps, block, self._independent_rows())
        own = set(block.values) - set(gone)
        gone.update(dirt.missing_cells(self.schema, own, block.scope(), streams))
        return dirt.spoiled(
            {name: block.values[name] for name in self.names}, self.schema, gone, block
        )

    def _independent_rows(self) -> int:
        """How many rows of the first block say something new: its subjects, where it has some."""
        populations = [plan.layout.population for plan in self._program.subjects]
        return min([self.rows, BLOCK_ROWS, *populations])

    def _subjects(
        self, plan: SubjectPlan, rows: IntArray, *, check: bool
    ) -> tuple[dict[str, Values], dict[str, BoolArray]]:
        """An entity's columns by row, and which of their cells its subjects lack."""
        block, of_row = self._program.subject_block(plan, rows)
        if check:
            self._deviations += deviations(plan.steps, block, block.size)
        scope: Scope = block.scope()
        own = {
            missing.column
            for missing in self.schema.missing
            if missing.column in block.values and dirt.reads_only(missing, set(block.values))
        }
        gone = dirt.missing_cells(self.schema, own, scope, block.streams)
        values = {name: select(column, of_row) for name, column in block.values.items()}
        return values, {name: cells_gone[of_row] for name, cells_gone in gone.items()}
