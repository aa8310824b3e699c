"""What a description says about one column: ranges, values, rates, patterns, order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from rowsmith.schema.model import Difficulty

Hint = Literal["boolean", "date", "datetime", "time", "whole", "decimal", "text", "id", "category"]


@dataclass(slots=True)
class Dependence:
    """A column follows another: `charges higher for smokers`.

    on: the other column or a group of its values, as written.
    sign: 1 where both rise together, -1 where one falls.
    explained: share of the variation, or a difficulty.
    """

    on: str
    sign: float = 1.0
    explained: float | Difficulty = "medium"


@dataclass(slots=True)
class Details:
    """Everything said of one column; None and empty where nothing is."""

    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    mean: float | None = None
    sd: float | None = None
    shape: str | None = None
    decimals: int | None = None
    values: list[tuple[str, float | None]] = field(default_factory=list)
    ordered: bool = False
    rate: float | None = None
    rate_word: str | None = None
    rates: list[tuple[str | None, float]] = field(default_factory=list)
    pattern: str | None = None
    missing: float | None = None
    start: str | None = None
    end: str | None = None
    after: str | None = None
    before: str | None = None
    within: float | None = None
    exactly: bool = False
    at_most: str | None = None
    at_least: str | None = None
    hint: Hint | None = None
    unit: str | None = None
    scale: float = 1.0
    whether: bool = False
    label: bool = False
    formula: str | None = None
    when: str | None = None
    depends: list[Dependence] = field(default_factory=list)

    def says_anything(self) -> bool:
        """Whether anything at all is said."""
        return self != Details()

    def has_figures(self) -> bool:
        """Whether there are figures or values in what is said."""
        figures = (self.low, self.high, self.mean, self.sd, self.missing, self.start, self.end)
        return self.is_telling() or any(figure is not None for figure in figures)

    def is_telling(self) -> bool:
        """Whether what is said makes a column of any noun: values, a pattern, two bounds."""
        bounded = self.low is not None and self.high is not None
        return bool(self.values) or self.pattern is not None or bounded

    def update(self, other: Details) -> None:
        """Take over what `other` says."""
        blank = Details()
        for name in self.__slots__:
            value = getattr(other, name)
            if name == "depends":
                self.depends = [*self.depends, *value]
            elif value != getattr(blank, name):
                setattr(self, name, value)
