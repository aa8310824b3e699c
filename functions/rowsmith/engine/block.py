"""What a sampler sees: one block of rows, or of subjects, in the making."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from rowsmith.engine.evaluate import Scope
from rowsmith.engine.steps import Series
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import BoolArray, IntArray, Values

StreamSource: TypeAlias = Callable[[str], Stream]
"""The stream of a column (or of a person, a place, a table) in this block."""


@dataclass(slots=True)
class Block:
    """Rows (or subjects) `numbers`, and the columns made so far.

    numbers: int64[size], counted from 0 over the whole dataset.
    population: how many rows (or subjects) the whole dataset has.
    series: how the rows step through time; None where they do not, and for subjects.
    absent: where a column is not there by its own condition; left out where it always is.
    shared: what columns of one person, place or table row have in common, by key.
    """

    numbers: IntArray
    population: int
    seed: int
    today: date
    streams: StreamSource
    series: Series | None = None
    values: dict[str, Values] = field(default_factory=dict)
    absent: dict[str, BoolArray] = field(default_factory=dict)
    shared: dict[object, object] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many rows (or subjects) the block has."""
        return len(self.numbers)

    def scope(self) -> Scope:
        """What an expression may read here."""
        step = None if self.series is None else self.series.step_of(self.numbers)
        return Scope(self.values, self.size, self.today, step)
