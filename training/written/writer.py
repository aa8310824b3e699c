"""A description in the making, and the columns that it tells of."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from rowsmith.planning.knowledge import OutlineColumn
from rowsmith.planning.reading.marks import Mark


@dataclass(slots=True)
class Writer:
    """A description in the making."""

    rng: random.Random
    text: str = ""
    marks: list[Mark] = field(default_factory=list)

    def say(self, words: str) -> None:
        """Write words that mean nothing."""
        self.text += words

    def mark(
        self,
        words: str,
        label: str,
        *heads: int | str,
        own: int | None = None,
        groups: Sequence[int] = (),
        arcs: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Write words with a mark."""
        start = len(self.text)
        self.text += words
        made = Mark(start, len(self.text), label, own, heads, tuple(groups), tuple(arcs))
        self.marks.append(made)

    def either(self, *options: str) -> str:
        """One of these."""
        return self.rng.choice(options)

    def by(self, chance: float) -> bool:
        """Whether a chance comes true."""
        return self.rng.random() < chance


@dataclass(slots=True)
class Told:
    """A column as the description names it: its id, words, what is known, ids of its values."""

    own: int
    words: str
    known: OutlineColumn
    values: dict[str, int] = field(default_factory=dict)


def of_kind(told: list[Told], *kinds: type) -> list[Told]:
    """Those whose columns are of these kinds."""
    return [one for one in told if isinstance(one.known.column, kinds)]


def mention(writer: Writer, one: Told) -> None:
    """Speak of a column again, as it was written or in plain words."""
    words = one.words if writer.by(0.6) else one.words.replace("_", " ").lower()
    writer.mark(words, "ref", one.own)
