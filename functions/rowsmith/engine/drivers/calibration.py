"""A driver, calibrated: all that is needed to move a column, small enough to keep as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rowsmith.engine import normal
from rowsmith.engine.block import Block
from rowsmith.engine.drivers.estimate import additive
from rowsmith.engine.drivers.latent import Bins, RankTable
from rowsmith.engine.drivers.learnability import solve_explained
from rowsmith.engine.drivers.scores import ScoreTable, TermReader, rounded
from rowsmith.engine.drivers.targets import EASY_TO_HARD, Metric, Target
from rowsmith.engine.values import BoolArray, FloatArray, IntArray
from rowsmith.schema.model import Explained

FEW_ROWS = 2_000
"""Rows with the same terms missing below which they are looked at together with others."""

TOLERANCE = 0.005
"""How far from a difficulty's score a solved one may be before it is told."""


@dataclass(frozen=True, slots=True)
class DriverCalibration:
    """What the pilot found for one driver.

    scores: a table per term, None where the term is true or false.
    center, scale: of the weighted sum of scores, which standardise it.
    p: the share of the latent that the score explains.
    ranks: a table per case.
    metric, best: the best possible score of the column. wanted: what was asked for, if it was
    by difficulty.
    """

    scores: tuple[ScoreTable | None, ...]
    center: float
    scale: float
    p: float
    ranks: tuple[RankTable, ...]
    metric: Metric
    best: float
    wanted: float | None

    def to_json(self) -> dict[str, Any]:
        """As plain JSON types."""
        return {
            "scores": [None if table is None else table.to_json() for table in self.scores],
            "center": self.center,
            "scale": self.scale,
            "p": self.p,
            "ranks": [
                {"low": table.low, "step": table.step, "ranks": table.ranks.tolist()}
                for table in self.ranks
            ],
            "metric": self.metric,
            "best": self.best,
            "wanted": self.wanted,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> DriverCalibration:
        """What `to_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            tuple(None if t is None else ScoreTable.from_json(t) for t in data["scores"]),
            float(data["center"]),
            float(data["scale"]),
            float(data["p"]),
            tuple(
                RankTable(float(t["low"]), float(t["step"]), np.array(t["ranks"], dtype=np.float64))
                for t in data["ranks"]
            ),
            data["metric"],
            float(data["best"]),
            data["wanted"],
        )

    def latent(self, score: FloatArray, noise: FloatArray) -> FloatArray:
        """What rows are ranked by, from the standardised score and uniform noise."""
        chance = np.sqrt(1.0 - self.p) * normal.fast_quantile(noise)
        found: FloatArray = np.sqrt(self.p) * score + chance
        return found

    def ranks_of(self, score: FloatArray, noise: FloatArray, case: IntArray | None) -> FloatArray:
        """Ranks within the case, from the standardised score and uniform noise."""
        latent = self.latent(score, noise)
        if case is None or len(self.ranks) == 1:
            return self.ranks[0](latent)
        ranks = np.empty(len(latent))
        for number, table in enumerate(self.ranks):
            rows = np.flatnonzero(case == number)
            ranks[rows] = table(latent[rows])
        return ranks


class Terms:
    """A driver's terms, read from a block and added up."""

    def __init__(self, readers: Sequence[TermReader]) -> None:
        self.readers = tuple(readers)

    def score(self, block: Block, calibration: DriverCalibration) -> FloatArray:
        """The standardised score of each row."""
        total = np.zeros(block.size)
        for reader, table in zip(self.readers, calibration.scores, strict=True):
            raw, _ = reader(block)
            total += reader.weight * (raw if table is None else table(raw))
        standardised: FloatArray = (total - calibration.center) / calibration.scale
        return standardised


def calibrate(
    terms: Terms,
    explained: Explained,
    target: Target,
    block: Block,
    case: IntArray | None,
    case_count: int,
    shown: Sequence[BoolArray | bool],
    features: Callable[[], Sequence[IntArray]],
    there: IntArray | None = None,
) -> tuple[DriverCalibration, FloatArray]:
    """Calibrate a driver on the pilot's block; also the standardised score of its rows.

    case, case_count: each row's case, None where there is one only, and how many there are.
    shown: for each term, in which rows the printed cells tell it. features: the printed cells,
    asked for where they do not tell all. there: the rows in which the column is there, of which
    its figures are; None for all.
    """
    tables: list[ScoreTable | None] = []
    weighted: list[FloatArray] = []
    for reader in terms.readers:
        raw, is_truth = reader(block)
        table = None if is_truth else ScoreTable.of(raw[~np.isnan(raw)])
        tables.append(table)
        weighted.append(reader.weight * (raw if table is None else table(raw)))
    total = np.sum(weighted, axis=0)
    center, scale = _cut(float(total.mean())), _cut(float(total.std()))
    scale = scale if scale > 1e-9 else 1.0
    score = (total - center) / scale
    cases = np.zeros(block.size, dtype=np.int64) if case is None else case
    rows = np.arange(block.size) if there is None else there
    everything = Bins.of(score[rows], score[rows], cases[rows], np.zeros_like(cases[rows]))
    seen = _visible(weighted, shown, features)
    bins = everything
    if seen is not None:
        bins = Bins.of(score[rows], seen[0][rows] / scale, cases[rows], seen[1][rows])
    p, best, wanted = _explained(explained, target, bins)
    calibration = DriverCalibration(
        tuple(tables),
        center,
        scale,
        p,
        _rank_tables(everything, p, case_count),
        target.metric,
        best,
        wanted,
    )
    return calibration, score


def _cut(value: float) -> float:
    return float(rounded(np.array(value)))


def _visible(
    weighted: Sequence[FloatArray],
    shown: Sequence[BoolArray | bool],
    features: Callable[[], Sequence[IntArray]],
) -> tuple[FloatArray, IntArray] | None:
    """The sum as the printed cells tell it: terms that they show, and what they tell of others.

    Also which terms they show in each row, as a number; rare combinations share one, -1. None
    where they show every term in every row.
    """
    known = np.zeros(len(weighted[0]))
    pattern = np.zeros(len(known), dtype=np.int64)
    for number, (term, where) in enumerate(zip(weighted, shown, strict=True)):
        known += np.where(where, term, 0.0)
        pattern |= np.where(where, 0, 1 << number)
    if not pattern.any():
        return None
    rest = np.sum(weighted, axis=0) - known
    _, group, count = np.unique(pattern, return_inverse=True, return_counts=True)
    group = np.where(count[group] < FEW_ROWS, -1, group)
    cells = features()
    for number in np.unique(group[pattern > 0]).tolist():
        rows = np.flatnonzero(group == number)
        known[rows] += additive(rest[rows], [feature[rows] for feature in cells])
    return known, group


def _explained(
    explained: Explained, target: Target, bins: Bins
) -> tuple[float, float, float | None]:
    """p, the best possible score it gives, and the score that was wanted."""
    if not isinstance(explained, str):
        return explained, round(target.measure(bins, explained), 4), None
    if target.metric not in EASY_TO_HARD:
        p = EASY_TO_HARD["r2"][explained]
        return p, round(target.measure(bins, p), 4), None
    wanted = EASY_TO_HARD[target.metric][explained]
    p, best = solve_explained(lambda p: target.measure(bins, p), wanted)
    return p, round(best, 4), wanted


def _rank_tables(bins: Bins, p: float, case_count: int) -> tuple[RankTable, ...]:
    """A table per case; that of all rows for a case that the pilot never met."""
    present = set(np.unique(bins.case).tolist())
    everywhere = RankTable.of(bins, p)
    if case_count == 1:
        return (everywhere,)
    return tuple(
        RankTable.of(bins.of_case(number), p) if number in present else everywhere
        for number in range(case_count)
    )
