"""A number column that keeps what is said of it: bounds, mean and sd that go together."""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose

from rowsmith.schema.columns import NumberColumn, Shape

_SKEWED: frozenset[Shape] = frozenset({"lognormal", "gamma", "exponential"})
_COUNTS: frozenset[Shape] = frozenset({"poisson", "geometric", "binomial"})
_WIDEST_COUNT = 12
"""A count between bounds further apart than this is drawn as a measure."""
_USUAL_SPREAD = 0.25
"""The sd of a mean alone, as a share of the mean."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is said of a number; None where nothing is.

    low, high: bounds, both inclusive. skew: 1 for a long tail to the right, -1 to the left.
    zeros: share of zeros, 0 to 1.
    """

    low: float | None = None
    high: float | None = None
    mean: float | None = None
    sd: float | None = None
    shape: Shape | None = None
    skew: int = 0
    zeros: float | None = None
    decimals: int | None = None

    @property
    def bounded(self) -> bool:
        """Whether a bound is said."""
        return self.low is not None or self.high is not None

    @property
    def settles(self) -> bool:
        """Whether anything is said that moves where the values lie."""
        return self.bounded or self.mean is not None or self.sd is not None


@dataclass(slots=True)
class _Fit:
    """The parts of a number column while they are fitted."""

    low: float | str | None
    high: float | str | None
    mean: float | None
    sd: float | None
    shape: Shape
    decimals: int


def fit_number(column: NumberColumn, said: Figures) -> NumberColumn:
    """`column` moved so that what is said of it holds."""
    fit = _Fit(column.min, column.max, column.mean, column.sd, column.shape, column.decimals)
    fit.decimals = _decimals(column, said)
    if said.shape is not None:
        fit.shape = said.shape
        if said.shape in _COUNTS and said.decimals is None:
            fit.decimals = 0
    if said.bounded:
        _set_bounds(fit, said)
    if said.mean is not None or said.sd is not None:
        _set_moments(fit, column, said)
    if said.skew:
        _set_skew(fit, said)
    if said.settles or said.shape is not None or said.skew or fit.mean is None:
        _reconcile(fit, said)
    zeros = said.zeros if said.zeros is not None else None if said.settles else column.zeros
    return column.model_copy(
        update={
            "min": _plain(fit.low),
            "max": _plain(fit.high),
            "mean": _plain(fit.mean),
            "sd": _plain(fit.sd),
            "shape": fit.shape,
            "decimals": fit.decimals,
            "zeros": zeros,
            "cases": None if said.settles else column.cases,
        }
    )


def _decimals(column: NumberColumn, said: Figures) -> int:
    if said.decimals is not None:
        return said.decimals
    figures = [one for one in (said.low, said.high) if one is not None]
    needed = max((decimals_of(one) for one in figures), default=0)
    narrow = said.low is not None and said.high is not None and 0 < said.high - said.low <= 1
    if narrow and needed:
        needed = max(needed, 2)
    if said.mean is not None and abs(said.mean) < 10:
        needed = max(needed, min(decimals_of(said.mean), 1))
    return max(column.decimals, needed)


def decimals_of(number: float, most: int = 6) -> int:
    """The decimals that a figure is written with, at most `most`."""
    return next(
        (places for places in range(most) if isclose(number, round(number, places), abs_tol=1e-9)),
        most,
    )


def _set_bounds(fit: _Fit, said: Figures) -> None:
    if said.low is not None:
        fit.low = said.low
    if said.high is not None:
        fit.high = said.high
    low, high = _number(fit.low), _number(fit.high)
    if low is not None and high is not None and low >= high and not _both(said):
        if said.low is None:
            fit.low = 0.0 if high > 0 else high - 100
        else:
            fit.high = None
    if fit.low is None and said.high is not None and said.high > 0:
        fit.low = 0.0


def _both(said: Figures) -> bool:
    return said.low is not None and said.high is not None


def _set_moments(fit: _Fit, column: NumberColumn, said: Figures) -> None:
    if said.mean is not None:
        fit.mean = said.mean
        if said.sd is None and column.mean and column.sd is not None:
            fit.sd = abs(column.sd * said.mean / column.mean)
        elif said.sd is None and fit.shape not in _COUNTS:
            fit.sd = max(abs(said.mean) * _USUAL_SPREAD, 10.0**-fit.decimals)
    if said.sd is not None:
        fit.sd = said.sd
        if fit.shape in _COUNTS or fit.shape == "uniform":
            fit.shape = "normal"
    _widen(fit, said)


def _widen(fit: _Fit, said: Figures) -> None:
    """Bounds that nobody said give way to a mean and sd that somebody did."""
    if fit.mean is None:
        return
    low, high, sd = _number(fit.low), _number(fit.high), fit.sd or 0.0
    if said.low is None and low is not None and fit.mean - 2.5 * sd < low:
        stays = low >= 0 and fit.mean > 0 and fit.mean - 2.5 * sd < 0
        fit.low = 0.0 if stays else max(0.0, fit.mean - 4 * sd) if low >= 0 else fit.mean - 4 * sd
    if said.high is None and high is not None and fit.mean + 4 * sd > high:
        fit.high = fit.mean + 6 * sd


