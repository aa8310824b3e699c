"""Continuous marginals within bounds that cut them: solved for mean and sd, then tabulated."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, log

import numpy as np

from rowsmith.engine.marginals.coordinate import Window, window_around
from rowsmith.engine.marginals.families import Family
from rowsmith.engine.marginals.fitting import Statistics, fit
from rowsmith.engine.marginals.tabulate import half_tables
from rowsmith.engine.marginals.tabulated import Tabulated
from rowsmith.engine.values import FloatArray

_NODES = 640
# How many sd above the mean an open window ends; the next where a heavy tail goes on.
_REACHES = (40.0, 600.0, 3e4, 1e6)
_NEGLIGIBLE = 1e-10


@dataclass(frozen=True, slots=True)
class Cut:
    """A family's member within bounds, in units from its origin.

    window: the stretch of the line that holds it. a, b: its parameters.
    """

    family: Family
    window: Window
    mean: float
    sd: float
    a: float
    b: float

    def log_density(self, t: FloatArray) -> FloatArray:
        """The logarithm of its density per unit of t, up to a constant."""
        _, t1, t2 = _statistics(self.family, self.window, self.mean, self.sd, t)
        return self.window.coordinate.log_slope(t) + self.a * t1 + self.b * t2


def _statistics(
    family: Family, window: Window, mean: float, sd: float, t: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The standardised values and the family's statistics at places on the line."""
    coordinate = window.coordinate
    x = coordinate.x(t)
    v = (x - mean) / sd
    if not family.positive:
        return v, *family.statistics(v, v, 1.0)
    if coordinate.low == 0.0:
        log_ratio = coordinate.log_above_low(t) - log(mean)
    else:
        log_ratio = np.log(x / mean)
    return v, *family.statistics(v, log_ratio, sd / mean)


def cut_member(family: Family, *, mean: float, sd: float, low: float, high: float) -> Cut | None:
    """The member on [low, high] with this mean and sd; None where there is none.

    A positive family starts at 0; low is then at least 0.
    """
    for reach in _REACHES:
        pole = family.positive and low == 0.0
        window = window_around(mean, sd, low, high, reach, pole=pole)
        t = window.nodes(_NODES)
        v, t1, t2 = _statistics(family, window, mean, sd, t)
        base = window.coordinate.log_slope(t)
        c = sd / mean if family.positive else 1.0
        a, b = family.start(c)
        largest = family.largest_b(c)
        solved = fit(Statistics(v, t1, t2, base), (a, min(b, largest)), largest_b=largest)
        if solved is None:
            return None
        member = Cut(family, window, mean, sd, *solved)
        if isfinite(window.coordinate.high) or _ends(member, t, v):
            return member
    return None


def _ends(member: Cut, t: FloatArray, v: FloatArray) -> bool:
    """Whether the second moment is negligible at the window's upper end."""
    logs = member.log_density(t)
    weights = np.exp(logs - logs.max()) * v * v
    return float(weights[-1]) < _NEGLIGIBLE * float(weights.sum())


def cut_marginal(
    family: Family, *, mean: float, sd: float, low: float, high: float, origin: float = 0.0
) -> Tabulated | None:
    """The family's marginal on [low, high] with this mean and sd; None where there is none.

    origin: where a positive family starts, at most low; 0 for the normal.
    """
    member = cut_member(family, mean=mean - origin, sd=sd, low=low - origin, high=high - origin)
    if member is None:
        return None
    return tabulated(member, origin=origin, low=low, high=high)


def tabulated(member: Cut, *, origin: float, low: float, high: float) -> Tabulated:
    """The table of a member that starts at `origin`."""
    lower, upper = half_tables(member.window, member.log_density)
    coordinate = member.window.coordinate
    return Tabulated(
        origin + coordinate.x(lower),
        origin + coordinate.x(upper),
        mean=origin + member.mean,
        sd=member.sd,
        low=low,
        high=high,
    )
