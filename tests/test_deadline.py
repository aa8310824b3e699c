"""Time is counted where it is spent, and work that will not fit ends early."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.deadline import Deadline, Pace, Stopwatch, check_fits
from rowsmith.errors import DeadlineExceeded, TooMuch


class Hands:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_stage_within_a_stage_stops_the_outer_one() -> None:
    hands = Hands()
    watch = Stopwatch(hands)
    hands.now += 1
    with watch.stage("publish"):
        hands.now += 2
        with watch.stage("generate"):
            hands.now += 4
        hands.now += 8
    with watch.stage("generate"):
        hands.now += 16
    assert watch.milliseconds("plan", "generate", "publish") == {
        "plan": 0.0,
        "generate": 20_000.0,
        "publish": 10_000.0,
        "total": 31_000.0,
    }


def test_a_stage_that_fails_is_counted_and_left() -> None:
    hands = Hands()
    watch = Stopwatch(hands)

    def fail() -> None:
        with watch.stage("plan"):
            hands.now += 1
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    hands.now += 1
    assert watch.milliseconds("plan") == {"plan": 1000.0, "total": 2000.0}


def test_a_deadline_passes() -> None:
    hands = Hands()
    deadline = Deadline(5, hands)
    hands.now = 4.5
    assert deadline.seconds_left() == 0.5
    deadline.check()
    hands.now = 5
    with pytest.raises(DeadlineExceeded):
        deadline.check()


def blocks_made(rows: int, seconds: float, *, first: float, each: float) -> int:
    hands = Hands()
    blocks = -(-rows // 1_000)
    pace = Pace(rows, blocks, Deadline(seconds, hands))
    for number in range(blocks):
        hands.now += each if number else first
        pace.block_made()
    return blocks


def test_rows_that_will_not_fit_are_refused_before_any_is_made() -> None:
    hands = Hands()
    deadline = Deadline(20, hands)
    check_fits(1_000_000, 1e-5, deadline)
    hands.now = 11
    with pytest.raises(TooMuch, match="At most about 700,000 rows"):
        check_fits(1_000_000, 1e-5, deadline)


def test_a_slow_first_block_is_no_measure() -> None:
    assert blocks_made(10_000, 20, first=9, each=1) == 10


def test_rows_that_will_not_fit_are_refused_at_the_second_block() -> None:
    with pytest.raises(TooMuch, match="At most about 8,000 rows"):
        blocks_made(100_000, 11, first=1, each=1)


@given(st.integers(1, 10**7), st.floats(0.1, 100), st.floats(0.001, 1))
def test_what_is_said_to_fit_fits(rows: int, seconds: float, each: float) -> None:
    try:
        blocks_made(rows, seconds, first=each, each=each)
    except TooMuch as refused:
        fitting = int(refused.message.split()[3].replace(",", ""))
        assert 0 < fitting < rows
        assert blocks_made(fitting, seconds, first=each, each=each)
    except DeadlineExceeded:
        assert each * 2 >= seconds