def _set_skew(fit: _Fit, said: Figures) -> None:
    """A long tail: to the right a gamma or lognormal, to the left a beta with a high mean."""
    low, high = _number(fit.low), _number(fit.high)
    if said.skew > 0:
        if fit.shape not in _SKEWED:
            fit.shape = "lognormal" if low is None or low >= 0 else "normal"
        if said.mean is None and low is not None and high is not None and said.bounded:
            fit.mean, fit.sd = low + 0.22 * (high - low), 0.17 * (high - low)
        return
    if low is None or high is None:
        mean = fit.mean if fit.mean is not None else 70.0
        sd = fit.sd or abs(mean) * _USUAL_SPREAD
        low = low if low is not None else mean - 4 * sd
        high = high if high is not None else mean + 1.8 * sd
        fit.low, fit.high = low, high
    fit.shape = "beta"
    if said.mean is None:
        fit.mean, fit.sd = high - 0.25 * (high - low), 0.17 * (high - low)


def _reconcile(fit: _Fit, said: Figures) -> None:
    """A mean inside the bounds and an sd that they leave room for."""
    if fit.shape == "exponential" and (said.sd is not None or fit.low not in (None, 0.0)):
        fit.shape = "gamma"  # whose sd is not bound to its mean
    low, high = _number(fit.low), _number(fit.high)
    if fit.shape == "uniform" and said.mean is None and said.sd is None:
        fit.mean = fit.sd = None
        fit.low = low if low is not None else 0.0
        fit.high = high if high is not None else max(fit.low + 100.0, fit.low * 2)
        return
    if fit.shape == "uniform":
        fit.shape = "normal"
    if low is not None and high is not None:
        _reconcile_between(fit, low, high, said)
    elif low is not None:
        _reconcile_above(fit, low, said)
    elif high is not None:
        _reconcile_below(fit, high, said)
    _keep_shape_possible(fit)


def _keep_shape_possible(fit: _Fit) -> None:
    low = _number(fit.low)
    if fit.mean is None:
        fit.mean, fit.sd = 100.0, 30.0
    if fit.shape in _COUNTS and (fit.mean <= 0 or (low is not None and low < 0)):
        fit.shape = "normal"
    if fit.shape == "beta" and (_number(fit.low) is None or _number(fit.high) is None):
        fit.shape = "normal"
    if fit.mean <= 0 and fit.shape in _SKEWED:
        fit.shape = "normal"
    if fit.shape in _COUNTS:
        fit.sd = None
    elif fit.sd is None and fit.shape != "uniform":
        fit.sd = max(abs(fit.mean) * _USUAL_SPREAD, 0.1)


def _reconcile_between(fit: _Fit, low: float, high: float, said: Figures) -> None:
    width = high - low
    if width <= 0:
        fit.shape, fit.mean, fit.sd = "uniform", None, None
        fit.high = fit.low
        return
    if said.mean is None:
        _place_mean(fit, low, width)
    if fit.mean is None:
        fit.mean = low + width / 2
    if fit.shape in _COUNTS and width > _WIDEST_COUNT and said.shape is None:
        fit.shape = "gamma"
    edge = min(fit.mean - low, high - fit.mean)
    most = min(0.24 * width, max(0.75 * edge, 0.05 * width))
    if said.sd is None:
        fit.sd = min(fit.sd if fit.sd is not None else 0.2 * width, most)


def _place_mean(fit: _Fit, low: float, width: float) -> None:
    """Keep a usual mean that lies well inside the bounds; else a likely place between them."""
    usual = fit.mean
    inside = usual is not None and low + 0.12 * width <= usual <= low + 0.88 * width
    if not inside:
        fit.mean = low + (0.35 if fit.shape in _SKEWED and low >= 0 else 0.5) * width
        fit.sd = None
    if fit.shape in _COUNTS and width <= _WIDEST_COUNT:
        fit.mean = low + 0.4 * width if not inside else fit.mean


def _reconcile_above(fit: _Fit, low: float, said: Figures) -> None:
    room = 0.4 * (fit.sd or abs(fit.mean or 0.0) * 0.3)
    if said.mean is not None or (fit.mean is not None and fit.mean > low + room):
        return
    spread = fit.sd or max(abs(low) * 0.3, 10.0)
    fit.mean, fit.sd = low + spread, spread * 0.7


def _reconcile_below(fit: _Fit, high: float, said: Figures) -> None:
    room = 0.4 * (fit.sd or abs(fit.mean or 0.0) * 0.3)
    if said.mean is not None or (fit.mean is not None and fit.mean < high - room):
        return
    spread = fit.sd or max(abs(high) * 0.3, 10.0)
    fit.mean, fit.sd = high - spread, spread * 0.7


def _number(bound: float | str | None) -> float | None:
    return None if isinstance(bound, str) else bound


def _plain(value: float | str | None) -> float | str | None:
    return round(value, 6) if isinstance(value, float) else value
