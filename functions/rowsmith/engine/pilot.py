"""The pilot: a large sample of the columns concerned, from a seed of its own.

It depends on the schema alone (and on the day, where the schema does), so its findings can
be kept with the schema. Its draws are stratified: each column's marginal is exact in it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from rowsmith.engine import labels
from rowsmith.engine.best_score import Pilot
from rowsmith.engine.block import Block, StreamSource
from rowsmith.engine.descent import (
    cases_of,
    closure,
    column_named,
    concerned,
    descendants,
    graph_of,
    leaks,
    unsettled,
)
from rowsmith.engine.drivers.driven import AnyCalibration, calibration_from_json, driven_ranks
from rowsmith.engine.drivers.scores import rounded
from rowsmith.engine.labels import LabelReport
from rowsmith.engine.program import Program, Step, run
from rowsmith.engine.samplers.base import Ranks, Sampler
from rowsmith.engine.samplers.category import BooleanSampler, CategorySampler
from rowsmith.engine.samplers.number import NumberSampler
from rowsmith.engine.shown import ShownCells
from rowsmith.engine.steps import pilot_rows
from rowsmith.engine.streams import U64Array, name_hash
from rowsmith.engine.values import FloatArray, IntArray
from rowsmith.errors import InvalidSchema
from rowsmith.schema.expressions import names, parse
from rowsmith.schema.model import Schema

PILOT_ROWS = 131_072
CHECK_ROWS = 16_384
PILOT_SEED = 20_240_229


class StratifiedStream:
    """Draws of which each of `size` equal strata of the unit interval holds exactly one."""

    def __init__(self, column: str, size: int) -> None:
        self.size = size
        self._column = column

    def uniform(self, name: str) -> FloatArray:
        """Uniform on [0, 1), 53 bits a row."""
        key = (name_hash(self._column, name),)
        seeds = np.random.SeedSequence(PILOT_SEED, spawn_key=key)
        generator = np.random.Generator(np.random.SFC64(seeds))
        strata = generator.permutation(self.size)
        uniform: FloatArray = (strata + generator.random(self.size)) / self.size
        return uniform

    def bits(self, name: str) -> U64Array:
        """64 bits a row, of which the upper 53 are random."""
        return (self.uniform(name) * 2.0**53).astype(np.uint64) << np.uint64(11)


def pilot_streams(size: int) -> StreamSource:
    """The streams of the pilot's columns."""
    return lambda column: StratifiedStream(column, size)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the pilot found.

    case_shares: the share of the rows in each case of a column and, last, in none.
    day: the day for which it holds; None where it holds for any.
    warnings: what was asked of drivers and labels and could not be had.
    """

    drivers: dict[str, AnyCalibration] = field(default_factory=dict)
    labels: tuple[LabelReport, ...] = ()
    case_shares: dict[str, FloatArray] = field(default_factory=dict)
    day: date | None = None
    warnings: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Whether it can be used for a dataset of this day."""
        return self.day is None or self.day == day

    def to_json(self) -> dict[str, Any]:
        """As plain JSON types."""
        return {
            "drivers": {name: found.to_json() for name, found in self.drivers.items()},
            "labels": [label.to_json() for label in self.labels],
            "case_shares": {name: found.tolist() for name, found in self.case_shares.items()},
            "day": None if self.day is None else self.day.isoformat(),
            "warnings": list(self.warnings),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Calibration:
        """What `to_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            {name: calibration_from_json(found) for name, found in data["drivers"].items()},
            tuple(LabelReport.from_json(label) for label in data["labels"]),
            {name: np.array(found, float) for name, found in data["case_shares"].items()},
            None if data["day"] is None else date.fromisoformat(data["day"]),
            tuple(str(warning) for warning in data["warnings"]),
        )


def calibrate_schema(
    schema: Schema, *, locale: str, today: date, checkpoint: Callable[[], None]
) -> Calibration:
    """Run the pilot; `checkpoint` is called before each column, and what it raises ends it.

    Raises InvalidSchema where a column cannot be what it is asked to be.
    """
    wanted = concerned(schema)
    if not wanted:
        return Calibration()
    return _Pilot(schema, wanted, locale, today, checkpoint, PILOT_ROWS).run()


def shares_of_cases(schema: Schema, *, locale: str, today: date) -> dict[str, FloatArray]:
    """The `case_shares` of a calibration, within a percentage point, at a small part of its cost.

    Raises InvalidSchema as `calibrate_schema` does.
    """
    wanted = closure(unsettled(schema), graph_of(schema))
    if not wanted:
        return {}
    pilot = _Pilot(schema, wanted, locale, today, lambda: None, CHECK_ROWS)
    pilot.make()
    return pilot.case_shares


class _Pilot:
    def __init__(
        self,
        schema: Schema,
        wanted: Collection[str],
        locale: str,
        today: date,
        checkpoint: Callable[[], None],
        rows: int,
    ) -> None:
        self.schema = schema
        self.rows = rows
        self.checkpoint = checkpoint
        self.today = today
        self.wanted = wanted
        self.unsettled = unsettled(schema)
        self.drivers: dict[str, AnyCalibration] = {}
        self.case_shares: dict[str, FloatArray] = {}
        self.ranks = driven_ranks(schema, self.drivers)
        ranks: dict[str, Ranks] = dict(self.ranks)
        self.program = Program(
            schema,
            rows=rows,
            seed=PILOT_SEED,
            locale=locale,
            today=today,
            ranks=ranks,
            case_shares={},
            only=wanted,
            series_rows=pilot_rows(schema, today),
        )
        self.shown = ShownCells(schema, pilot_streams(rows))

    def run(self) -> Calibration:
        """What the pilot finds."""
        block = self.make()
        found = labels.reports(Pilot(self.schema, block, self.shown), self.drivers)
        day = self.today if labels.depends_on_day(self.schema, self.wanted) else None
        return Calibration(self.drivers, found, self.case_shares, day, self._warnings(found))

    def make(self) -> Block:
        """Make the pilot's columns; levels and drivers are found on the way."""
        block = self._block()
        for plan in self.program.subjects:
            subject = self._block()
            run(self._features_first(plan.steps), subject, self._watch)
            block.values.update(subject.values)
        run(self._features_first(self.program.steps), block, self._watch)
        return block

    def _cases_without_rows(self) -> Iterator[str]:
        for name, shares in self.case_shares.items():
            cases = cases_of(column_named(name, self.schema))
            for case, share in zip(cases, shares, strict=False):  # the last share is of none
                if not share:
                    yield f"{name}: no row is in its case `{case.when}`, which changes nothing"

    def _warnings(self, found: tuple[LabelReport, ...]) -> tuple[str, ...]:
        said = [warning for label in found for warning in label.warnings]
        said += self._cases_without_rows()
        for driver in self.schema.drivers:
            if driver.column not in self.schema.labels:
                calibration = self.drivers[driver.column]
                said += labels.shortfall(driver, calibration.metric, calibration.best, calibration)
        return tuple(said)

    def _features_first(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """The labels, and what comes from them, last: what tells of a label is there before it."""
        graph = graph_of(self.schema)
        late = {name for label in self.schema.labels for name in descendants(label, graph)}
        late |= set(self.schema.labels)
        return tuple(sorted(steps, key=lambda step: step.name in late))

    def _block(self) -> Block:
        streams, series = pilot_streams(self.rows), self.program.series
        return Block(np.arange(self.rows), self.rows, PILOT_SEED, self.today, streams, series)

    def _watch(self, name: str, sampler: Sampler, block: Block) -> None:
        """Settle a column's level and its driver when all that they read has been made."""
        self.checkpoint()
        if name in self.unsettled:
            self._settle(name, sampler, block)
        if name not in self.ranks:
            return
        driven = self.ranks[name]
        assert isinstance(sampler, NumberSampler | BooleanSampler | CategorySampler)  # noqa: S101
        pilot = Pilot(self.schema, block, self.shown)
        telling = leaks(name, self.schema)
        shown = [
            not names(parse(term.of)) & telling and self.shown.of_expression(term.of, block)
            for term in driven.driver.by
        ]
        driven.calibrate(
            sampler, block, shown, lambda: pilot.features(name), self._there(name, block)
        )

    def _settle(self, name: str, sampler: Sampler, block: Block) -> None:
        """Find the share of the rows in each case, and what that leaves to the others."""
        assert isinstance(sampler, NumberSampler | BooleanSampler | CategorySampler)  # noqa: S101
        case, there = sampler.cases(block), self._there(name, block)
        assert case is not None  # noqa: S101
        case = case if there is None else case[there]
        counts = np.bincount(case, minlength=sampler.cases.count)
        shares = self.case_shares[name] = rounded(counts / len(case))
        sampler.settle(shares)
        if self.program.problems:
            raise InvalidSchema(self.program.problems)

    def _there(self, name: str, block: Block) -> IntArray | None:
        """The rows in which a column is there; None for all, and where there are none."""
        presence = self.program.presence(name)
        rows = None if presence is None else np.flatnonzero(~presence.absent(block))
        return rows if rows is not None and len(rows) else None
