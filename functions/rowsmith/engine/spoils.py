"""What was spoiled on purpose, by share: so that whoever cleans it can check the result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from rowsmith.engine.values import BoolArray

FEW = 20
"""Cells that must have been asked for before their absence is told."""


@dataclass(frozen=True, slots=True)
class Spoil:
    """One kind of dirt in one column.

    column: None for repeated rows. when: where missing cells were asked for; None is everywhere.
    asked, got: share of the column's cells (of the rows, where there is no column; of those
    where `when` holds), 0 to 1. got: as the first block has it; None where it concerns none.
    """

    what: str
    column: str | None
    when: str | None
    asked: float
    got: float | None

    def to_json(self) -> dict[str, Any]:
        """As plain JSON types."""
        return {**asdict(self), "got": None if self.got is None else round(self.got, 4)}


def share_of(struck: BoolArray, among: BoolArray | None = None) -> float | None:
    """The share of the rows `among` (all by default) that are struck; None where there is none."""
    found = struck if among is None else struck[among]
    return float(found.mean()) if len(found) else None


def shortfalls(spoils: Iterable[Spoil], rows: int) -> Iterator[str]:
    """What of the dirt did not come at all, in words."""
    for spoil in spoils:
        if not spoil.got and spoil.asked * rows >= FEW:
            why = "its bounds leave no room for them" if spoil.what == "outliers" else _NO_CELLS
            where = "" if spoil.when is None else f" where {spoil.when}"
            yield f"{spoil.column}: has no {_SAID[spoil.what]}{where}, since {why}"


_NO_CELLS = "there are no cells to spoil"
_SAID = {
    "missing": "missing cells",
    "outliers": "outliers",
    "typos": "typos",
    "formats": "mixed formats",
    "duplicates": "duplicates",
}
