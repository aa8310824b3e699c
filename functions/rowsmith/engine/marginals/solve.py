"""The one entry: a shape and what is stated of it, to a marginal."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import sqrt

from rowsmith.engine.marginals import continuous, counts, positive, stepped
from rowsmith.engine.marginals.continuous import ROUNDING
from rowsmith.engine.marginals.marginal import Constant, Marginal
from rowsmith.engine.marginals.request import Request, check
from rowsmith.engine.marginals.unreachable import Unreachable, figure
from rowsmith.schema.columns import Shape

_SOLVERS: dict[Shape, Callable[[Request], Marginal]] = {
    "uniform": continuous.uniform,
    "normal": continuous.normal,
    "lognormal": positive.lognormal,
    "exponential": positive.exponential,
    "gamma": positive.gamma,
    "beta": continuous.beta,
    "poisson": counts.poisson,
    "binomial": counts.binomial,
    "geometric": counts.geometric,
}
_COUNTS = frozenset(("poisson", "binomial", "geometric"))
# Below this share of the range or of the mean, an sd leaves nothing to draw.
_NO_SPREAD = 1e-12


def solve(
    shape: Shape,
    *,
    mean: float | None = None,
    sd: float | None = None,
    low: float | None = None,
    high: float | None = None,
    decimals: int | None = None,
) -> Marginal:
    """The marginal of this shape whose values have this mean and sd, within [low, high].

    What is None is open: bounds are then the shape's own, a mean or sd one that suits the shape
    and the bounds. An sd of 0, and equal bounds, give a constant. Solved to 1e-6 relative.

    decimals: how many are printed. Where that leaves at most 2,048 values, the marginal is one
    of those values, and mean and sd are of what is printed; a uniform gives each as much.
    Beyond, and with None, its values are not rounded.

    Raises Unreachable where no such distribution exists, or no level can be told.
    """
    figures = (None if value is None else float(value) for value in (mean, sd, low, high))
    return _solve(Request(shape, *figures), decimals)


@lru_cache(maxsize=256)
def _solve(request: Request, decimals: int | None) -> Marginal:
    check(request)
    if constant := _constant(request):
        return constant
    if decimals is None or request.shape in _COUNTS:
        return _SOLVERS[request.shape](request)
    if request.shape == "uniform":
        return _stepped_uniform(request, decimals) or continuous.uniform(request)
    if request.mean is not None and request.sd is not None and request.shape != "exponential":
        found = _stepped(request, request.mean, request.sd, request.floor, decimals)
        return found or _SOLVERS[request.shape](request)
    plain = _SOLVERS[request.shape](request)
    if request.shape == "exponential" and request.sd is None:
        bounds = {"low": plain.low, "high": plain.high}
        return stepped.exponential(mean=plain.mean, decimals=decimals, **bounds) or plain
    return _stepped(request, plain.mean, plain.sd, plain.low, decimals) or plain


def _stepped(
    request: Request, mean: float, sd: float, low: float, decimals: int
) -> Marginal | None:
    return stepped.stepped(
        request.shape, mean=mean, sd=sd, low=low, high=request.ceiling, decimals=decimals
    )


def _stepped_uniform(request: Request, decimals: int) -> Marginal | None:
    """All printed values equally often, where the figures stated are theirs."""
    if request.low is None or request.high is None:
        return None
    found = stepped.uniform(request.low, request.high, decimals)
    if found is None:
        return None
    mean, sd = request.mean, request.sd
    if mean is not None and abs(mean - found.mean) > ROUNDING * request.span:
        return None
    unrounded = request.span / sqrt(12.0)
    if sd is not None and min(abs(sd / found.sd - 1.0), abs(sd / unrounded - 1.0)) > ROUNDING:
        return None
    return found


def _constant(request: Request) -> Marginal | None:
    """The only value that the figures leave; None where there are more."""
    mean, sd = request.mean, request.sd
    discrete = request.shape in _COUNTS
    if not request.span:
        return Constant(request.floor, discrete=discrete)
    if sd is not None and sd <= _NO_SPREAD * abs(mean or 0.0):
        if mean is None:
            raise request.without_mean()
        return _whole_constant(request, mean) if discrete else Constant(mean)
    if mean is not None and mean in (request.low, request.high):
        if sd is None:
            return _whole_constant(request, mean) if discrete else Constant(mean)
        raise Unreachable(
            f"the mean {figure(mean)} is a bound itself: the sd is then 0", "sd", 0.0, 0.0
        )
    if discrete and mean == 0.0 and sd is None:
        return Constant(0.0, discrete=True)
    return None


def _whole_constant(request: Request, value: float) -> Marginal:
    if value != round(value):
        raise Unreachable(
            f"{request.name} makes whole numbers: with an sd of 0 its mean is whole too", "sd"
        )
    return Constant(value, discrete=True)
