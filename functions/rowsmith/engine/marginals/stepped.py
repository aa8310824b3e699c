"""Continuous shapes that are printed with few distinct values: solved on those values.

Rounding a drawn number moves mean and sd, and gives a bound half a cell: a rating from 1 to 5
would have half as many fives as it should. So where at most 2,048 values can be printed, the
shape lives on them: each weighs what the density is at it, a bound as much as any other,
and the parameters are solved for so that the printed values have the mean and sd stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, exp, floor, inf, isfinite, log, sqrt

import numpy as np

from rowsmith.engine.marginals.coordinate import window_around
from rowsmith.engine.marginals.families import GAMMA, LOGNORMAL, NORMAL, Family
from rowsmith.engine.marginals.fitting import Statistics, fit, fit_level
from rowsmith.engine.marginals.lattice import Lattice, Rounded
from rowsmith.engine.marginals.marginal import Marginal, Uniform
from rowsmith.engine.marginals.unbounded import log_parameters
from rowsmith.engine.values import FloatArray

_MOST_VALUES = 2048
_FAMILIES = {"normal": NORMAL, "lognormal": LOGNORMAL, "gamma": GAMMA, "exponential": GAMMA}
# A bound this close to a printed value, in steps, is that value.
_SLACK = 1e-6
_NEGLIGIBLE = 1e-9
_POLE_NODES = 128
# Steps beyond where an unrounded shape ends.
_MARGIN = 40.0
# Weights below this share of the largest never come up.
_NEVER = 1e-17


@dataclass(frozen=True, slots=True)
class Steps:
    """Values that are whole multiples of 10^-decimals, within bounds."""

    decimals: int
    low: float
    high: float

    @property
    def scale(self) -> float:
        """How many steps make 1."""
        return 10.0**self.decimals

    @property
    def size(self) -> float:
        """From one value to the next."""
        return 1.0 / self.scale

    @property
    def first(self) -> float:
        """The lowest value, in steps; minus infinity without a bound."""
        return float(ceil(self.low * self.scale - _SLACK)) if isfinite(self.low) else -inf

    @property
    def last(self) -> float:
        """The highest value, in steps; infinity without a bound."""
        return float(floor(self.high * self.scale + _SLACK)) if isfinite(self.high) else inf

    @property
    def count(self) -> float:
        """How many there are; infinite without both bounds."""
        return self.last - self.first + 1

    def smallest_sd(self, mean: float) -> float:
        """The sd of the two values next to a mean, with that mean: no sd is smaller."""
        part = (mean * self.scale) % 1.0
        return sqrt(part * (1.0 - part)) / self.scale

    def values(self) -> FloatArray:
        """All of them, ascending; both bounds are finite."""
        # A division by a power of ten is as near to the decimal as a float can be.
        return np.arange(self.first, self.last + 1.0) / self.scale


def uniform(low: float, high: float, decimals: int) -> Marginal | None:
    """Every printed value on [low, high] equally often; None where there is none."""
    steps = Steps(decimals, low, high)
    if steps.count < 2:
        return None
    if steps.count <= _MOST_VALUES:
        values = steps.values()
        return Lattice(values, np.ones_like(values), discrete=decimals == 0)
    half = 0.5 * steps.size
    first, last = steps.first / steps.scale, steps.last / steps.scale
    return Rounded(Uniform(first - half, last + half), decimals, first, last)


def stepped(
    shape: str, *, mean: float, sd: float, low: float, high: float, decimals: int
) -> Marginal | None:
    """The shape on the values printed; None where they are too many, or too few to solve it.

    low, high: minus and plus infinity where there is no bound.
    """
    if shape not in _FAMILIES and shape != "beta":
        return None
    if shape in ("lognormal", "gamma") and not isfinite(low):
        low = 0.0
    if shape == "beta":
        low, high = (low if isfinite(low) else 0.0), (high if isfinite(high) else 1.0)
    if mean <= low:
        return None
    first, last = _reach(shape, mean, sd, low, high)
    room = _MARGIN * 10.0**-decimals
    steps = Steps(decimals, max(low, first - room), min(high, last + room))
    if not 2 <= steps.count <= _MOST_VALUES or sd < 1.001 * steps.smallest_sd(mean):
        return None
    values = steps.values()
    if not values[0] < mean < values[-1]:
        return None
    if shape == "beta":
        return _beta(values, mean, sd, steps.size)
    for origin in _origins(shape, low, steps.size):
        found = _member(_FAMILIES[shape], values, mean, sd, origin, steps.size)
        if found is not None and _ends(found, isfinite(low), isfinite(high)):
            return _lattice(values, found, mean, sd)
    return None


def _ends(weights: FloatArray, has_low: bool, has_high: bool) -> bool:
    """Whether the weights vanish where no bound ends them; else this is no such shape."""
    least = _NEGLIGIBLE * float(weights.max())
    return (has_low or weights[0] < least) and (has_high or weights[-1] < least)


def exponential(*, mean: float, low: float, high: float, decimals: int) -> Marginal | None:
    """The values printed from `low` on, each rarer by the same factor; its sd follows."""
    first, last = _reach("exponential", mean, mean - low, low, high)
    steps = Steps(decimals, low, min(high, last + _MARGIN * 10.0**-decimals))
    if mean <= first or not 2 <= steps.count <= _MOST_VALUES:
        return None
    values = steps.values()
    if not values[0] < mean < values[-1]:
        return None
    v = (values - mean) / (mean - low)
    tilt = fit_level(v, np.zeros_like(v))
    return None if tilt is None else _lattice(values, np.exp(tilt * v - (tilt * v).max()), mean)


def _reach(shape: str, mean: float, sd: float, low: float, high: float) -> tuple[float, float]:
    """Beyond these the shape has less than 1e-12 of its mass."""
    if shape == "normal":
        # Cut at one bound it may come close to an exponential from there.
        return mean - (40.0 if isfinite(high) else 9.0) * sd, mean + (
            40.0 if isfinite(low) else 9.0
        ) * sd
    if shape == "lognormal":
        mu, sigma = log_parameters(mean - min(low, 0.0), sd)
        return low, min(low, 0.0) + exp(min(mu + 7.0 * sigma, 700.0))
    if shape == "beta":
        return low, high
    return low, mean + 12.0 * sd + 40.0 * max(sd, sd * sd / (mean - low))


def _origins(shape: str, low: float, step: float) -> tuple[float, ...]:
    if shape == "normal":
        return (0.0,)
    if shape == "exponential":
        # The first value has a whole cell: it is the most frequent.
        return (low - 0.5 * step,)
    return (0.0, low) if low > 0.0 else (low,)


def _member(
    family: Family, values: FloatArray, mean: float, sd: float, origin: float, step: float
) -> FloatArray | None:
    """The weights of the family's member with this mean and sd; None where there is none."""
    nodes = _Nodes(values, np.zeros_like(values), np.zeros_like(values))
    c = 1.0
    if family.positive:
        c = sd / (mean - origin)
        nodes = _positive_nodes(values, mean, origin, step)
    v = (nodes.printed - mean) / sd
    t1, t2 = family.statistics(v, nodes.log_ratio, c)
    largest = family.largest_b(c)
    a, b = family.start(c)
    solved = fit(Statistics(v, t1, t2, nodes.base), (a, min(b, largest)), largest_b=largest)
    if solved is None:
        return None
    logs = nodes.base + solved[0] * t1 + solved[1] * t2
    weights: FloatArray = np.exp(logs - logs.max())
    first = len(weights) - len(values) + 1
    return np.concatenate(([weights[:first].sum()], weights[first:]))


