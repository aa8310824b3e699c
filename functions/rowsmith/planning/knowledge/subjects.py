"""Which outline a subject is, by its words and by the columns that are named with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from typing import Literal, TypeAlias

from rowsmith.planning.english.words import stems
from rowsmith.planning.knowledge import notation
from rowsmith.planning.knowledge.outline import Outline
from rowsmith.planning.knowledge.row_kinds import RowKinds
from rowsmith.planning.knowledge.store import Store

By: TypeAlias = Literal["name", "asked", "similar", "columns", "rows"]
Stems: TypeAlias = tuple[str, ...]

NEAR = 0.62
"""From this score on, a subject is an outline's."""
_OF_COLUMNS = 0.35
"""How much a full set of an outline's columns adds to the score."""
_GENERIC = frozenset(
    stems(
        "data dataset record table file list sample example information details management system"
        " company business synthetic realistic fake analysis analytics daily weekly monthly"
        " customer user people of the a an for in on at to and or with by from its their"
    )
)
_LITTLE = 0.15
"""What a generic word weighs beside one that tells something."""


@dataclass(frozen=True, slots=True)
class SubjectMatch:
    """The outline that a subject is read as.

    by: `name` where it is the outline's title or row, `asked` where people ask for it so,
    `similar` by its words' meaning, `columns` by the columns named, `rows` where no outline is
    near and it is the outline of rows of its kind about its thing. score: 0 to 1.
    """

    outline: Outline
    by: By
    score: float


@dataclass(frozen=True, slots=True)
class _Card:
    """What tells an outline from others, as stems."""

    name: str
    title: Stems
    asks: tuple[Stems, ...]
    unlike: tuple[Stems, ...]
    columns: frozenset[Stems]


class Subjects:
    """The outlines of a store, found by what users call them."""

    def __init__(self, store: Store, rows: RowKinds) -> None:
        self._store = store
        self._rows = rows

    def find(self, words: str, columns: Collection[str] = ()) -> SubjectMatch | None:
        """The outline nearest to a subject's words and its columns; None where none is near."""
        said = stems(words)
        named = {stems(column) for column in columns}
        best: tuple[float, str, By] | None = None
        for card in self._candidates(said, named):
            score, by = self._score(card, said, named)
            if best is None or (score, card.name) > best[:2]:
                best = (score, card.name, by)
        if best is None or best[0] < NEAR:
            blend = self._rows.outline(words)
            return SubjectMatch(blend, "rows", 0.5) if blend is not None else None
        return SubjectMatch(self._store.outline(best[1]), best[2], round(min(best[0], 1.0), 3))

    def _candidates(self, said: Stems, named: Iterable[Stems]) -> list[_Card]:
        words = {stem for stem in said if stem not in _GENERIC}
        names = {name for stem in words for name in self._by_stem.get(stem, ())}
        if not names:
            names = {name for column in named for name in self._by_column.get(column, ())}
        return [self._cards[name] for name in sorted(names)]

    def _score(self, card: _Card, said: Stems, named: Collection[Stems]) -> tuple[float, By]:
        words = max(
            [(self._likeness(said, ask), "asked") for ask in card.asks]
            + [(self._likeness(said, card.title) + 0.001, "name")]
        )
        share = sum(column in card.columns for column in named) / max(len(named), 3)
        against = sum(set(phrase) <= set(said) for phrase in card.unlike)
        by: By = "name" if words[1] == "name" else "asked"
        if words[0] < NEAR:
            by = "columns"
        return words[0] + _OF_COLUMNS * share - 0.3 * against, by

    def _likeness(self, said: Stems, phrase: Stems) -> float:
        """The cosine of two phrases, each word by its rarity."""
        one, other = set(said), set(phrase)
        common = sum(self._weight(stem) ** 2 for stem in one & other)
        return common / (self._length(one) * self._length(other) or 1.0)

    def _length(self, words: Iterable[str]) -> float:
        return sqrt(sum(self._weight(stem) ** 2 for stem in words))

    def _weight(self, stem: str) -> float:
        rare = log(1 + len(self._cards) / (1 + len(self._by_stem.get(stem, ()))))
        return rare * (_LITTLE if stem in _GENERIC else 1.0)

    @cached_property
    def _cards(self) -> Mapping[str, _Card]:
        return {name: _card(name, block) for name, block in self._store.blocks.items()}

    @cached_property
    def _by_stem(self) -> Mapping[str, Collection[str]]:
        found: dict[str, set[str]] = {}
        for card in self._cards.values():
            for phrase in (card.title, *card.asks):
                for stem in phrase:
                    found.setdefault(stem, set()).add(card.name)
        return found

    @cached_property
    def _by_column(self) -> Mapping[Stems, Collection[str]]:
        counts: dict[Stems, set[str]] = {}
        for card in self._cards.values():
            for column in card.columns:
                counts.setdefault(column, set()).add(card.name)
        return counts


def _card(name: str, block: notation.Block) -> _Card:
    asks, unlike, columns = list(block.asks), [], set()
    for line in block.lines:
        head, colon, said = line.partition(":")
        if head == "asks":
            asks += said.split(",")
        elif head == "not":
            unlike += said.split(",")
        elif colon and line[0].isalpha() | (line[0] in "+"):
            one = notation.read_head(head)
            columns |= {stems(one.name), *(stems(alias) for alias in one.aliases)}
    return _Card(
        name,
        stems(block.title),
        tuple(stems(ask) for ask in asks),
        tuple(stems(word) for word in unlike),
        frozenset(columns),
    )


__all__ = ["NEAR", "By", "SubjectMatch", "Subjects"]
