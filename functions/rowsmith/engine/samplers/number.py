"""`number`: a rank, its marginal's quantile, rounded inwards to what is printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from rowsmith.engine.block import Block
from rowsmith.engine.evaluate import evaluate_number
from rowsmith.engine.marginals import Marginal
from rowsmith.engine.outliers import Bound, Outliers
from rowsmith.engine.samplers.base import Cases, Context, by_case
from rowsmith.engine.samplers.levels import Levels
from rowsmith.engine.values import BoolArray, FloatArray, IntArray, Numbers, Values
from rowsmith.schema.columns import LARGEST, NumberColumn
from rowsmith.schema.expressions import Node, parse


class NumberSampler:
    """Numbers by rank, so that a driver moves them and their distribution stays."""

    def __init__(self, column: NumberColumn, context: Context) -> None:
        self._name = column.name
        self._decimals = column.decimals
        self.has_zeros = bool(column.zeros)
        self._zeros: list[float] = []
        self.cases = Cases(column.cases)
        self._ranks = context.rank_source(column.name)
        self._bounds = (_bound(column.min), _bound(column.max))
        self._levels = Levels(column, context)
        self._thrown = sum(
            dirt.share
            for dirt in context.schema.dirt
            if dirt.what == "outliers" and dirt.column == column.name
        )
        self.marginals: list[Marginal] = []
        self.outliers: Outliers | None = None
        shares = context.case_shares.get(column.name)
        if self._levels.are_solved_for:
            self._levels.check_cases()
        if shares is not None or not self._levels.are_solved_for:
            self.settle(np.ones(1) if shares is None else shares)

    def settle(self, shares: FloatArray) -> None:
        """Solve for the marginals of all cases and, last, of the rows in none."""
        self.marginals = self._levels.marginals(shares)
        self._zeros = self._levels.zeros_beside(self.marginals)
        if self._thrown:
            self.outliers = Outliers(self._name, self._thrown, self.marginals)

    @property
    def follows_columns(self) -> bool:
        """Whether a bound is another column, so that the marginal is cut row by row."""
        return any(isinstance(bound, Node) for bound in self._bounds)

    def outlying(self, block: Block) -> BoolArray:
        """Which rows hold an outlier."""
        if self.outliers is None:
            return np.zeros(block.size, dtype=np.bool_)
        low, high = (_evaluated(bound, block) for bound in self._bounds)
        return self.outliers.struck(block, low, high)

    def crossed_bounds(self, block: Block) -> float:
        """The share of rows in which the lower bound is above the upper."""
        if not self.follows_columns:
            return 0.0
        low, high = (_evaluated(bound, block) for bound in self._bounds)
        if low is None or high is None:
            return 0.0
        return float(np.mean(np.asarray(low) > np.asarray(high)))

    def values_by_case(self) -> list[Callable[[FloatArray], FloatArray]]:
        """For each case, from ranks to numbers, unrounded."""
        return [
            partial(_beside_zeros, marginal, zeros)
            for marginal, zeros in zip(self.marginals, self._zeros, strict=True)
        ]

    def mean_shown(self, number: int) -> float:
        """The mean of case `number`'s cells, of those that are no zero where zeros are stated."""
        marginal = self.marginals[number]
        own = self._levels.own_zeros([marginal])[0] if self.has_zeros else 0.0
        return marginal.mean / (1.0 - own) if own < 1.0 else marginal.mean

    def sample(self, block: Block) -> Values:
        """Numbers within their bounds, outliers included, rounded to what is printed."""
        case = self.cases(block)
        ranks = self._ranks(block, case)
        low, high = (_evaluated(bound, block) for bound in self._bounds)
        if self.follows_columns:
            ranks = self._cut(ranks, case, low, high)
        values = by_case(case, ranks, self.values_by_case())
        if self.outliers is not None:
            values = self.outliers.thrown(values, block, low, high)
        return self._printed(values, low, high)

    def _cut(self, ranks: FloatArray, case: IntArray | None, low: Bound, high: Bound) -> FloatArray:
        """Ranks moved into the part of the marginal that each row's bounds leave."""
        moved = np.empty(len(ranks))
        for number, marginal in enumerate(self.marginals):
            rows = np.arange(len(ranks)) if case is None else np.flatnonzero(case == number)
            if len(rows) and (case is not None or number == len(self.marginals) - 1):
                below = _rank_of(marginal, low, rows, 0.0)
                room = np.maximum(_rank_of(marginal, high, rows, 1.0) - below, 0.0)
                moved[rows] = below + ranks[rows] * room
        return np.clip(moved, 0.0, 1.0 - 2.0**-53)

    def _printed(self, values: FloatArray, low: Bound, high: Bound) -> Numbers:
        scale = 10.0**self._decimals
        units = np.round(values * scale)
        # 1e-6 of a unit keeps a bound such as 0.29, which is 28.999999999999996 hundredths.
        if high is not None:
            units = np.fmin(units, np.floor(np.asarray(high) * scale + 1e-6))
        if low is not None:
            inside = np.fmax(units, np.ceil(np.asarray(low) * scale - 1e-6))
            units = np.where(units == 0, units, inside) if self.has_zeros else inside
        if self._decimals == 0:
            return Numbers(units.astype(np.int64), 0)
        return Numbers(np.round(units / scale, self._decimals) + 0.0, self._decimals)


def _beside_zeros(marginal: Marginal, zeros: float, ranks: FloatArray) -> FloatArray:
    if not zeros:
        return marginal.quantile(ranks)
    shown = max(1.0 - zeros, 2.0**-53)
    rest = np.clip((ranks - zeros) / shown, 0.0, 1.0 - 2.0**-53)
    return np.where(ranks < zeros, 0.0, marginal.quantile(rest))


def _bound(bound: float | str | None) -> Node | float | None:
    return parse(bound) if isinstance(bound, str) else bound


def _evaluated(bound: Node | float | None, block: Block) -> Bound:
    if bound is None or isinstance(bound, int | float):
        return bound
    return np.clip(evaluate_number(bound, block.scope()), -LARGEST, LARGEST)


def _rank_of(marginal: Marginal, bound: Bound, rows: IntArray, otherwise: float) -> FloatArray:
    """The rank that a bound has in each row; `otherwise` where the marginal has it already."""
    if not isinstance(bound, np.ndarray):
        return np.full(len(rows), otherwise)
    at = bound[rows]
    if otherwise == 0.0:  # what equals the lower bound stays
        at = at - 1e-9 * (1.0 + np.abs(at))
    return np.where(np.isnan(at), otherwise, marginal.cdf(np.nan_to_num(at)))
