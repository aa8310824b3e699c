"""The score of a driver's term: how far up its distribution each row is.

A number or an ordered category counts by its normal score, the normal quantile of its
mid-rank, so that a heavy tail does not drown the other terms; a boolean counts as 0 or 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rowsmith.engine import normal
from rowsmith.engine.arrays import single
from rowsmith.engine.block import Block
from rowsmith.engine.evaluate import day_number, evaluate
from rowsmith.engine.results import Dates, Texts
from rowsmith.engine.values import Coded, FloatArray, Text, TextTable
from rowsmith.schema import columns as kinds
from rowsmith.schema.expressions import Name, Node, parse
from rowsmith.schema.model import Schema, Term

KNOTS = 513
"""Knots of a score table where a column has more distinct values than that."""

TAIL = 0.5 ** np.arange(2, 9)
"""Parts of the outermost knots' share at which a tail has knots of its own."""

DIGITS = 12
"""Significant digits kept of a calibration: what all processors agree on."""


SMALLEST = 1e-150
"""A value nearer to 0 counts as 0: between two such values a table has no finite slope."""


def rounded(values: FloatArray) -> FloatArray:
    """Values cut to DIGITS significant digits, so that every processor stores the same."""
    with np.errstate(all="ignore"):
        magnitude = np.floor(np.log10(np.abs(values)))
        scale = 10.0 ** (DIGITS - 1 - np.where(np.isfinite(magnitude), magnitude, 0.0))
        cut = np.round(values * scale) / scale
    return np.where(np.isfinite(cut), cut, values)


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A monotone map from a term's value to its score; None for a boolean, which is its own.

    x: float64[k], ascending; y: float64[k].
    """

    x: FloatArray
    y: FloatArray

    @classmethod
    def of(cls, sample: FloatArray) -> ScoreTable:
        """Normal scores of mid-ranks over a sample without NaN; 0 for all where it is empty."""
        if not len(sample):
            return cls(np.zeros(1), np.zeros(1))
        values, counts = np.unique(_without_specks(sample), return_counts=True)
        midranks = (np.cumsum(counts) - counts / 2) / len(sample)
        if len(values) > KNOTS:
            even, tail = (np.arange(KNOTS) + 0.5) / KNOTS, TAIL / KNOTS
            ranks = np.concatenate([even, tail, 1.0 - tail])
            at = np.unique(np.searchsorted(midranks, ranks).clip(0, len(values) - 1))
            at = np.unique(np.concatenate([[0], at, [len(values) - 1]]))
            values, midranks = values[at], midranks[at]
        return cls(rounded(values), rounded(normal.quantile(midranks)))

    def to_json(self) -> dict[str, list[float]]:
        """As plain JSON types."""
        return {"x": self.x.tolist(), "y": self.y.tolist()}

    @classmethod
    def from_json(cls, data: dict[str, list[float]]) -> ScoreTable:
        """What `to_json` gave."""
        return cls(np.array(data["x"], dtype=np.float64), np.array(data["y"], dtype=np.float64))

    def __call__(self, values: FloatArray) -> FloatArray:
        """Scores of values; 0, the middle, where one is missing."""
        return np.where(np.isnan(values), 0.0, np.interp(_without_specks(values), self.x, self.y))


def _without_specks(values: FloatArray) -> FloatArray:
    return np.where(np.abs(values) < SMALLEST, 0.0, values)


@dataclass(frozen=True, slots=True)
class TermReader:
    """Reads a term's raw values: numbers, 0/1 for truths, level positions, days before today."""

    source: str
    weight: float
    node: Node
    positions: dict[str, float] | None

    @classmethod
    def of(cls, term: Term, schema: Schema) -> TermReader:
        """The reader of a schema's term."""
        node = parse(term.of)
        positions = None
        if isinstance(node, Name):
            column = next(c for _, c in schema.subjects() if c.name == node.name)
            if isinstance(column, kinds.CategoryColumn) and column.ordered:
                positions = {value: float(n) for n, value in enumerate(column.level_values)}
        return cls(term.of, term.weight, node, positions)

    def __call__(self, block: Block) -> tuple[FloatArray, bool]:
        """The raw values, and whether they are truths."""
        if self.positions is not None and isinstance(self.node, Name):
            return _positions(block, self.node.name, self.positions), False
        result = evaluate(self.node, block.scope())
        if isinstance(result, Texts):
            return result.numbers, False
        if isinstance(result, Dates):
            # Days before today: a range that ends today keeps its scores tomorrow.
            return result.days - day_number(block.today), False
        return result.astype(np.float64), result.dtype == np.bool_


def _positions(block: Block, name: str, positions: dict[str, float]) -> FloatArray:
    values = block.values[name]
    coded = (
        single(values) if isinstance(values, Text) else Coded(np.zeros(block.size, np.int64), _NONE)
    )
    of_entry = np.array([positions.get(s, np.nan) for s in coded.table.strings.tolist()])
    found = of_entry[coded.codes]
    return found if values.missing is None else np.where(values.missing, np.nan, found)


_NONE = TextTable.of([""])
