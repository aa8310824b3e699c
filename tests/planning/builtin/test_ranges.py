from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.ranges import read_numbers


def read(text: str) -> tuple[Details, str]:
    details = Details()
    left = read_numbers(text, details)
    return details, " ".join(left.split())


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("age between 16 and 80", 16, 80),
        ("age 18-65", 18, 65),
        ("age 18 to 65 years", 18, 65),
        ("score from 0 to 100", 0, 100),
        ("temperature between -10 and 40 degrees", -10, 40),
        ("income $30,000-$150,000", 30_000, 150_000),
        ("income from 20k to 200k", 20_000, 200_000),
        ("income 20-80k", 20_000, 80_000),
        ("min 1, max 9", 1, 9),
        ("weight ranging from 2 to 40 kg", 2, 40),
        ("between 80 and 16", 16, 80),
    ],
)
def test_reads_two_sided_bounds(text: str, low: float, high: float) -> None:
    details, _ = read(text)
    assert (details.low, details.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high", "exclusive"),
    [
        ("price under 50", None, 50, True),
        ("price at most 50", None, 50, False),
        ("no more than 50", None, 50, False),
        ("age over 18", 18, None, True),
        ("age at least 18", 18, None, False),
        ("age 18+", 18, None, False),
        ("10 or more", 10, None, False),
        ("> 5", 5, None, True),
        ("<= 5", None, 5, False),
    ],
)
def test_reads_one_sided_bounds(
    text: str, low: float | None, high: float | None, exclusive: bool
) -> None:
    details, _ = read(text)
    assert (details.low, details.high) == (low, high)
    assert (details.low_open or details.high_open) is exclusive


@given(st.integers(-10_000, 10_000), st.integers(-10_000, 10_000))
def test_any_two_bounds_come_out_in_order(first: int, second: int) -> None:
    details, left = read(f"age between {first} and {second}")
    assert details.low == min(first, second)
    assert details.high == max(first, second)
    assert left == "age"


@pytest.mark.parametrize(
    ("text", "mean", "sd", "shape"),
    [
        ("mean 170, sd 10", 170, 10, None),
        ("normally distributed with mean of 50 and standard deviation 5", 50, 5, "normal"),
        ("averaging 60k", 60_000, None, None),
        ("around 75", 75, None, None),
        ("avg 70 sd 5", 70, 5, None),
        ("uniformly distributed", None, None, "uniform"),
        ("log-normal", None, None, "lognormal"),
    ],
)
def test_reads_moments_and_shapes(
    text: str, mean: float | None, sd: float | None, shape: str | None
) -> None:
    details, _ = read(text)
    assert (details.mean, details.sd, details.shape) == (mean, sd, shape)


def test_keeps_the_name_and_the_decimals() -> None:
    details, left = read("price between 0.99 and 99.99")
    assert left == "price"
    assert details.decimals == 2


@pytest.mark.parametrize("text", ["order id", "2024-01-31", "covid-19 status", "top 10"])
def test_sees_no_bounds_where_there_are_none(text: str) -> None:
    details, _ = read(text)
    assert details.low is None
    assert details.high is None
