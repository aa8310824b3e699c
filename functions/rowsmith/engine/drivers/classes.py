"""Categories of three and more values without an order: a chance for each value in every row.

A value's utility is its offset, what the driver's terms add to it, and Gumbel noise; the highest
wins, so the chances are a softmax. The offsets are solved for on the pilot: the shares stated are
exact. The column gets ranks, as every driven column does: a value's rank lies within the part of
the unit interval that its share takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from rowsmith.engine.block import Block
from rowsmith.engine.drivers.learnability import auc, solve_explained
from rowsmith.engine.drivers.scores import ScoreTable, TermReader, rounded
from rowsmith.engine.drivers.targets import EASY_TO_HARD, Metric
from rowsmith.engine.values import BoolArray, FloatArray, IntArray
from rowsmith.schema.model import Explained, Term

_GUMBEL_SD = np.pi / np.sqrt(6.0)
_SEARCHED = 8_192
"""Rows of the pilot by which a difficulty's share is found."""
_MEASURED = 32_768
"""Rows of the pilot by which the best possible scores are told."""
_NEWTON_STEPS = 60
_EXACT = 1e-9
_LEAST_SHARE = 1e-12


@dataclass(frozen=True, slots=True)
class ClassCalibration:
    """What the pilot found for the driver of a category without an order.

    scores: a table per term, None where the term is true or false.
    loadings: float64[terms, values], what a unit of each term's score adds to each value.
    center: float64[values], scale: of what they add up to, which standardise it.
    p: the share of the utilities that the terms explain.
    shares, offsets: float64[cases, values].
    best, macro_auc: the best possible accuracy and macro AUC. wanted: the macro AUC asked for.
    """

    scores: tuple[ScoreTable | None, ...]
    loadings: FloatArray
    center: FloatArray
    scale: float
    p: float
    shares: FloatArray
    offsets: FloatArray
    best: float
    macro_auc: float
    wanted: float | None
    metric: ClassVar[Metric] = "accuracy"

    def to_json(self) -> dict[str, Any]:
        """As plain JSON types."""
        return {
            "scores": [None if table is None else table.to_json() for table in self.scores],
            "loadings": self.loadings.tolist(),
            "center": self.center.tolist(),
            "scale": self.scale,
            "p": self.p,
            "shares": self.shares.tolist(),
            "offsets": self.offsets.tolist(),
            "best": self.best,
            "macro_auc": self.macro_auc,
            "wanted": self.wanted,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ClassCalibration:
        """What `to_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            tuple(None if t is None else ScoreTable.from_json(t) for t in data["scores"]),
            np.array(data["loadings"], dtype=np.float64),
            np.array(data["center"], dtype=np.float64),
            float(data["scale"]),
            float(data["p"]),
            np.array(data["shares"], dtype=np.float64),
            np.array(data["offsets"], dtype=np.float64),
            float(data["best"]),
            float(data["macro_auc"]),
            data["wanted"],
        )

    def chances(self, pull: FloatArray, case: IntArray | None) -> FloatArray:
        """float64[rows, values] of rows whose standardised pull is `pull`."""
        offsets = self.offsets[-1] if case is None else self.offsets[case]
        return _softmax(_drawn(pull, self.p) + offsets)

    def fitted(
        self, pull: FloatArray, case: IntArray | None, absent: BoolArray | None
    ) -> ClassCalibration:
        """The same with offsets that give the rows of a whole dataset their shares."""
        rows = np.arange(len(pull)) if absent is None else np.flatnonzero(~absent)
        cases = np.zeros(len(pull), np.int64) if case is None else case
        if not len(rows):
            return self
        offsets = _Rows(pull[rows], cases[rows], self.shares).offsets(self.p)
        return replace(self, offsets=rounded(offsets))

    def ranks_of(self, pull: FloatArray, noise: FloatArray, case: IntArray | None) -> FloatArray:
        """Ranks within the case, from the standardised pull and uniform noise."""
        rows = np.arange(len(noise))
        upper = np.cumsum(self.chances(pull, case), axis=1)
        value = np.minimum((noise[:, None] >= upper).sum(axis=1), upper.shape[1] - 1)
        chance = upper[rows, value]
        below = np.where(value > 0, upper[rows, value - 1], 0.0)
        inside = np.clip((noise - below) / np.maximum(chance - below, _LEAST_SHARE), 0.0, 1.0)
        at = np.full(len(rows), -1) if case is None else case
        share = self.shares[at, value]
        start = np.cumsum(self.shares, axis=1)[at, value] - share
        # A part of 1e-9 is left free at either side, so that a rank never falls into the next.
        within = 1e-9 + inside * (1.0 - 2e-9)
        ranks: FloatArray = np.clip(start + within * share, 0.0, 1.0 - 2.0**-53)
        return ranks


class ClassTerms:
    """A driver's terms, and which values they lead toward."""

    def __init__(
        self, terms: Sequence[Term], readers: Sequence[TermReader], values: Sequence[str]
    ) -> None:
        self.readers = tuple(readers)
        self.loadings = np.stack([_loading(term, values) for term in terms])

    def pull(self, block: Block, calibration: ClassCalibration) -> FloatArray:
        """float64[rows, values]: the standardised pull of each row toward each value."""
        scores = np.empty((block.size, len(self.readers)))
        for number, (reader, table) in enumerate(
            zip(self.readers, calibration.scores, strict=True)
        ):
            raw, _ = reader(block)
            scores[:, number] = raw if table is None else table(raw)
        found: FloatArray = (scores @ calibration.loadings - calibration.center) / calibration.scale
        return found


def _loading(term: Term, values: Sequence[str]) -> FloatArray:
    """What a term adds to each value; without a value of its own, the more the later it is."""
    if term.toward is None:
        along: FloatArray = term.weight * np.linspace(-1.0, 1.0, len(values))
        return along
    return np.array([term.weight if value == term.toward else 0.0 for value in values])


def calibrate_classes(
    terms: ClassTerms,
    explained: Explained,
    shares: Sequence[FloatArray],
    block: Block,
    case: IntArray | None,
    there: IntArray | None,
) -> tuple[ClassCalibration, FloatArray]:
    """Calibrate a driver on the pilot's block; also the standardised pull of its rows.

    shares: of the values in each case and, last, in none. there: as in `calibrate`.
    """
    tables: list[ScoreTable | None] = []
    scores = np.empty((block.size, len(terms.readers)))
    for number, reader in enumerate(terms.readers):
        raw, is_truth = reader(block)
        table = None if is_truth else ScoreTable.of(raw[~np.isnan(raw)])
        tables.append(table)
        scores[:, number] = raw if table is None else table(raw)
    pull = scores @ terms.loadings
    center = rounded(pull.mean(axis=0))
    pull = pull - center
    apart = pull - pull.mean(axis=1, keepdims=True)
    scale = float(rounded(np.sqrt(np.array(apart.var(axis=0).sum() / (pull.shape[1] - 1)))))
    scale = scale if scale > 1e-9 else 1.0
    pull = pull / scale
    rows = np.arange(block.size) if there is None else there
    cases = np.zeros(block.size, np.int64) if case is None else case
    of_case = np.stack(shares) if case is not None else np.stack([shares[-1]])
    few = _Rows(pull[rows[:_SEARCHED]], cases[rows[:_SEARCHED]], of_case)
    p, wanted = _explained(explained, few)
    offsets = _Rows(pull[rows], cases[rows], of_case).offsets(p)
    measured = rows[:_MEASURED]
    chances = _softmax(_drawn(pull[measured], p) + offsets[cases[measured]])
    calibration = ClassCalibration(
        tuple(tables),
        terms.loadings,
        center,
        scale,
        p,
        of_case,
        rounded(offsets),
        round(float(chances.max(axis=1).mean()), 4),
        round(macro_auc(chances), 4),
        wanted,
    )
    return calibration, pull


def macro_auc(chances: FloatArray) -> float:
    """The mean AUC of each value against all others, of true chances that are the score."""
    weight = np.full(len(chances), 1.0 / len(chances))
    return float(np.mean([auc(weight, chances[:, value]) for value in range(chances.shape[1])]))


def _explained(explained: Explained, rows: _Rows) -> tuple[float, float | None]:
    """p, and the macro AUC that was wanted."""
    if not isinstance(explained, str):
        return explained, None
    wanted = EASY_TO_HARD["auc"][explained]

    def measure(p: float) -> float:
        return macro_auc(_softmax(_drawn(rows.pull, p) + rows.offsets(p)[rows.case]))

    return solve_explained(measure, wanted)[0], wanted


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of the pilot: their pull, their case, and the shares that each case must have."""

    pull: FloatArray
    case: IntArray
    shares: FloatArray

    def offsets(self, p: float) -> FloatArray:
        """float64[cases, values]: what gives each case its shares."""
        found = np.log(np.maximum(self.shares, _LEAST_SHARE))
        for number in np.unique(self.case).tolist():
            drawn = _drawn(self.pull[self.case == number], p)
            found[number] = _solved(drawn, self.shares[number], found[number])
        return found


def _solved(drawn: FloatArray, shares: FloatArray, start: FloatArray) -> FloatArray:
    """The offsets at which the mean chances are `shares`.

    Newton's method on a concave function, whose gradient is what the shares lack; a step that
    does not help is halved.
    """
    some = shares > _LEAST_SHARE
    offsets, goal, drawn = start[some], shares[some], drawn[:, some]
    if len(goal) < 2:
        return start
    chances = _softmax(drawn + offsets)
    lacking = goal - chances.mean(axis=0)
    for _ in range(_NEWTON_STEPS):
        if np.abs(lacking).max() < _EXACT:
            break
        curvature = np.diag(chances.mean(axis=0)) - chances.T @ chances / len(chances)
        step = np.linalg.lstsq(curvature, lacking, rcond=1e-12)[0]
        step = np.clip(step, -4.0, 4.0)
        for _ in range(6):
            tried = _softmax(drawn + offsets + step)
            left = goal - tried.mean(axis=0)
            if np.abs(left).sum() < np.abs(lacking).sum():
                break
            step = step / 2
        offsets, chances, lacking = offsets + step, tried, left
    found = start.copy()
    found[some] = offsets - offsets.mean()
    return found


def _drawn(pull: FloatArray, p: float) -> FloatArray:
    """The pull in units of the noise, of which a share `p` of the utilities is not made."""
    drawn: FloatArray = pull * (np.sqrt(p / (1.0 - p)) * _GUMBEL_SD)
    return drawn


def _softmax(utilities: FloatArray) -> FloatArray:
    raised = np.exp(utilities - utilities.max(axis=1, keepdims=True))
    chances: FloatArray = raised / raised.sum(axis=1, keepdims=True)
    return chances
