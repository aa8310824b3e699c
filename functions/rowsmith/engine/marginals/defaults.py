"""The mean and the sd that a shape gets where they are not stated."""

from __future__ import annotations

from math import inf, isfinite, log

from rowsmith.engine.marginals.request import Request

_MEAN_SHARE = {"lognormal": 0.25, "gamma": 1.0 / 3.0, "exponential": 0.25, "geometric": 0.25}
"""Where between min and max the mean is put; the middle for the others."""

_FROM_ZERO = frozenset(("lognormal", "gamma", "exponential", "beta", "poisson", "binomial"))
"""Shapes that start at 0 where min is open."""

_SD_SHARE = {"normal": 0.25, "lognormal": 0.6, "gamma": 0.7}
"""The sd as a share of the mean, for shapes without both bounds."""

_SPANS_PER_SD = {"normal": 6.0, "beta": 5.0}
"""How many sd a shape's range is, where both bounds are given."""

# Far enough from what is possible at all that the shape is still recognised.
_OF_LARGEST = 0.6
_OF_NEAREST = 0.7


def mean(request: Request) -> float:
    """The stated mean, or one from the bounds and the sd. Raises Unreachable with neither."""
    if request.mean is not None:
        return request.mean
    low, high, sd = request.low, request.high, request.sd
    if low is None and high is not None and high > 0.0 and request.shape in _FROM_ZERO:
        low = 0.0
    if low is not None and high is not None:
        if request.shape == "lognormal" and low > 0.0:
            return _lognormal_mean(low, high)
        return low + (high - low) * _MEAN_SHARE.get(request.shape, 0.5)
    if sd is None:
        raise request.without_mean()
    if request.shape == "exponential":
        return (low or 0.0) + sd
    if request.shape in _SD_SHARE and low is not None:
        return low + sd / min(_SD_SHARE[request.shape], 1.0)
    if request.shape == "normal" and high is not None:
        return high - sd / _SD_SHARE["normal"]
    raise request.without_mean()


def _lognormal_mean(low: float, high: float) -> float:
    """The mean of the lognormal whose bounds are 3 sd of its logarithm from its median."""
    middle, sigma = 0.5 * (log(low) + log(high)), (log(high) - log(low)) / 6.0
    wanted = middle + 0.5 * sigma**2
    # A very wide range puts it beyond the bounds; a quarter of the way is then sensible.
    limit = log(low + 0.25 * (high - low))
    return float(2.718281828459045 ** min(wanted, limit))


def sd(request: Request, mean: float, largest: float) -> float:
    """The stated sd, or one that suits the shape and is well below `largest`."""
    if request.sd is not None:
        return request.sd
    limit = _OF_LARGEST * largest
    spans = _SPANS_PER_SD.get(request.shape)
    if spans is not None and isfinite(request.span):
        # Near a bound, no wider than leaves a single peak.
        nearest = min(mean - request.floor, request.ceiling - mean)
        return min(request.span / spans, limit, _OF_NEAREST * nearest)
    level = abs(mean)
    if request.shape in ("lognormal", "gamma"):
        origin = min(request.low or 0.0, 0.0)
        near = mean - request.floor if isfinite(request.floor) else inf
        return min(_SD_SHARE[request.shape] * (mean - origin), near, limit)
    if level:
        return min(_SD_SHARE[request.shape] * level, limit)
    return min(1.0, limit) if not isfinite(limit) else limit
