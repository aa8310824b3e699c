"""Uniform, normal and beta: from what is asked to a marginal, or to a refusal."""

from __future__ import annotations

from math import inf, isfinite, log, sqrt

import numpy as np

from rowsmith.engine.marginals import defaults
from rowsmith.engine.marginals.coordinate import Coordinate, Window
from rowsmith.engine.marginals.cut import cut_marginal
from rowsmith.engine.marginals.exponential import largest_normal_sd
from rowsmith.engine.marginals.families import NORMAL
from rowsmith.engine.marginals.marginal import Marginal, Uniform
from rowsmith.engine.marginals.request import Request, check
from rowsmith.engine.marginals.tabulate import half_tables
from rowsmith.engine.marginals.tabulated import Tabulated
from rowsmith.engine.marginals.unbounded import (
    free_normal,
    normal_is_cut,
)
from rowsmith.engine.marginals.unreachable import Unreachable, figure
from rowsmith.engine.values import FloatArray

ROUNDING = 0.01
"""How far a figure that repeats what the others say may be off, being rounded."""


def uniform(request: Request) -> Marginal:
    """Bounds alone; or mean and sd: mean +- sd sqrt(3), which must lie within the bounds."""
    low, high, mean, sd = request.low, request.high, request.mean, request.sd
    if low is not None and high is not None:
        return _uniform_between(request, low, high)
    if mean is None:
        if sd is None or (low is None and high is None):
            raise request.without_mean()
        half = sd * sqrt(3.0)
        mean = low + half if low is not None else request.ceiling - half
    if sd is None:
        if low is None and high is None:
            raise Unreachable("a uniform needs min and max, or a mean and an sd", "sd")
        half = mean - low if low is not None else request.ceiling - mean
        return Uniform(mean - half, mean + half)
    half = sd * sqrt(3.0)
    room = min(mean - request.floor, request.ceiling - mean)
    if half > room * (1.0 + 1e-9):
        raise request.too_wide(mean, room / sqrt(3.0), "; use gamma, lognormal or beta")
    half = min(half, room)
    return Uniform(mean - half, mean + half)


def _uniform_between(request: Request, low: float, high: float) -> Marginal:
    """On all of [low, high] where the figures are its own; on a part of it for a smaller sd."""
    whole = Uniform(low, high)
    mean = whole.mean if request.mean is None else request.mean
    sd = request.sd
    is_centred = abs(mean - whole.mean) <= ROUNDING * (high - low)
    if is_centred and (sd is None or abs(sd - whole.sd) <= ROUNDING * whole.sd):
        return whole
    room = min(mean - low, high - mean) / sqrt(3.0)
    if sd is None:
        message = (
            f"a uniform{request.bounds} has a mean of {figure(whole.mean)}; for a mean of "
            f"{figure(mean)} use beta, or give an sd of at most {figure(room)}"
        )
        raise Unreachable(message, "mean", whole.mean, whole.mean)
    if sd > room * (1.0 + 1e-9):
        raise request.too_wide(mean, room, "; use beta")
    half = min(sd, room) * sqrt(3.0)
    return Uniform(mean - half, mean + half)


def normal(request: Request) -> Marginal:
    """A normal, cut at the bounds and solved for what is left."""
    mean = defaults.mean(request)
    low, high = request.floor, request.ceiling
    largest = largest_normal_sd(mean, low, high)
    sd = defaults.sd(request, mean, largest)
    if not normal_is_cut(mean, sd, low, high):
        return free_normal(mean, sd, low, high)
    solved = None
    if sd < largest:
        solved = cut_marginal(NORMAL, mean=mean, sd=sd, low=low, high=high)
    if solved is None:
        instead = "; use beta" if isfinite(request.span) else "; use gamma or lognormal"
        raise request.too_wide(mean, largest, instead if isfinite(low) else "")
    return solved


_NEAREST = 1e-9


def beta(request: Request) -> Marginal:
    """A beta on [min, max], by default [0, 1]: any mean and sd that bounds allow."""
    if request.high is None and request.low not in (None, 0.0):
        raise Unreachable("a beta needs min and max", "high", request.low, None)
    low = 0.0 if request.low is None else request.low
    high = 1.0 if request.high is None else request.high
    if low >= high:
        raise Unreachable("a beta needs min and max", "low", None, high)
    request = Request(request.shape, request.mean, request.sd, low, high)
    check(request)
    mean = defaults.mean(request)
    if not low < mean < high:
        raise request.level_outside(mean)
    largest = sqrt((mean - low) * (high - mean))
    sd = defaults.sd(request, mean, largest)
    share, spread = (mean - low) / (high - low), sd / (high - low)
    total = share * (1.0 - share) / spread**2 - 1.0
    if total < 1e-3:
        raise request.too_wide(mean, largest * sqrt(1.0 / 1.001), "")
    if total > 1e10:
        return free_normal(mean, sd, low, high)
    return _beta(share * total, (1.0 - share) * total, mean, sd, low, high)


def _beta(
    first: float, second: float, mean: float, sd: float, low: float, high: float
) -> Tabulated:
    """The beta with powers `first` - 1 at low and `second` - 1 at high."""
    # Both ends are powers: the tables end in exponential tails, the line need not bend.
    coordinate = Coordinate(low, high, centre=-inf)
    bottom, top = mean - 40.0 * sd, mean + 40.0 * sd
    nearest = _NEAREST * min(sd, mean - low, high - mean)
    start = log(max(bottom - low, nearest)) - log(high - max(bottom, low))
    stop = log(min(top, high) - low) - log(max(high - top, nearest))

    def log_density(t: FloatArray) -> FloatArray:
        return -first * np.logaddexp(0.0, -t) - second * np.logaddexp(0.0, t)

    lower, upper = half_tables(Window(coordinate, start, stop), log_density)
    return Tabulated(coordinate.x(lower), coordinate.x(upper), mean=mean, sd=sd, low=low, high=high)
