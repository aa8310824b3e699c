"""The one entry: a shape and what is stated of it, to a marginal."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from rowsmith.engine.marginals import continuous, counts
from rowsmith.engine.marginals.marginal import Constant, Marginal
from rowsmith.engine.marginals.request import Request, check
from rowsmith.engine.marginals.unreachable import Unreachable, figure
from rowsmith.schema.columns import Shape

_SOLVERS: dict[Shape, Callable[[Request], Marginal]] = {
    "uniform": continuous.uniform,
    "normal": continuous.normal,
    "lognormal": continuous.lognormal,
    "exponential": continuous.exponential,
    "gamma": continuous.gamma,
    "beta": continuous.beta,
    "poisson": counts.poisson,
    "binomial": counts.binomial,
    "geometric": counts.geometric,
}
_COUNTS = frozenset(("poisson", "binomial", "geometric"))
# Below this share of the range or of the mean, an sd leaves nothing to draw.
_NO_SPREAD = 1e-12


@lru_cache(maxsize=1024)
def solve(
    shape: Shape,
    *,
    mean: float | None = None,
    sd: float | None = None,
    low: float | None = None,
    high: float | None = None,
) -> Marginal:
    """The marginal of this shape whose values have this mean and sd, within [low, high].

    What is None is open: bounds are then the shape's own, a mean or sd one that suits the shape
    and the bounds. An sd of 0, and equal bounds, give a constant. Solved to 1e-6 relative.

    Raises Unreachable where no such distribution exists, or no level can be told.
    """
    request = Request(shape, mean, sd, low, high)
    check(request)
    return _constant(request) or _SOLVERS[shape](request)


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
