"""`category` and `boolean`: shares and rates, by case and by rank."""

from __future__ import annotations

import numpy as np

from rowsmith.engine.block import Block
from rowsmith.engine.draw import weighted_table
from rowsmith.engine.samplers.base import Cases, Context, by_case
from rowsmith.engine.samplers.printed import printed
from rowsmith.engine.spread import is_spread, spread
from rowsmith.engine.values import Booleans, FloatArray, Text, TextTable, Values
from rowsmith.engine.wholes import Impossible, rest_rate, rest_shares
from rowsmith.schema.columns import BooleanColumn, CategoryColumn, Level


def level_weights(levels: list[Level], values: list[str]) -> FloatArray:
    """The share of each of `values`, summing to 1; what is left goes to levels without one."""
    weights = stated_shares(levels, values)
    unstated = np.isnan(weights)
    if unstated.any():
        weights[unstated] = max(0.0, 1.0 - np.nansum(weights)) / unstated.sum()
    shares: FloatArray = weights / weights.sum()
    return shares


def stated_shares(levels: list[Level], values: list[str]) -> FloatArray:
    """The stated share of each of `values`: NaN for a level without one, 0 for no level."""
    stated = {level.value: level.share for level in levels}
    total = sum(share for share in stated.values() if share is not None)
    scale = 1.0 if total <= 1.5 else 100.0
    found = [stated.get(value, 0.0) for value in values]
    return np.array([np.nan if share is None else share / scale for share in found])


class CategorySampler:
    """Codes into the category's values.

    shares: of each value in each case and, last, among the rows in none.
    """

    def __init__(self, column: CategoryColumn, context: Context) -> None:
        self._column, self._context = column, context
        self._values = column.level_values
        shown = printed(column.name, self._values, context)
        self.table = TextTable.of(shown, ascending=bool(column.ordered))
        self.cases = Cases(column.cases)
        levels = [case.values for case in column.cases or ()] + [column.values]
        self.shares = [level_weights(of_case, self._values) for of_case in levels]
        self._drawn = [weighted_table(tuple(shares.tolist())) for shares in self.shares]
        self._ranks = context.ranks.get(column.name)
        self._name = column.name
        if column.name in context.case_shares:
            self.settle(context.case_shares[column.name])

    def settle(self, shares: FloatArray) -> None:
        """Solve for the values of the rows in no case."""
        own = {level.value for level in self._column.values}
        stated = stated_shares(self._column.values, self._values)
        total = np.nansum(stated)
        stated = stated / total if not np.isnan(stated).any() else stated
        try:
            self.shares[-1] = rest_shares(
                stated, [value in own for value in self._values], self.shares[:-1], shares
            )
        except Impossible as impossible:
            nearest = zip(self._values, np.atleast_1d(impossible.instead).tolist(), strict=True)
            self._context.refuse(
                f"columns.{self._name}.values",
                f"'{self._values[impossible.at]}' {impossible.message}",
                [{"value": value, "share": round(100 * share, 2)} for value, share in nearest],
            )
        self._drawn[-1] = weighted_table(tuple(self.shares[-1].tolist()))

    def sample(self, block: Block) -> Values:
        """Codes by independent bits, or by driven ranks in the order of the values."""
        case = self.cases(block)
        if self._ranks is not None:
            ranks = self._ranks(block, case)
            codes = by_case(case, ranks, [table.quantile_codes for table in self._drawn])
        elif is_spread(block):
            ranks = spread(block, self._name, "code")
            codes = by_case(case, ranks, [table.quantile_codes for table in self._drawn])
        else:
            bits = block.streams(self._name).bits("code")
            codes = by_case(case, bits, [table.codes for table in self._drawn])
        return Text.coded(codes, self.table)


class BooleanSampler:
    """True where the rank is in the top `rate`, of the case where there are cases.

    rates: of each case and, last, of the rows in none.
    """

    def __init__(self, column: BooleanColumn, context: Context) -> None:
        self._column, self._context = column, context
        self.cases = Cases(column.cases)
        self.rates = [case.rate for case in column.cases or ()]
        self.rates.append(0.0 if column.rate is None else column.rate)
        words = printed(column.name, column.words or (), context)
        self._words = (words[0], words[1]) if words else None
        self._ranks = context.rank_source(column.name)
        if column.name in context.case_shares:
            self.settle(context.case_shares[column.name])

    def settle(self, shares: FloatArray) -> None:
        """Solve for the rate of the rows in no case."""
        try:
            self.rates[-1] = rest_rate(self._column.rate, self.rates[:-1], shares)
        except Impossible as impossible:
            where = f"columns.{self._column.name}.rate"
            self._context.refuse(where, impossible.message, impossible.instead)

    def sample(self, block: Block) -> Values:
        """Truths."""
        case = self.cases(block)
        ranks = self._ranks(block, case)
        rate = self.rates[-1] if case is None else np.array(self.rates)[case]
        return Booleans(ranks >= 1.0 - rate, self._words)
