"""Time within one request: how much is left, where it went, whether the rows will fit."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from math import floor, log10

from rowsmith.errors import DeadlineExceeded, TooMuch

Timer = Callable[[], float]
Trace = Callable[[str], AbstractContextManager[object]]


class Deadline:
    """The moment by which a request must be answered, `seconds` from now."""

    def __init__(self, seconds: float, timer: Timer = time.monotonic) -> None:
        self._timer = timer
        self._end = timer() + seconds

    def seconds_left(self) -> float:
        """Seconds from now to the deadline; negative when it has passed."""
        return self._end - self._timer()

    def check(self) -> None:
        """Raise DeadlineExceeded when no time is left."""
        if self.seconds_left() <= 0:
            raise DeadlineExceeded(
                "This took longer than one request may. Try again, or ask for fewer rows."
            )


class Stopwatch:
    """Adds up the time spent in named stages; a stage within a stage stops the outer one.

    `trace` gives what each stage runs within, as told by its name.
    """

    def __init__(self, timer: Timer = time.perf_counter, trace: Trace = nullcontext) -> None:
        self._timer = timer
        self._trace = trace
        self._start = self._since = timer()
        self._running: list[str] = []
        self._spent: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time of the block under `name`."""
        self._book()
        self._running.append(name)
        try:
            with self._trace(name):
                yield
        finally:
            self._book()
            self._running.pop()

    def milliseconds(self, *stages: str) -> dict[str, float]:
        """Time spent in each of `stages`, and `total` since the start; to 0.1 ms."""
        spent = {stage: self._spent.get(stage, 0.0) for stage in stages}
        spent["total"] = self._timer() - self._start
        return {stage: round(seconds * 1000, 1) for stage, seconds in spent.items()}

    def _book(self) -> None:
        now = self._timer()
        if self._running:
            stage = self._running[-1]
            self._spent[stage] = self._spent.get(stage, 0.0) + now - self._since
        self._since = now


def check_fits(rows: int, seconds_a_row: float, deadline: Deadline) -> None:
    """Raise TooMuch where making `rows` rows would not end in time, with how many would."""
    left = deadline.seconds_left()
    if rows * seconds_a_row > left:
        raise _too_much(max(1.0, left) / seconds_a_row)


class Pace:
    """Watches the `blocks` blocks of a dataset of `rows` rows go by."""

    def __init__(self, rows: int, blocks: int, deadline: Deadline) -> None:
        self._rows = rows
        self._blocks = blocks
        self._deadline = deadline
        self._made = 0
        self._left_at_first = 0.0

    def block_made(self) -> None:
        """Count a block that was made, and what was done with the one before.

        Raises DeadlineExceeded when no time is left, and TooMuch, from the second block on,
        when the blocks to come will not fit. The first is no measure: it warms up.
        """
        self._deadline.check()
        self._made += 1
        left = self._deadline.seconds_left()
        if self._made == 1:
            self._left_at_first = left
            return
        seconds_a_block = (self._left_at_first - left) / (self._made - 1)
        if seconds_a_block * (self._blocks - self._made) > left:
            fitting = (1 + self._left_at_first / seconds_a_block) * self._rows / self._blocks
            raise _too_much(fitting)


def _too_much(fitting: float) -> TooMuch:
    return TooMuch(
        f"At most about {_rounded(0.8 * fitting):,} rows of this schema can be made in "
        "one request. Ask for fewer rows or fewer columns."
    )


def _rounded(number: float) -> int:
    """`number` rounded down to its first digit."""
    unit = 10 ** floor(log10(number))
    return int(number // unit * unit)
