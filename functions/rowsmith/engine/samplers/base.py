"""What every sampler is built from, and what the driven ones share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.block import Block
from rowsmith.engine.evaluate import evaluate_condition
from rowsmith.engine.spread import spread
from rowsmith.engine.steps import Series
from rowsmith.engine.values import FloatArray, IntArray, Values
from rowsmith.errors import Problem
from rowsmith.schema.columns import Case, Column
from rowsmith.schema.expressions import Node, parse
from rowsmith.schema.model import Entity, Schema
from rowsmith.schema.typing import ValueType


class Sampler(Protocol):
    """Makes one column, a block at a time, after the columns that it reads."""

    def sample(self, block: Block) -> Values:
        """The column's cells in this block."""
        ...


Ranks = Callable[[Block, IntArray | None], FloatArray]
"""Uniform ranks of a column's rows, given each row's case: independent, or driven."""


@dataclass(slots=True)
class Context:
    """What samplers are built from.

    population: rows of the dataset, or subjects of the entity.
    series: how the rows step through time; None where they do not.
    case_shares: for each column whose cases leave something to solve for, the share of the rows
    in each case and, last, in none; left out where nobody has looked yet.
    problems, warnings: what a builder finds, to refuse or to tell.
    """

    schema: Schema
    locale: str
    today: date
    types: Mapping[str, ValueType]
    entity: Entity | None
    population: int
    ranks: Mapping[str, Ranks]
    series: Series | None = None
    case_shares: Mapping[str, FloatArray] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def siblings(self) -> Sequence[Column]:
        """The columns of the same subject."""
        return self.entity.columns if self.entity is not None else self.schema.columns

    @property
    def subject(self) -> str:
        """The name of the subject: the entity's, or empty for the row."""
        return self.entity.name if self.entity is not None else ""

    def rank_source(self, name: str) -> Ranks:
        """Where the ranks of column `name` come from."""
        return self.ranks.get(name) or _Independent(name)

    def refuse(self, where: str, message: str, instead: object = None) -> None:
        """Note a problem that makes the schema unusable, and what could stand there instead."""
        self.problems.append(Problem(where, message, instead))

    def warn(self, message: str) -> None:
        """Note what the caller should know; once."""
        if message not in self.warnings:
            self.warnings.append(message)


@dataclass(frozen=True, slots=True)
class _Independent:
    name: str

    def __call__(self, block: Block, case: IntArray | None) -> FloatArray:  # noqa: ARG002
        return spread(block, self.name)


class Leveled(Protocol):
    """A sampler whose rows in no case get what the column as a whole needs."""

    cases: Cases

    def settle(self, shares: FloatArray) -> None:
        """Solve for the rest, from the share of the rows in each case and, last, in none.

        What cannot be is noted in the context.
        """
        ...


class Cases:
    """Which case each row is in: the first that holds; the last number where none does."""

    def __init__(self, cases: Sequence[Case] | None) -> None:
        self._conditions: list[Node] = [parse(case.when) for case in cases or ()]
        self.count = len(self._conditions) + 1

    def __call__(self, block: Block) -> IntArray | None:
        """int64[size] from 0 to count - 1, or None where there are no cases."""
        if not self._conditions:
            return None
        scope = block.scope()
        found = np.full(block.size, len(self._conditions), dtype=np.int64)
        for number in range(len(self._conditions) - 1, -1, -1):
            found[evaluate_condition(self._conditions[number], scope)] = number
        return found


def by_case(
    case: IntArray | None,
    source: NDArray[Any],
    values: Sequence[Callable[[NDArray[Any]], NDArray[Any]]],
) -> NDArray[Any]:
    """`values[case]` of each row's `source` (a rank, or random bits)."""
    if case is None:
        return values[-1](source)
    first = values[0](source[:0])
    made = np.empty(len(source), dtype=first.dtype)
    for number, value in enumerate(values):
        rows = np.flatnonzero(case == number)
        if len(rows):
            made[rows] = value(source[rows])
    return made
