"""The parts of a schema as people paste it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

TYPES = frozenset(
    {
        *("string", "str", "text", "int", "integer", "number", "float", "double", "decimal"),
        *("bool", "boolean", "date", "datetime", "timestamp", "time", "uuid", "array", "object"),
    }
)
"""Types as code and headers have them."""
Said = Literal["subject", "column", "type", "unique", "value", "aside"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a pasted schema.

    Attributes:
        start: first character.
        end: one past the last.
        what: what stands there; `aside` says nothing of the data (keys, defaults, sample values).
        of: the place of its column among the pieces; None for a column, the subject and an aside.
    """

    start: int
    end: int
    what: Said
    of: int | None = None


def asides(stretches: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """Yield stretches that say nothing of the data."""
    return (Piece(start, end, "aside") for start, end in stretches)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without blanks at its ends."""
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())
