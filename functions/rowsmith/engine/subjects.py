"""Which subject of an entity each row shows.

Rows are laid on a line, subject after subject, each with its own number of rows; a keyed
permutation then scatters the line over the dataset. The counts of one stretch of the line
are a stratified sample of a geometric distribution that starts at 1, so some subjects have
one row and a few have many; the stretch repeats. So any row tells its subject without the
others, and every subject has at least one row.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from rowsmith.engine.streams import RowStream, name_hash, permutation
from rowsmith.engine.values import FloatArray, IntArray

STRETCH = 65_536
"""Rows after which the pattern of counts repeats; more where subjects have many rows."""

SUBJECTS_A_STRETCH = 64


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows of an entity's subjects are.

    of_position: int64[stretch], the subject of each position in a stretch, from 0.
    population: how many subjects the dataset shows.
    """

    rows: int
    key: int
    of_position: IntArray
    population: int

    def subjects(self, rows: IntArray) -> IntArray:
        """The subject (0 to population - 1) of each row (0 to rows - 1)."""
        positions = permutation(rows, self.rows, self.key)
        stretch, position = np.divmod(positions, len(self.of_position))
        a_stretch = int(self.of_position[-1]) + 1
        found: IntArray = stretch * a_stretch + self.of_position[position]
        return found


@dataclass(frozen=True, slots=True)
class Consecutive:
    """Subjects one after the other, each with `each` rows in order, but for the last."""

    rows: int
    each: int

    @property
    def population(self) -> int:
        """How many subjects the dataset shows."""
        return -(-self.rows // self.each)

    def subjects(self, rows: IntArray) -> IntArray:
        """The subject (0 to population - 1) of each row (0 to rows - 1)."""
        return rows // self.each


def lay_out(name: str, *, rows: int, rows_per_entity: float, exact: bool, seed: int) -> Layout:
    """The layout of the entity `name` over `rows` rows.

    exact: every subject has the same number of rows (rounded), but for the last.
    """
    stretch = min(rows, max(STRETCH, math.ceil(SUBJECTS_A_STRETCH * rows_per_entity)))
    if exact:
        each = max(1, round(rows_per_entity))
        stretch = min(rows, max(each, stretch // each * each))
        of_position = np.arange(stretch) // each
    else:
        counts = _counts(name, stretch, rows_per_entity, seed)
        of_position = np.repeat(np.arange(len(counts)), counts)
    whole, rest = divmod(rows, stretch)
    population = whole * (int(of_position[-1]) + 1)
    population += int(of_position[rest - 1]) + 1 if rest else 0
    return Layout(rows, name_hash(str(seed), "layout", name), of_position, population)


def _counts(name: str, stretch: int, mean: float, seed: int) -> IntArray:
    """How many rows each subject of a stretch has; they sum to `stretch`."""
    subjects = max(1, round(stretch / mean))
    stream = RowStream(seed, f"entity {name}", 0, subjects)
    shuffled = np.argsort(stream.bits("order"), kind="stable")
    strata: FloatArray = (shuffled + 0.5) / subjects
    counts = _geometric(strata, stretch / subjects)
    excess = int(counts.sum()) - stretch
    while excess:
        # The largest give or take first: relative to their size the change is smallest.
        order = np.argsort(-counts, kind="stable")[: abs(excess)]
        step = -1 if excess > 0 else 1
        order = order[counts[order] > 1] if excess > 0 else order
        counts[order] += step
        excess = int(counts.sum()) - stretch
    return counts


def _geometric(u: FloatArray, mean: float) -> IntArray:
    """Quantiles of the geometric distribution on 1, 2, ... with this mean."""
    if mean <= 1:
        return np.ones(len(u), dtype=np.int64)
    return 1 + np.floor(np.log1p(-u) / math.log1p(-1 / mean)).astype(np.int64)
