"""Lognormal, gamma and exponential: from what is asked to a marginal, or to a refusal."""

from __future__ import annotations

from math import inf, isfinite, sqrt

from rowsmith.engine.marginals import defaults
from rowsmith.engine.marginals.cut import cut_marginal
from rowsmith.engine.marginals.exponential import Exponential
from rowsmith.engine.marginals.families import GAMMA, LOGNORMAL
from rowsmith.engine.marginals.gamma import (
    free_gamma,
    gamma_is_cut,
    largest_gamma_sd,
)
from rowsmith.engine.marginals.marginal import Marginal
from rowsmith.engine.marginals.request import Request, check
from rowsmith.engine.marginals.unbounded import (
    free_lognormal,
    largest_lognormal_sd,
    lognormal_is_cut,
)
from rowsmith.engine.marginals.unreachable import Unreachable, figure

# An exponential's sd may be this share of the natural one before it is no longer its shape.
_NARROWEST = 0.9


def lognormal(request: Request) -> Marginal:
    """A lognormal from 0, cut at the bounds; from min where that is below 0 or cannot be met."""
    mean = defaults.mean(request)
    low, high = _positive_bounds(request, mean)
    sd = defaults.sd(request, mean, sqrt((mean - low) * (high - mean)))
    for origin in _origins(low):
        if not lognormal_is_cut(mean - origin, sd, low - origin, high - origin):
            return free_lognormal(mean, sd, origin=origin, low=low, high=high)
        if solved := cut_marginal(LOGNORMAL, mean=mean, sd=sd, low=low, high=high, origin=origin):
            return solved
    origin = min(low, 0.0)
    largest = largest_lognormal_sd(mean - origin, low - origin, high - origin)
    raise request.too_wide(mean, largest, "; use beta")


def gamma(request: Request) -> Marginal:
    """A gamma from 0, cut at the bounds; from min where that is below 0 or cannot be met.

    Between bounds its rate may be negative: wide ones have a second peak at max.
    """
    mean = defaults.mean(request)
    low, high = _positive_bounds(request, mean)
    sd = defaults.sd(request, mean, 0.9 * sqrt((mean - low) * (high - mean)))
    return _gamma(request, mean, sd, high, _origins(low))


def _gamma(
    request: Request, mean: float, sd: float, high: float, origins: tuple[float, ...]
) -> Marginal:
    """The gamma on [low, high], low being the last of `origins`: the first that reaches it."""
    low = origins[-1]
    largest = largest_gamma_sd(mean, low, inf)
    if sd > largest:
        instead = "; use beta" if isfinite(high) else "; use lognormal"
        raise request.too_wide(mean, largest, instead)
    for origin in origins:
        if not gamma_is_cut(mean - origin, sd, low - origin, high - origin):
            return free_gamma(mean, sd, origin=origin, low=low, high=high)
        if solved := cut_marginal(GAMMA, mean=mean, sd=sd, low=low, high=high, origin=origin):
            return solved
    raise request.too_wide(mean, largest_gamma_sd(mean, low, high), "; use beta")


def _positive_bounds(request: Request, mean: float) -> tuple[float, float]:
    """The bounds of a shape that starts at 0 unless min is given."""
    low = 0.0 if request.low is None else request.low
    _check_level(request, mean, low)
    check(Request(request.shape, mean, request.sd, low, request.high))
    return low, request.ceiling


def _check_level(request: Request, mean: float, low: float) -> None:
    """Refuse a mean that is not strictly between where the shape starts and max."""
    if mean >= request.ceiling:
        raise request.level_outside(mean)
    if mean <= low:
        message = f"{request.name} starts at 0: for a mean of {figure(mean)} give a min below it"
        raise Unreachable(message, "mean", low, request.high)


def _origins(low: float) -> tuple[float, ...]:
    return (0.0, low) if low > 0.0 else (low,)


def exponential(request: Request) -> Marginal:
    """An exponential that starts at min (0, or mean - sd where min is open).

    An sd above that of the shape makes it a gamma that falls more steeply at its start.
    """
    mean = defaults.mean(request)
    low = _exponential_start(request, mean)
    _check_level(request, mean, low)
    plain = Exponential(mean, low, request.ceiling)
    sd = plain.sd if request.sd is None else request.sd
    if abs(sd / plain.sd - 1.0) < 1e-6:
        return plain
    if sd < _NARROWEST * plain.sd:
        raise request.too_narrow(mean, plain.sd, "; use gamma")
    request = Request(request.shape, mean, sd, low, request.high)
    check(request)
    return _gamma(request, mean, sd, request.ceiling, (low,))


def _exponential_start(request: Request, mean: float) -> float:
    """Where it starts: at min, else at 0, unless mean and sd put it elsewhere."""
    if request.low is not None:
        return request.low
    if (
        request.sd is not None
        and request.high is None
        and (mean <= 0.0 or request.sd < _NARROWEST * mean)
    ):
        return mean - request.sd
    return 0.0
