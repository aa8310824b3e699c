"""A number column that keeps what was said: bounds, mean and sd that can be reached together."""

from __future__ import annotations

from typing import Any

from rowsmith.planning.builtin.details import Details

Keys = dict[str, Any]

_SKEWED = frozenset({"lognormal", "gamma", "exponential"})
_COUNTS = frozenset({"poisson", "geometric", "binomial"})


def fit_number(keys: Keys, details: Details, *, unit: str | None) -> Keys:
    """`keys` of a number column, moved so that what `details` says of it holds."""
    fitted = dict(keys)
    if details.decimals is not None:
        fitted["decimals"] = details.decimals
        if details.low is not None and details.high is not None and details.high - details.low <= 1:
            fitted["decimals"] = max(details.decimals, 2)
    elif "decimals" not in fitted:
        fitted["decimals"] = _decimals(details)
    if details.shape is not None:
        fitted["shape"] = details.shape
    bounded = details.low is not None or details.high is not None
    if bounded or details.mean is not None or details.sd is not None:
        fitted.pop("cases", None)
        fitted.pop("zeros", None)
    if bounded:
        _bounds(fitted, details)
    if details.mean is not None or details.sd is not None:
        _moments(fitted, details)
    if bounded or details.mean is not None or "mean" not in fitted or details.shape is not None:
        _reachable(fitted, said_mean=details.mean is not None, said_sd=details.sd is not None)
    return fitted


def _decimals(details: Details) -> int:
    if details.hint == "decimal":
        return 2
    ends = [end for end in (details.low, details.high) if end is not None]
    if any(end != round(end) for end in ends):
        return 2
    if len(ends) == 2 and ends[1] - ends[0] <= 1:
        return 2
    return 0


def _bounds(fitted: Keys, details: Details) -> None:
    step = 10 ** -int(fitted["decimals"])
    low, high = details.low, details.high
    if low is not None:
        fitted["min"] = _plain(low + step if details.low_open else low)
    if high is not None:
        fitted["max"] = _plain(high - step if details.high_open else high)
    if (
        low is None
        and isinstance(fitted.get("min"), int | float)
        and fitted["min"] >= fitted["max"]
    ):
        fitted["min"] = 0 if fitted["max"] > 0 else _plain(fitted["max"] - 100)
    if low is None and "min" not in fitted and high is not None and high > 0:
        fitted["min"] = 0
    if (
        high is None
        and isinstance(fitted.get("max"), int | float)
        and fitted["max"] <= fitted["min"]
    ):
        fitted.pop("max")


def _moments(fitted: Keys, details: Details) -> None:
    before = fitted.get("mean")
    if details.mean is not None:
        fitted["mean"] = _plain(details.mean)
        if details.sd is None and before and "sd" in fitted:
            fitted["sd"] = _plain(abs(fitted["sd"] * details.mean / before))
        elif details.sd is None and fitted.get("shape") not in _COUNTS:
            fitted.setdefault(
                "sd", _plain(max(abs(details.mean) * 0.25, 10 ** -int(fitted["decimals"])))
            )
        if (
            fitted["mean"] != round(fitted["mean"])
            and fitted["decimals"] == 0
            and abs(details.mean) < 10
        ):
            fitted["decimals"] = 1
    if details.sd is not None:
        fitted["sd"] = _plain(details.sd)
        if fitted.get("shape") in (None, *_COUNTS):
            fitted["shape"] = "normal"
    _widen(fitted, details)


def _widen(fitted: Keys, details: Details) -> None:
    """Bounds that nobody said give way to a mean and sd that somebody did."""
    mean, sd = fitted.get("mean"), fitted.get("sd", 0) or 0
    if mean is None:
        return
    low, high = fitted.get("min"), fitted.get("max")
    if details.low is None and isinstance(low, int | float) and mean - 2.5 * sd < low:
        fitted["min"] = (
            0 if low >= 0 and mean - 2.5 * sd < 0 and mean > 0 else _plain(mean - 4 * sd)
        )
    if details.high is None and isinstance(high, int | float) and mean + 4 * sd > high:
        fitted["max"] = _plain(mean + 6 * sd)


def _reachable(fitted: Keys, *, said_mean: bool, said_sd: bool) -> None:
    """A mean inside the bounds and an sd that they leave room for."""
    low, high = fitted.get("min"), fitted.get("max")
    if fitted.get("shape") == "exponential":
        fitted["shape"] = "gamma"  # whose sd is not bound to its mean
    shape = fitted.setdefault("shape", "normal")
    if shape == "uniform":
        fitted.pop("mean", None)
        fitted.pop("sd", None)
        fitted.setdefault("min", 0)
        fitted.setdefault("max", _plain(fitted["min"] + 100))
        return
    if isinstance(low, int | float) and isinstance(high, int | float):
        _between(fitted, float(low), float(high), said_mean=said_mean, said_sd=said_sd)
    elif isinstance(low, int | float):
        _above(fitted, float(low), said_mean=said_mean)
    if fitted["shape"] in _COUNTS:
        fitted.pop("sd", None)
        if fitted.get("mean", 1) <= 0 or (
            isinstance(fitted.get("min"), int | float) and fitted["min"] < 0
        ):
            fitted["shape"] = "normal"
    elif "mean" in fitted and "sd" not in fitted:
        fitted["sd"] = _plain(max(abs(fitted["mean"]) * 0.25, 0.1))
    if "mean" not in fitted:
        fitted |= {"mean": 100, "sd": 30}
    if "mean" in fitted and fitted["mean"] <= 0 and fitted["shape"] in _SKEWED:
        fitted["shape"] = "normal"


def _between(fitted: Keys, low: float, high: float, *, said_mean: bool, said_sd: bool) -> None:
    width = high - low
    mean, sd = fitted.get("mean"), fitted.get("sd")
    if width <= 0:
        fitted |= {"shape": "uniform"}
        fitted.pop("mean", None)
        fitted.pop("sd", None)
        return
    inside = mean is not None and low + 0.12 * width <= mean <= high - 0.12 * width
    if not said_mean and not inside:
        skewed = fitted.get("shape") in _SKEWED and low >= 0
        mean = low + (0.35 if skewed else 0.5) * width
        sd = None
        if fitted.get("shape") in _COUNTS and width > 12:
            fitted["shape"], mean = "gamma", low + 0.3 * width
    counts = fitted.get("shape") in _COUNTS and not said_mean
    if counts and mean is not None and not low + 1 <= mean <= low + 0.7 * width:
        mean = low + 0.4 * width
    fitted["mean"] = _plain(mean if mean is not None else low + width / 2)
    edge = min(fitted["mean"] - low, high - fitted["mean"])
    most = min(0.24 * width, max(0.75 * edge, 0.05 * width))
    if not said_sd:
        fitted["sd"] = _plain(min(sd if sd is not None else 0.2 * width, most))


def _above(fitted: Keys, low: float, *, said_mean: bool) -> None:
    mean, sd = fitted.get("mean"), fitted.get("sd")
    if said_mean or (mean is not None and mean > low + 0.4 * (sd or abs(mean) * 0.3)):
        return
    spread = sd or max(abs(low) * 0.3, 10.0)
    fitted["mean"], fitted["sd"] = _plain(low + spread), _plain(spread * 0.7)


def _plain(number: float) -> float | int:
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded
