"""What is asked of a shape, checked as far as every shape is concerned."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite, sqrt

from rowsmith.engine.marginals.unreachable import (
    Unreachable,
    between,
    figure,
    figure_below,
    strictly,
)
from rowsmith.schema.columns import Shape


@dataclass(frozen=True, slots=True)
class Request:
    """A shape with the figures stated; None is open. Bounds are inclusive."""

    shape: Shape
    mean: float | None = None
    sd: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def floor(self) -> float:
        """The lower bound, or minus infinity."""
        return -inf if self.low is None else self.low

    @property
    def ceiling(self) -> float:
        """The upper bound, or infinity."""
        return inf if self.high is None else self.high

    @property
    def span(self) -> float:
        """From bound to bound; infinite where one is open."""
        return self.ceiling - self.floor

    @property
    def bounds(self) -> str:
        """The bounds in words."""
        return between(self.low, self.high)

    @property
    def name(self) -> str:
        """The shape with its article."""
        return f"an {self.shape}" if self.shape == "exponential" else f"a {self.shape}"

    def without_mean(self) -> Unreachable:
        """The refusal of a shape whose level nothing tells."""
        return Unreachable(f"{self.name} needs a mean, or min and max", "mean")

    def level_outside(self, mean: float) -> Unreachable:
        """The refusal of a mean that is not strictly inside the bounds."""
        text = f"the mean {figure(mean)} of {self.name} must lie{strictly(self.low, self.high)}"
        return Unreachable(text, "mean", self.low, self.high)

    def too_wide(self, mean: float, largest: float, instead: str) -> Unreachable:
        """The refusal of an sd above `largest`; `instead` names what could reach more."""
        text = f"the sd of {self.name} with a mean of {figure(mean)}{self.bounds} is at most "
        return Unreachable(f"{text}{figure_below(largest)}{instead}", "sd", 0.0, largest)

    def too_narrow(self, mean: float, smallest: float, instead: str) -> Unreachable:
        """The refusal of an sd below `smallest`; `instead` names what could reach less."""
        text = f"the sd of {self.name} with a mean of {figure(mean)}{self.bounds} is at least "
        return Unreachable(f"{text}{figure(smallest)}{instead}", "sd", smallest, None)


def check(request: Request) -> None:
    """Refuse what no distribution at all could have. Raises Unreachable."""
    mean, sd = request.mean, request.sd
    for value in (mean, sd, request.low, request.high):
        if value is not None and not isfinite(value):
            raise Unreachable("mean, sd, min and max are finite numbers", "mean")
    if request.floor > request.ceiling:
        message = f"min {figure(request.floor)} is above max {figure(request.ceiling)}"
        raise Unreachable(message, "high", request.floor, None)
    if sd is not None and sd < 0:
        raise Unreachable("sd is at least 0", "sd", 0.0, None)
    if mean is None:
        return
    if not request.floor <= mean <= request.ceiling:
        raise request.level_outside(mean)
    if sd and isfinite(request.span):
        largest = sqrt((mean - request.floor) * (request.ceiling - mean))
        if sd > largest:
            text = f"whatever the shape, the sd with a mean of {figure(mean)}{request.bounds}"
            raise Unreachable(f"{text} is at most {figure_below(largest)}", "sd", 0.0, largest)
