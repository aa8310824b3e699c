"""A value with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[V]):
    """A value that is written at `text[start:end]`."""

    start: int
    end: int
    value: V
