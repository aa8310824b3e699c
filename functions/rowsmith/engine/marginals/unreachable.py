"""What is raised when a shape cannot have the mean, sd and bounds asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Quantity = Literal["mean", "sd", "low", "high"]


@dataclass(eq=False)
class Unreachable(ValueError):
    """No distribution of this shape has these figures.

    message: one sentence for the caller, with what could be reached.
    quantity: the figure to change.
    at_least, at_most: its reachable range where the other figures stay; None is no limit.
    """

    message: str
    quantity: Quantity
    at_least: float | None = None
    at_most: float | None = None

    def __str__(self) -> str:
        return self.message


def figure(value: float) -> str:
    """A figure for a message: four digits, without an exponent where it can be."""
    if value == 0 or 1e-4 <= abs(value) < 1e15:
        digits = max(0, 4 - len(str(int(abs(value))))) if abs(value) >= 1 else 4
        text = f"{value:.{digits}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return f"{value:.4g}"


def figure_below(value: float) -> str:
    """`figure` of a limit from above: never rounded past it."""
    return figure(value * (1 - 5e-4)) if float(figure(value)) > value else figure(value)


def between(low: float | None, high: float | None) -> str:
    """The bounds in words, with a space before them; empty where there are none."""
    if low is not None and high is not None:
        return f" between {figure(low)} and {figure(high)}"
    if low is not None:
        return f" from {figure(low)} up"
    if high is not None:
        return f" up to {figure(high)}"
    return ""


def strictly(low: float | None, high: float | None) -> str:
    """Where a mean must lie, in words, with a space before them."""
    if low is not None and high is not None:
        return f" between {figure(low)} and {figure(high)}"
    if low is not None:
        return f" above {figure(low)}"
    return f" below {figure(high)}" if high is not None else ""