@dataclass(frozen=True, slots=True)
class _Nodes:
    """Where a density is taken: one place a value, or many for the first.

    printed: the value each is printed as. log_ratio: log(x / mean), from the origin. base: the
    logarithm of its width in steps.
    """

    printed: FloatArray
    log_ratio: FloatArray
    base: FloatArray


def _positive_nodes(values: FloatArray, mean: float, origin: float, step: float) -> _Nodes:
    """Every value; what is rounded to the origin is the half step above it, pole and all."""
    level = mean - origin
    above = values - origin
    if above[0] > 0.25 * step:
        return _Nodes(values, np.log(above / level), np.zeros_like(values))
    half = 0.5 * step
    window = window_around(0.5 * half, 0.5 * half, 0.0, half, 1.0, pole=True)
    t = window.nodes(_POLE_NODES)
    base = window.coordinate.log_slope(t) + log(0.5 * float(t[1] - t[0]))
    log_ratio = window.coordinate.log_above_low(t) - log(level)
    return _Nodes(
        np.concatenate((np.full(_POLE_NODES, values[0]), values[1:])),
        np.concatenate((log_ratio, np.log(above[1:] / level))),
        np.concatenate((base, np.zeros(len(values) - 1))),
    )


def _beta(values: FloatArray, mean: float, sd: float, step: float) -> Marginal | None:
    """Powers of the distances from the bounds, which lie half a step beyond the values."""
    span = float(values[-1] - values[0]) + step
    share = (values - values[0] + 0.5 * step) / span
    centre, spread = (mean - float(values[0]) + 0.5 * step) / span, sd / span
    total = max(centre * (1.0 - centre) / spread**2 - 1.0, 0.1)
    start = (centre * total - 1.0, (1.0 - centre) * total - 1.0)
    t1, t2 = np.log(share), np.log1p(-share)
    solved = fit(Statistics((values - mean) / sd, t1, t2, np.zeros_like(share)), start)
    if solved is None:
        return None
    logs = solved[0] * t1 + solved[1] * t2
    return _lattice(values, np.exp(logs - logs.max()), mean, sd)


def _lattice(
    values: FloatArray, weights: FloatArray, mean: float, sd: float | None = None
) -> Marginal:
    kept = np.flatnonzero(weights > _NEVER)
    inner = slice(int(kept[0]), int(kept[-1]) + 1)
    whole = bool((values == np.rint(values)).all())
    return Lattice(values[inner], weights[inner], mean=mean, sd=sd, discrete=whole)
