"""`category` and `boolean`: shares and rates, by case and by rank."""

from __future__ import annotations

import numpy as np

from rowsmith.engine.block import Block
from rowsmith.engine.defuse import defused
from rowsmith.engine.draw import weighted_table
from rowsmith.engine.samplers.base import Cases, Context, by_case
from rowsmith.engine.samplers.missing_words import warn_of_missing_words
from rowsmith.engine.values import Booleans, FloatArray, Text, TextTable, Values
from rowsmith.schema.columns import BooleanColumn, CategoryColumn, Level


def level_weights(levels: list[Level], values: list[str]) -> FloatArray:
    """The share of each of `values`, summing to 1; what is left goes to levels without one."""
    stated = {level.value: level.share for level in levels if level.share is not None}
    total = sum(stated.values())
    scale = 1.0 if total <= 1.5 else 100.0
    unstated = [level.value for level in levels if level.share is None]
    rest = max(0.0, 1.0 - total / scale)
    weights = {value: share / scale for value, share in stated.items()}
    weights.update({value: rest / len(unstated) for value in unstated})
    found = np.array([weights.get(value, 0.0) for value in values])
    shares: FloatArray = found / found.sum()
    return shares


class CategorySampler:
    """Codes into the category's values."""

    def __init__(self, column: CategoryColumn, context: Context) -> None:
        values = column.level_values
        shown = [defused(value) for value in values]
        warn_of_missing_words(column.name, shown, context)
        self.table = TextTable.of(shown, ascending=bool(column.ordered))
        self.cases = Cases(column.cases)
        levels = [case.values for case in column.cases or ()] + [column.values]
        self.shares = [level_weights(of_case, values) for of_case in levels]
        self._drawn = [weighted_table(tuple(shares.tolist())) for shares in self.shares]
        self._ranks = context.ranks.get(column.name)
        self._name = column.name

    def sample(self, block: Block) -> Values:
        """Codes by independent bits, or by driven ranks in the order of the values."""
        case = self.cases(block)
        if self._ranks is not None:
            ranks = self._ranks(block, case)
            codes = by_case(case, ranks, [table.quantile_codes for table in self._drawn])
        else:
            bits = block.streams(self._name).bits("code")
            codes = by_case(case, bits, [table.codes for table in self._drawn])
        return Text.coded(codes, self.table)


class BooleanSampler:
    """True where the rank is in the top `rate`, of the case where there are cases."""

    def __init__(self, column: BooleanColumn, context: Context) -> None:
        self.cases = Cases(column.cases)
        self.rates = [case.rate for case in column.cases or ()] + [column.rate]
        words = [defused(word) for word in column.words or ()]
        warn_of_missing_words(column.name, words, context)
        self._words = (words[0], words[1]) if words else None
        self._ranks = context.rank_source(column.name)

    def sample(self, block: Block) -> Values:
        """Truths."""
        case = self.cases(block)
        ranks = self._ranks(block, case)
        rate = self.rates[-1] if case is None else np.array(self.rates)[case]
        return Booleans(ranks >= 1.0 - rate, self._words)
