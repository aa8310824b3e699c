"""A solved marginal: its quantile function, its cdf, its moments."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np

from rowsmith.engine.values import FloatArray


class Marginal(ABC):
    """The distribution of one number column, or of one of its cases.

    mean, sd: of the values that come out.
    low, high: the smallest and largest value that can come out (inclusive); may be infinite.
    discrete: whether only whole numbers come out.
    """

    discrete: bool = False

    def __init__(self, mean: float, sd: float, low: float, high: float) -> None:
        self.mean = mean
        self.sd = sd
        self.low = low
        self.high = high

    @abstractmethod
    def quantile(self, u: FloatArray) -> FloatArray:
        """The values of rank `u` (float64, one axis, in [0, 1)), within [low, high].

        Never falls as `u` rises, but for the last bit. A rank of 1 counts as just below 1.
        """

    @abstractmethod
    def cdf(self, x: FloatArray) -> FloatArray:
        """P(X <= x) for each of `x` (float64, one axis)."""


class Constant(Marginal):
    """One value, always."""

    def __init__(self, value: float, *, discrete: bool = False) -> None:
        super().__init__(value, 0.0, value, value)
        self.discrete = discrete

    def quantile(self, u: FloatArray) -> FloatArray:
        """`value` for every rank."""
        return np.full(len(u), self.mean)

    def cdf(self, x: FloatArray) -> FloatArray:
        """0 below the value, 1 from it on."""
        return (x >= self.mean).astype(np.float64)


class Uniform(Marginal):
    """Equally likely everywhere on [low, high]."""

    def __init__(self, low: float, high: float) -> None:
        super().__init__(low + 0.5 * (high - low), (high - low) / 12**0.5, low, high)

    def quantile(self, u: FloatArray) -> FloatArray:
        """Linear in the rank."""
        x = u * (self.high - self.low)
        x += self.low
        return np.minimum(x, self.high, out=x)

    def cdf(self, x: FloatArray) -> FloatArray:
        """Linear between the bounds."""
        return np.clip((x - self.low) / (self.high - self.low), 0.0, 1.0)
