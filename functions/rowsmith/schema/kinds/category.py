"""`category`: one of a set of values."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from rowsmith.schema.keys import MAX_CASES, MAX_VALUES, Case, Level, Levels
from rowsmith.schema.kinds.base import (
    BaseColumn,
    Expression,
    Reference,
    Spoils,
    case_expressions,
)
from rowsmith.schema.typing import ValueType, text_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rowsmith.schema.findings import Findings
    from rowsmith.schema.model import Entity, Schema


SHARE_TOLERANCE = 0.015
"""How far shares may be from 1 (or 100) in all: thirds are written as 33, 33, 33."""


class CategoryCase(Case):
    """Other shares where `when` holds; a value may appear in a case only."""

    values: Levels


class CategoryColumn(BaseColumn):
    """One of a set of values."""

    makes = "one of a set of values with shares; `ordered` for levels, tiers, survey answers"
    prompt = 'each value with its share in per cent, 100 in all: "Card 62|Cash 38".'
    example: ClassVar[dict[str, Any]] = {
        "name": "plan",
        "kind": "category",
        "values": [{"value": "basic", "share": 70}, {"value": "pro", "share": 30}],
    }
    spoils: ClassVar[frozenset[Spoils]] = frozenset({"typos", "formats"})

    kind: Literal["category"]
    values: Levels
    ordered: bool | None = Field(default=None, description="The values ascend in this order.")
    cases: list[CategoryCase] | None = Field(default=None, max_length=MAX_CASES)

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """Text of its values, which may be numbers."""
        return replace(text_type(tuple(self.level_values)), ordered=bool(self.ordered))

    @property
    def level_values(self) -> list[str]:
        """All values, those of its cases included, each once, in order."""
        levels = list(self.values)
        for case in self.cases or ():
            levels.extend(case.values)
        return list(dict.fromkeys(level.value for level in levels))

    def expressions(self) -> list[Expression]:
        """The conditions of its cases."""
        return case_expressions(self.cases)

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """None."""
        return []

    def check(self, found: Findings) -> None:
        """Shares of the column and of each case."""
        where = f"columns.{self.name}"
        _check_levels(found, f"{where}.values", self.values)
        for number, case in enumerate(self.cases or ()):
            _check_levels(found, f"{where}.cases.{number}.values", case.values)
        if len(self.level_values) > MAX_VALUES:
            found.report(f"{where}.values", f"are over {MAX_VALUES} with its cases")

    @property
    def can_be_driven(self) -> bool:
        """Always: a rank among levels, a chance of yes, or one for each value."""
        return True

    @property
    def positive(self) -> str | None:
        """Of two values without an order, the one that is a yes; None where it is not two.

        The first, unless that alone is a word for no.
        """
        values = self.level_values
        if self.ordered or len(values) != 2:
            return None
        return values[1] if _says_no(values[0]) and not _says_no(values[1]) else values[0]


def _says_no(value: str) -> bool:
    first = value.lower().replace("-", " ").split()[:1]
    return value.lower() in _NO or first in (["no"], ["not"], ["non"], ["never"])


_NO = frozenset(
    {"n", "false", "f", "0", "off", "negative", "fail", "failed", "inactive", "rejected", "denied"}
    | {"declined", "refused", "absent", "lost"}
)


def _check_levels(found: Findings, where: str, levels: list[Level]) -> None:
    """Shares that add up, and values that differ."""
    for value, count in Counter(level.value for level in levels).items():
        if count > 1:
            found.report(where, f"has '{value}' {count} times; values must differ")
    stated = [level.share for level in levels if level.share is not None]
    total = sum(stated)
    if not stated:
        return
    open_ended = len(stated) < len(levels)
    scale = 1.0 if total <= 1 + SHARE_TOLERANCE else 100.0
    excess = total / scale - 1
    if excess > SHARE_TOLERANCE or (not open_ended and excess < -SHARE_TOLERANCE):
        found.report(
            where, f"has shares that add up to {total:g}; make them add up to 100 (or to 1)"
        )
