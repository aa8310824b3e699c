"""What was said of the columns, by the user or by the subject's outline: it comes first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Aspect: TypeAlias = Literal[
    "figures", "values", "formula", "order", "presence", "kind", "dependence", "label"
]
"""What of a column can be said: its range or mean, its values or their shares, how it is computed,
what comes before or after, above or below it, where it is there, what it is, what moves it, and
that it is to be predicted."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What is not to be changed, by column.

    Attributes:
        aspects: what was said of a column.
        rates: a share that was said of a column and is not its own: 0.19 of `vat 19%`.
        units: the unit in which a column was said to be, as written.
        outline: columns that are as the subject's outline has them; nobody spoke of them, so
            nobody is told that they stay.
    """

    aspects: Mapping[str, frozenset[Aspect]] = field(default_factory=dict)
    rates: Mapping[str, float] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    outline: frozenset[str] = frozenset()

    def says(self, column: str, *aspects: Aspect) -> bool:
        """Whether any of `aspects` was said of a column; of anything at all where none is given."""
        said = self.aspects.get(column, frozenset())
        return not said.isdisjoint(aspects) if aspects else bool(said)


NOTHING = Stated()
