"""Schemas composed of marked-up descriptions: gold marks stand in for the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rowsmith.planning.composing import Composition, compose
from rowsmith.planning.knowledge import knowledge
from rowsmith.planning.reading.decode import decode
from rowsmith.schema import Column
from training.markup import parse_markup


@dataclass(frozen=True)
class Said:
    """What a description was made into, by header."""

    made: Composition

    def column(self, header: str) -> Column:
        return next(one for _, one in self.made.schema.subjects() if one.name == header)

    def keys(self, header: str) -> dict[str, Any]:
        return self.column(header).model_dump(exclude_none=True)

    def shares(self, header: str) -> dict[str, float | None]:
        levels = self.keys(header)["values"]
        return {level["value"]: level.get("share") for level in levels}

    def terms(self, header: str) -> dict[str, float]:
        drivers = (one for one in self.made.schema.drivers if one.column == header)
        return {term.of: term.weight for driver in drivers for term in driver.by}

    @property
    def headers(self) -> list[str]:
        return [column.name for column in self.made.schema.csv_order()]

    def told(self, kind: str) -> list[str]:
        return [note.text for note in self.made.notes if note.kind == kind]


def said(marked: str) -> Said:
    """What a marked-up description is made into."""
    return Said(compose(decode(*parse_markup(marked)), knowledge()))
