from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.numbers import fit_number
from rowsmith.schema import parse_schema

TEMPLATES: list[dict[str, Any]] = [
    {"kind": "number"},
    {"kind": "number", "shape": "normal", "mean": 40, "sd": 14, "min": 18, "max": 90},
    {"kind": "number", "shape": "lognormal", "mean": 55, "sd": 60, "min": 2, "decimals": 2},
    {"kind": "number", "shape": "exponential", "mean": 9, "min": 0, "decimals": 0},
    {"kind": "number", "shape": "poisson", "mean": 4, "min": 0, "decimals": 0},
    {"kind": "number", "shape": "beta", "mean": 0.4, "sd": 0.2, "min": 0, "max": 1, "decimals": 2},
    {"kind": "number", "shape": "uniform", "min": 0, "max": 10, "decimals": 0},
]
BOUND = st.integers(-5_000, 5_000)


@given(st.sampled_from(TEMPLATES), BOUND, BOUND)
def test_any_bounds_give_a_column_that_keeps_them(
    template: dict[str, Any], first: int, second: int
) -> None:
    low, high = float(min(first, second)), float(max(first, second) + 1)
    fitted = fit_number(template, Details(low=low, high=high), unit=None)
    parse_schema({"columns": [{"name": "x", **fitted}]})
    assert (fitted["min"], fitted["max"]) == (low, high)
    if "mean" in fitted:
        assert low < fitted["mean"] < high
        assert fitted.get("sd", 0) <= 0.26 * (high - low)


@given(st.sampled_from(TEMPLATES), st.floats(1, 10_000), st.floats(0.5, 500))
def test_any_mean_and_sd_are_kept(template: dict[str, Any], mean: float, sd: float) -> None:
    fitted = fit_number(template, Details(mean=mean, sd=sd), unit=None)
    if fitted["shape"] == "uniform":
        return
    assert abs(fitted["mean"] - mean) < 1e-5
    assert abs(fitted["sd"] - sd) < 1e-5
    parse_schema({"columns": [{"name": "x", **fitted}]})


def test_an_exclusive_bound_is_left_out() -> None:
    fitted = fit_number(TEMPLATES[1], Details(low=18, low_open=True), unit=None)
    assert fitted["min"] == 19
    fitted = fit_number(TEMPLATES[2], Details(high=50, high_open=True), unit=None)
    assert fitted["max"] == 49.99


def test_a_small_range_has_decimals() -> None:
    assert fit_number({"kind": "number"}, Details(low=0, high=1), unit=None)["decimals"] == 2
    assert fit_number({"kind": "number"}, Details(low=0, high=9), unit=None)["decimals"] == 0
