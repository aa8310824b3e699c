"""What cannot be reached is refused, with what could; and what could, can."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.engine.marginals import Unreachable, solve
from rowsmith.schema.columns import Shape
from tests.engine.marginals.oracle import moments


def refusal(shape: Shape, **asked: float | None) -> Unreachable:
    with pytest.raises(Unreachable) as caught:
        solve(shape, **asked)  # type: ignore[arg-type]
    return caught.value


@settings(deadline=None, max_examples=50)
@given(
    st.sampled_from(["normal", "lognormal", "gamma", "beta", "uniform"]),
    st.floats(0.02, 0.98),
    st.sampled_from([(0.0, 1.0), (0.0, 72.0), (-40.0, 60.0), (1e4, 5e4)]),
)
def test_the_sd_said_to_be_the_most_is_the_most(
    shape: Shape, share: float, bounds: tuple[float, float]
) -> None:
    low, high = bounds
    mean = low + share * (high - low)
    limit = 0.99999 * np.sqrt((mean - low) * (high - mean))
    most = refusal(shape, mean=mean, sd=limit, low=low, high=high).at_most
    assert most is not None
    marginal = solve(shape, mean=mean, sd=0.995 * most, low=low, high=high)
    assert moments(marginal)[1] == pytest.approx(0.995 * most, rel=1e-2)
    assert refusal(shape, mean=mean, sd=1.05 * most, low=low, high=high).quantity == "sd"


@pytest.mark.parametrize("shape", ["normal", "lognormal", "gamma", "beta", "poisson", "uniform"])
def test_no_shape_is_wider_than_two_points_at_the_bounds(shape: Shape) -> None:
    found = refusal(shape, mean=5, sd=3, low=0, high=6)
    assert found.quantity == "sd"
    assert found.at_most is not None
    assert found.at_most <= np.sqrt(5)


@pytest.mark.parametrize(
    ("shape", "asked", "message"),
    [
        (
            "normal",
            {"mean": 32, "sd": 24, "low": 0, "high": 72},
            "the sd of a normal with a mean of 32 between 0 and 72 is at most 20.55; use beta",
        ),
        (
            "normal",
            {"mean": 20, "sd": 30, "low": 0},
            "the sd of a normal with a mean of 20 from 0 up is at most 20; use gamma or lognormal",
        ),
        (
            "exponential",
            {"mean": 10, "sd": 4, "low": 0},
            "the sd of an exponential with a mean of 10 from 0 up is at least 10; use gamma",
        ),
        (
            "uniform",
            {"mean": 30, "low": 0, "high": 100},
            "a uniform between 0 and 100 has a mean of 50; for a mean of 30 use beta, "
            "or give an sd of at most 17.32",
        ),
        (
            "lognormal",
            {"mean": -5, "sd": 2},
            "a lognormal starts at 0: for a mean of -5 give a min below it",
        ),
        ("gamma", {}, "a gamma needs a mean, or min and max"),
        ("beta", {"mean": 3, "low": 1}, "a beta needs min and max"),
        ("poisson", {"mean": -3}, "the mean -3 of a poisson must lie above 0"),
        ("poisson", {"mean": 2.5, "sd": 0.4}, None),
        ("binomial", {"mean": 3}, "a binomial needs max, its number of trials"),
        ("normal", {"mean": 5, "low": 9, "high": 1}, "min 9 is above max 1"),
        ("normal", {"mean": 5, "sd": -1}, "sd is at least 0"),
        ("normal", {"mean": float("nan")}, "mean, sd, min and max are finite numbers"),
        ("normal", {"mean": 8, "low": 0, "high": 5}, None),
        (
            "normal",
            {"mean": 5, "sd": 1, "low": 5},
            "the mean 5 is a bound itself: the sd is then 0",
        ),
    ],
)
def test_a_refusal_says_what_could_be_reached(
    shape: Shape, asked: dict[str, float], message: str | None
) -> None:
    found = refusal(shape, **asked)
    if message is not None:
        assert found.message == message


def test_an_sd_below_what_whole_numbers_allow_names_the_least() -> None:
    found = refusal("poisson", mean=2.5, sd=0.4)
    assert (found.quantity, found.at_least) == ("sd", 0.5)


def test_a_mean_at_a_bound_has_no_sd() -> None:
    found = refusal("normal", mean=5, sd=1, low=5)
    assert found.message == "the mean 5 is a bound itself: the sd is then 0"
    assert (found.quantity, found.at_most) == ("sd", 0)


def test_a_mean_outside_the_bounds_names_them() -> None:
    found = refusal("normal", mean=8, low=0, high=5)
    assert (found.quantity, found.at_least, found.at_most) == ("mean", 0, 5)


def test_a_mean_at_a_bound_without_an_sd_is_a_constant() -> None:
    assert solve("poisson", mean=0).quantile(np.array([0.9]))[0] == 0
    assert solve("normal", mean=5, low=5).quantile(np.array([0.9]))[0] == 5


@pytest.mark.parametrize("shape", ["normal", "lognormal", "gamma", "exponential", "uniform"])
def test_no_figure_at_all_is_refused(shape: Shape) -> None:
    assert refusal(shape).quantity == "mean"
