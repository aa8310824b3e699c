"""The shapes of whole numbers: from what is asked to a marginal, or to a refusal.

Each is a row of log probabilities on the whole numbers within the bounds, tilted until mean
and sd are those asked for. Without an sd, and where it is the shape's own, the shape is the
textbook's. Another sd takes the family's nearest relative:

    poisson     wider: negative binomial; narrower: Conway-Maxwell-Poisson
    binomial    wider or narrower: Conway-Maxwell-binomial
    geometric   wider: negative binomial; narrower is refused

Too many whole numbers to list (24,000) are no longer told from a rounded continuous shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, inf, isfinite, sqrt

import numpy as np

from rowsmith.engine.marginals import continuous, defaults, positive
from rowsmith.engine.marginals.fitting import Statistics, fit, fit_level
from rowsmith.engine.marginals.lattice import Lattice, Rounded
from rowsmith.engine.marginals.marginal import Constant, Marginal
from rowsmith.engine.marginals.request import Request, check
from rowsmith.engine.marginals.unreachable import Unreachable, figure
from rowsmith.engine.values import FloatArray

_MOST_VALUES = 24_000
# An exponential, rounded, is a geometric: there is no need to list as many.
_MOST_PLAIN = 3_000
_SAME_SD = 1e-6
_SLACK = 1e-6
_NARROWEST_GEOMETRIC = 0.9


@dataclass(frozen=True, slots=True)
class _Counts:
    """Whole numbers `k` (ascending) that hold nearly all of a distribution, and its figures.

    The logarithm of k! and of Gamma(k + r) is only needed up to terms linear in k.
    """

    k: FloatArray
    mean: float

    def v(self, sd: float) -> FloatArray:
        """Distances from the mean in units of sd."""
        return (self.k - self.mean) / sd

    def log_factorial(self) -> FloatArray:
        """log k! - k log mean, up to a constant."""
        return _running(np.log(self.k[1:] / self.mean))

    def log_choose(self, n: float) -> FloatArray:
        """The logarithm of n over k, less its slope at the mean, up to a constant."""
        k = self.k[1:]
        odds = self.mean / (n - self.mean)
        return _running(np.log((n - k + 1.0) / k * odds))

    def log_negative_binomial(self, r: float) -> FloatArray:
        """The log probability of the negative binomial of power `r`, up to a constant."""
        k = self.k[1:]
        return _running(np.log((k + r - 1.0) / k * (self.mean / (self.mean + r))))


def _running(steps: FloatArray) -> FloatArray:
    """The sum of the steps before each place, beginning with 0."""
    return np.concatenate(([0.0], np.cumsum(steps)))


def poisson(request: Request) -> Marginal:
    """A Poisson from 0, within the bounds."""
    request, mean = _whole(request, start=0.0)
    low, high = request.floor, request.ceiling
    wide = request.sd or sqrt(mean)
    if _listed(mean, wide, low, high) > _MOST_VALUES:
        return _rounded(request, mean, max(wide, sqrt(mean)) > 1.001 * sqrt(mean))
    counts = _counts(mean, wide, low, high)
    plain = _tilted(counts, -counts.log_factorial(), sqrt(mean))
    if plain is None:
        raise request.level_outside(mean)
    if request.sd is None or abs(request.sd / plain.sd - 1.0) < _SAME_SD:
        return plain
    if request.sd > plain.sd:
        return _negative_binomial(request, counts, request.sd)
    curve = counts.log_factorial() * (2.0 * mean / request.sd**2)
    return _bent(request, counts, request.sd, np.zeros_like(counts.k), curve)


def geometric(request: Request) -> Marginal:
    """A geometric that starts at min; where that is open at 1, or 0 for a mean of at most 1."""
    stated = defaults.mean(request)
    request, mean = _whole(request, start=1.0 if stated > 1.0 else 0.0)
    low, high = request.floor, request.ceiling
    own = sqrt((mean - low) * (mean - low + 1.0))
    wide = request.sd or own
    most = _MOST_PLAIN if wide <= own else _MOST_VALUES
    if _listed(mean, max(wide, own), low, high) > most:
        # From half a step below min, an exponential gives every whole number its whole share.
        top = None if request.high is None else high + 0.5
        inner = positive.exponential(Request("exponential", mean, request.sd, low - 0.5, top))
        return Rounded(inner, 0, low, high)
    counts = _counts(mean, max(wide, own), low, high)
    plain = _tilted(counts, np.zeros_like(counts.k), own)
    if plain is None:
        raise request.level_outside(mean)
    sd = plain.sd if request.sd is None else request.sd
    if abs(sd / plain.sd - 1.0) < _SAME_SD:
        return plain
    if sd < _NARROWEST_GEOMETRIC * plain.sd:
        raise request.too_narrow(mean, plain.sd, "; use poisson or binomial")
    shifted = _Counts(counts.k - low, mean - low)
    return _negative_binomial(request, shifted, sd, shift=low)


def binomial(request: Request) -> Marginal:
    """A binomial of `high` trials; from mean and sd where that is open."""
    if request.high is None:
        request = Request(request.shape, request.mean, request.sd, request.low, _trials(request))
    trials = floor(request.ceiling)
    request, mean = _whole(request, start=0.0)
    low, high = request.floor, request.ceiling
    own = sqrt(mean * (1.0 - mean / trials))
    wide = request.sd or own
    if _listed(mean, wide, low, high) > _MOST_VALUES:
        return _rounded(request, mean, wide > 1.001 * own)
    counts = _counts(mean, wide, low, high)
    plain = _tilted(counts, counts.log_choose(trials), own)
    if plain is None:
        raise request.level_outside(mean)
    if request.sd is None or abs(request.sd / plain.sd - 1.0) < _SAME_SD:
        return plain
    curve = counts.log_choose(trials) * (-2.0 * own**2 / request.sd**2)
    return _bent(request, counts, request.sd, np.zeros_like(counts.k), curve)


def _trials(request: Request) -> float:
    """The number of trials of a binomial with this mean and sd."""
    mean, sd = request.mean, request.sd
    if mean is None or sd is None:
        raise Unreachable("a binomial needs max, its number of trials", "high")
    if mean <= 0.0 or sd * sd >= mean:
        largest = sqrt(max(mean, 0.0))
        raise request.too_wide(mean, largest, "; use poisson, or give max, its number of trials")
    return float(max(ceil(mean * mean / (mean - sd * sd) - _SLACK), floor(mean) + 1))


def _whole(request: Request, *, start: float) -> tuple[Request, float]:
    """The request with whole bounds, and its mean strictly inside them.

    A geometric may start anywhere, the others are at least 0 whatever min says.
    """
    low = start if request.low is None else float(ceil(request.low))
    high = None if request.high is None else float(floor(request.high))
    if request.shape != "geometric":
        low = max(low, 0.0)
    inner = Request(request.shape, request.mean, request.sd, low, high)
    mean = defaults.mean(inner)
    inner = Request(request.shape, mean, request.sd, low, high)
    check(inner)
    if not inner.floor < mean < inner.ceiling:
        raise inner.level_outside(mean)
    return inner, mean


def _reach(mean: float, sd: float, low: float, high: float) -> tuple[float, float]:
    """The first and last whole number that count: beyond is less than 1e-9 of the mass."""
    below = 12.0 * sd + 20.0
    above = below + 20.0 * sd * sd / (mean - low)
    return max(low, float(floor(mean - below))), min(high, float(ceil(mean + above)))


def _listed(mean: float, sd: float, low: float, high: float) -> float:
    first, last = _reach(mean, sd, low, high)
    return last - first


def _counts(mean: float, sd: float, low: float, high: float) -> _Counts:
    first, last = _reach(mean, sd, low, high)
    return _Counts(np.arange(first, last + 1.0), mean)


def _rounded(request: Request, mean: float, wider: bool) -> Marginal:
    """So many whole numbers that rounding a continuous shape shows nowhere."""
    shape = positive.gamma if wider else continuous.normal
    sd = request.sd
    if sd is None:
        trials = request.ceiling if request.shape == "binomial" else inf
        sd = sqrt(mean * (1.0 - mean / trials))
    return Rounded(shape(Request(request.shape, mean, sd, request.low, request.high)))


def _tilted(counts: _Counts, base: FloatArray, sd: float) -> Marginal | None:
    """The exponential tilt of `base` with the mean asked for."""
    v = counts.v(sd)
    tilt = fit_level(v, base)
    return None if tilt is None else _lattice(counts.k, base + tilt * v)


def _lattice(k: FloatArray, logs: FloatArray, mean: float | None = None) -> Marginal:
    weights = np.exp(logs - logs.max())
    # What lies beyond 1e-17 of the peak never comes up.
    kept = np.flatnonzero(weights > 1e-17)
    if len(kept) == 1:
        return Constant(float(k[kept[0]]), discrete=True)
    first, last = int(kept[0]), int(kept[-1]) + 1
    return Lattice(k[first:last], weights[first:last], mean=mean)


def _negative_binomial(
    request: Request, counts: _Counts, sd: float, shift: float = 0.0
) -> Marginal:
    """The negative binomial with this mean and sd; cut, its tilt that has them."""
    mean = counts.mean
    excess = max(sd * sd - mean, 0.02 * mean)
    r = mean * mean / excess
    base = counts.log_negative_binomial(r)
    # What an increase of r changes, scaled like the others to be close to -v^2.
    steps = 1.0 / (r + counts.k[1:] - 1.0) - 1.0 / (r + mean)
    curve = _running(steps) * (-2.0 * (r + mean) ** 2 / sd**2 / max(mean, 1.0))
    return _bent(request, counts, sd, base, curve, start=(0.0, 0.0), shift=shift)


def _bent(
    request: Request,
    counts: _Counts,
    sd: float,
    base: FloatArray,
    curve: FloatArray,
    *,
    start: tuple[float, float] = (0.0, -0.5),
    shift: float = 0.0,
) -> Marginal:
    """The member exp(base + a v + b curve) with the mean and sd asked for."""
    v = counts.v(sd)
    solved = fit(Statistics(v, v, curve, base), start)
    if solved is None:
        raise _no_sd(request, counts.mean + shift, sd)
    a, b = solved
    return _lattice(counts.k + shift, base + a * v + b * curve)


def _no_sd(request: Request, mean: float, sd: float) -> Unreachable:
    """The refusal of an sd that whole numbers within the bounds cannot have."""
    part = mean - floor(mean)
    smallest = sqrt(part * (1.0 - part))
    if sd <= smallest * 1.05:
        return request.too_narrow(mean, smallest, "")
    if isfinite(request.span):
        return request.too_wide(mean, sqrt((mean - request.floor) * (request.ceiling - mean)), "")
    text = f"{request.name} with a mean of {figure(mean)} has no sd of {figure(sd)}"
    return Unreachable(f"{text}; try another, or none", "sd")
