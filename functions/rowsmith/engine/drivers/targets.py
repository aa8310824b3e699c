"""What a driver moves, and how well it can then be predicted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

import numpy as np

from rowsmith.engine.drivers.latent import Bins, RankTable
from rowsmith.engine.drivers.learnability import best_accuracy, best_auc, best_r2
from rowsmith.engine.values import FloatArray

Metric: TypeAlias = Literal["auc", "accuracy", "r2"]

EASY_TO_HARD: dict[Metric, dict[str, float]] = {
    "auc": {"easy": 0.90, "medium": 0.82, "hard": 0.72},
    "r2": {"easy": 0.80, "medium": 0.55, "hard": 0.30},
}
"""The best possible score that each difficulty stands for.

They span what learners meet: of fifty public datasets most lie at an AUC of 0.70 to 0.94.
An ordered category takes the figures of r2 as the share explained itself.
"""

_COARSE = 257


class Target(Protocol):
    """A driven column: `metric` names the best possible score that `measure` computes."""

    @property
    def metric(self) -> Metric:
        """What `measure` computes."""
        ...

    def measure(self, bins: Bins, p: float) -> float:
        """The best possible score where a share `p` of the latent is explained."""
        ...


@dataclass(frozen=True, slots=True)
class BooleanTarget:
    """Rates of true, by case."""

    rates: Sequence[float]
    metric: Metric = "auc"

    def measure(self, bins: Bins, p: float) -> float:
        """Best possible AUC."""
        return best_auc(bins, self.rates, p)


@dataclass(frozen=True, slots=True)
class CategoryTarget:
    """Shares of the levels, by case."""

    shares: Sequence[FloatArray]
    metric: Metric = "accuracy"

    def measure(self, bins: Bins, p: float) -> float:
        """Best possible accuracy."""
        cumulated = [np.cumsum(shares)[:-1] for shares in self.shares]
        return best_accuracy(bins, [np.clip(c, 1e-9, 1 - 1e-9) for c in cumulated], p)


@dataclass(frozen=True, slots=True)
class NumberTarget:
    """From ranks to numbers, by case."""

    values: Sequence[Callable[[FloatArray], FloatArray]]
    metric: Metric = "r2"

    def measure(self, bins: Bins, p: float) -> float:
        """Best possible R2."""
        of_latent: list[Callable[[FloatArray], FloatArray]] = []
        present = set(np.unique(bins.case).tolist())
        for number, value in enumerate(self.values):
            if number in present:
                of_latent.append(_composed(value, RankTable.of(bins.of_case(number), p, _COARSE)))
            else:
                of_latent.append(value)
        return best_r2(bins, of_latent, p)


def _composed(
    value: Callable[[FloatArray], FloatArray], ranks: RankTable
) -> Callable[[FloatArray], FloatArray]:
    return lambda latent: value(ranks(latent))
