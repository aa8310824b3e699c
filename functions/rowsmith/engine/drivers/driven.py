"""The ranks of driven columns: from their scores where they are explained, else their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from rowsmith.engine.block import Block
from rowsmith.engine.drivers.calibration import DriverCalibration, Terms, calibrate
from rowsmith.engine.drivers.classes import ClassCalibration, ClassTerms, calibrate_classes
from rowsmith.engine.drivers.scores import TermReader
from rowsmith.engine.drivers.targets import BooleanTarget, CategoryTarget, NumberTarget, Target
from rowsmith.engine.samplers.category import BooleanSampler, CategorySampler
from rowsmith.engine.samplers.number import NumberSampler
from rowsmith.engine.spread import is_spread, is_whole, ranked, spread
from rowsmith.engine.values import BoolArray, FloatArray, IntArray
from rowsmith.schema.columns import CategoryColumn, Column
from rowsmith.schema.dependencies import ends_of
from rowsmith.schema.model import Driver, Schema, Term

AnyCalibration: TypeAlias = DriverCalibration | ClassCalibration
DrivenSampler: TypeAlias = NumberSampler | BooleanSampler | CategorySampler
AnyDriven: TypeAlias = "DrivenRanks | DrivenClasses"


class DrivenRanks:
    """Ranks by one score: of numbers, booleans, levels, and the two values of a yes or no."""

    def __init__(self, driver: Driver, schema: Schema, known: dict[str, AnyCalibration]) -> None:
        column = _named(driver.column, schema)
        self.driver = driver
        self._is_first, self._is_yes_no = False, False
        if isinstance(column, CategoryColumn) and column.positive is not None:
            self._is_yes_no, self._is_first = True, column.level_values[0] == column.positive
        self.terms = Terms([TermReader.of(_signed(term, column), schema) for term in driver.by])
        self._known = known

    def __call__(self, block: Block, case: IntArray | None) -> FloatArray:
        """Ranks within each row's case."""
        calibration = self._known[self.driver.column]
        assert isinstance(calibration, DriverCalibration)  # noqa: S101
        noise = spread(block, self.driver.column)
        score = block.shared.get(_key(self.driver))
        if not isinstance(score, np.ndarray):
            score = self.terms.score(block, calibration)
        if is_whole(block):
            jitter = block.streams(self.driver.column).uniform("place")
            absent = block.absent.get(self.driver.column)
            ranks = ranked(calibration.latent(score, noise), jitter, case, absent)
        else:
            ranks = calibration.ranks_of(score, noise, case)
        return 1.0 - 2.0**-53 - ranks if self._is_first else ranks

    def calibrate(
        self,
        sampler: DrivenSampler,
        block: Block,
        shown: Sequence[BoolArray | bool],
        features: Callable[[], Sequence[IntArray]],
        there: IntArray | None,
    ) -> None:
        """Find what moving the column takes, on the pilot's block; arguments as of `calibrate`."""
        self._known[self.driver.column], block.shared[_key(self.driver)] = calibrate(
            self.terms,
            self.driver.explained,
            self._target(sampler),
            block,
            sampler.cases(block),
            sampler.cases.count,
            shown,
            features,
            there,
        )

    def _target(self, sampler: DrivenSampler) -> Target:
        match sampler:
            case BooleanSampler():
                return BooleanTarget(sampler.rates)
            case CategorySampler() if self._is_yes_no:
                positive = 0 if self._is_first else 1
                return BooleanTarget([float(shares[positive]) for shares in sampler.shares])
            case CategorySampler():
                return CategoryTarget(sampler.shares)
            case NumberSampler():
                return NumberTarget(sampler.values_by_case())


class DrivenClasses:
    """Ranks by a chance for each value: of categories without an order."""

    def __init__(
        self,
        driver: Driver,
        column: CategoryColumn,
        schema: Schema,
        known: dict[str, AnyCalibration],
    ) -> None:
        self.driver = driver
        readers = [TermReader.of(term, schema) for term in driver.by]
        self.terms = ClassTerms(driver.by, readers, column.level_values)
        self._known = known

    def __call__(self, block: Block, case: IntArray | None) -> FloatArray:
        """Ranks within each row's case."""
        calibration = self._known[self.driver.column]
        assert isinstance(calibration, ClassCalibration)  # noqa: S101
        noise = spread(block, self.driver.column)
        pull = block.shared.get(_key(self.driver))
        if not isinstance(pull, np.ndarray):
            pull = self.terms.pull(block, calibration)
        if is_spread(block) and is_whole(block):
            absent = block.absent.get(self.driver.column)
            calibration = calibration.fitted(pull, case, absent)
        return calibration.ranks_of(pull, noise, case)

    def calibrate(
        self,
        sampler: DrivenSampler,
        block: Block,
        shown: Sequence[BoolArray | bool],  # noqa: ARG002
        features: Callable[[], Sequence[IntArray]],  # noqa: ARG002
        there: IntArray | None,
    ) -> None:
        """Find what moving the column takes, on the pilot's block.

        Its scores are of all terms: where the file does not show them, a model says what can be.
        """
        assert isinstance(sampler, CategorySampler)  # noqa: S101
        self._known[self.driver.column], block.shared[_key(self.driver)] = calibrate_classes(
            self.terms,
            self.driver.explained,
            sampler.shares,
            block,
            sampler.cases(block),
            there,
        )


def driven_ranks(schema: Schema, known: dict[str, AnyCalibration]) -> dict[str, AnyDriven]:
    """The ranks of every driven column, calibrated by what is (or will be) in `known`."""
    found: dict[str, AnyDriven] = {}
    for driver in schema.drivers:
        column = _named(driver.column, schema)
        if (
            isinstance(column, CategoryColumn)
            and not column.ordered
            and len(column.level_values) > 2
        ):
            found[driver.column] = DrivenClasses(driver, column, schema, known)
        else:
            found[driver.column] = DrivenRanks(driver, schema, known)
    return found


def calibration_from_json(data: Mapping[str, object]) -> AnyCalibration:
    """What `to_json` of either calibration gave. Raises KeyError, TypeError or ValueError."""
    kind = ClassCalibration if "loadings" in data else DriverCalibration
    return kind.from_json(dict(data))


def _signed(term: Term, column: Column) -> Term:
    """The term with its weight against it where it leads toward the lower end."""
    upper = column.positive if isinstance(column, CategoryColumn) else None
    upper = upper or (ends_of(column) or [""])[-1]
    if term.toward is None or term.toward == upper:
        return term
    return term.model_copy(update={"weight": -term.weight})


def _key(driver: Driver) -> object:
    """Where the pilot leaves the score of a driven column, which calibrating it has made."""
    return ("score", driver.column)


def _named(name: str, schema: Schema) -> Column:
    return next(column for _, column in schema.subjects() if column.name == name)
