"""Which outline a subject is, by what its words mean and by the columns that are named with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import log
from typing import Literal, TypeAlias

import numpy as np

from rowsmith.planning.english.nouns import singular
from rowsmith.planning.english.words import stems, words
from rowsmith.planning.knowledge import notation
from rowsmith.planning.knowledge.notation import Block
from rowsmith.planning.knowledge.outline import Outline
from rowsmith.planning.knowledge.row_kinds import RowKinds
from rowsmith.planning.knowledge.similar import Floats, Nearest, vectors
from rowsmith.planning.knowledge.store import Store
from rowsmith.planning.knowledge.words import lists

By: TypeAlias = Literal["name", "asked", "similar", "columns", "rows"]
Stems: TypeAlias = tuple[str, ...]

NEAR = 0.66
"""From this nearness on, a subject is an outline's."""
_NEARER = 0.58, 0.08
"""A nearness that is enough where the second is so much farther."""
_SAME = 0.995
_EXACT = 0.06
"""How much the very same words weigh beside what they mean."""
_OF_COLUMNS = 0.3
"""How much it adds that all columns are an outline's."""
_FOREIGN = 0.5
"""A word that is no nearer than this to any word of an outline has nothing to do with it."""
_OF_FOREIGN = 0.4
"""How much it takes that all words are foreign."""
_OF_ANOTHER = 0.8
"""From this nearness on, an outline may be of a thing that it does not name."""
_LOOKED_AT = 8
_AGAINST = 0.25
_FEW = 3
_ENOUGH = 0.8
"""So much of what is named tells a dataset of somebody."""


@dataclass(frozen=True, slots=True)
class SubjectMatch:
    """The outline that a subject is read as.

    by: `name` where it is the outline's title, `asked` where people ask for it so, `similar` by
    its words' meaning, `columns` by the columns named with it, `rows` where no outline is near and
    it is the outline of rows of its kind about its thing. score: 0 to 1.
    """

    outline: Outline
    by: By
    score: float


class _Card:
    """What tells an outline from others, each part read when it is asked for."""

    def __init__(self, block: Block) -> None:
        self._block = block

    @cached_property
    def phrases(self) -> Sequence[str]:
        """The title, what people ask, and what a row is."""
        asks = [phrase.strip() for said in self._said("asks") for phrase in said.split(",")]
        rows = [noun for said in self._said("row") for noun in _of_row(said)]
        return [self._block.title, *self._block.asks, *asks, *rows]

    @cached_property
    def unlike(self) -> Sequence[Stems]:
        """Words that speak against it."""
        return [stems(word) for said in self._said("not") for word in said.split(",")]

    @cached_property
    def names(self) -> Sequence[str]:
        """What its columns are called."""
        found: list[str] = []
        for line in self._block.lines:
            head, colon, _ = line.partition(":")
            if colon and (line[0].isalpha() or line[0] == "+"):
                one = notation.read_head(head)
                found += [one.name, *one.aliases]
        return found

    @cached_property
    def words(self) -> Sequence[str]:
        """Every word of its phrases and names, once."""
        said = (word for phrase in (*self.phrases, *self.names) for word in words(phrase))
        return list(dict.fromkeys(said))

    def _said(self, fact: str) -> list[str]:
        start = f"{fact}:"
        return [line[len(start) :] for line in self._block.lines if line.startswith(start)]


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    phrase: str
    near: float
    score: float


class Subjects:
    """The outlines of a store, found by what users call them."""

    def __init__(self, store: Store, rows: RowKinds) -> None:
        self._store = store
        self._rows = rows

    def find(self, said: str, columns: Collection[str] = ()) -> SubjectMatch | None:
        """The outline nearest to a subject's words and its columns; None where none is near."""
        titled = self._by_title.get(stems(said))
        if titled is not None:
            return SubjectMatch(self._store.outline(titled), "name", 1.0)
        telling = self._telling(said)
        named = {stems(column) for column in columns}
        if not telling and not named:
            return self._of_anybody(said)
        ranked = self._ranked(telling, named) if telling or named else []
        thing = self._rows.known_thing(said)
        ranked = [one for one in ranked if self._may_be_of(one, thing)]
        if ranked and self._is_near(ranked, telling, named):
            best = ranked[0]
            outline = self._store.outline(best.name)
            return SubjectMatch(outline, _by(best), min(best.score, 1.0))
        blend = self._rows.outline(said) if telling else None
        return SubjectMatch(blend, "rows", 0.5) if blend is not None else None

    def _of_anybody(self, said: str) -> SubjectMatch | None:
        """The outline that people ask for by nothing but a word for anybody: `customers`."""
        wanted = {stems(word) for word in words(said.lower()) if word not in _idle()}
        for name, block in self._store.blocks.items():
            if any(stems(ask) in wanted for ask in block.asks):
                return SubjectMatch(self._store.outline(name), "similar", 0.5)
        return None

    def _telling(self, said: str) -> str:
        """The words that tell something: not those for a file, nor `various`, `recent`, `our`."""
        spoken = said.lower() if " " in said.strip() else said
        telling = [word for word in words(spoken) if word not in _idle()]
        anybody = all(singular(word) in lists()["anybody"] for word in telling)
        return "" if anybody else " ".join(telling)

    def _ranked(self, telling: str, named: Collection[Stems]) -> list[_Candidate]:
        """The outlines that come near, best first; ties by name."""
        near = self._nearest.to(telling) if telling else np.zeros(len(self._owners), np.float32)
        said = set(stems(telling))
        evidence = self._evidence(named)
        best: dict[str, _Candidate] = {}
        for at in self._best_places(near, evidence):
            name, phrase = self._owners[at], self._phrases[at]
            exact = len(said & set(stems(phrase))) / len(said | set(stems(phrase)) or {""})
            against = sum(set(word) <= said for word in self._cards[name].unlike)
            score = float(near[at]) + _EXACT * exact + _OF_COLUMNS * evidence.get(name, 0.0)
            found = _Candidate(name, phrase, float(near[at]), round(score - _AGAINST * against, 3))
            if name not in best or found.score > best[name].score:
                best[name] = found
        first = sorted(best.values(), key=lambda one: (-one.score, one.name))[:_LOOKED_AT]
        weighed = [self._without_foreign(one, telling) for one in first]
        return sorted(weighed, key=lambda one: (-one.score, one.name))

    def _without_foreign(self, one: _Candidate, telling: str) -> _Candidate:
        """Less where words have nothing to do with the outline: the lighthouse of an inspection."""
        said = words(telling)
        if one.near >= _SAME or not said:
            return one
        less = round(_OF_FOREIGN * self._foreign(one.name, said), 3)
        return replace(one, near=one.near - less, score=round(one.score - less, 3))

    def _may_be_of(self, one: _Candidate, thing: str | None) -> bool:
        """Whether an outline speaks of the thing that rows are of: that of cows not of sheep."""
        if thing is None or one.near >= _OF_ANOTHER:
            return True
        said = {stem for word in self._cards[one.name].words for stem in stems(word)}
        return set(stems(thing)) <= said

    def _foreign(self, name: str, said: Sequence[str]) -> float:
        """How much of what is said an outline has nothing to do with, 0 to 1."""
        weights = vectors().lengths(said)
        near = vectors().of(self._cards[name].words) @ vectors().of(said).T
        return float(weights[near.max(axis=0) < _FOREIGN].sum() / (weights.sum() or 1.0))

    def speaks_of(self, name: str, said: str) -> bool:
        """Whether the outline of a name has to do with every word that tells something."""
        telling = words(self._telling(said))
        return not telling or (name in self._cards and self._foreign(name, telling) == 0)

    def _best_places(self, near: Floats, evidence: Mapping[str, float]) -> Sequence[int]:
        """Where the nearest phrases stand, and all phrases of outlines that have the columns."""
        places = np.argsort(-near, kind="stable")[:40].tolist()
        likely = sorted(evidence, key=lambda name: (-evidence[name], name))[:10]
        return [*places, *(at for name in likely for at in self._places[name])]

    def _evidence(self, named: Collection[Stems]) -> dict[str, float]:
        """How much of what is named each outline has, rare columns above common ones, 0 to 1."""
        weights = {one: self._rarity(one) for one in named}
        whole = sum(weights.values()) * max(1.0, _FEW / max(len(named), 1))
        found: dict[str, float] = {}
        for one, weight in weights.items():
            for name in self._by_column.get(one, ()):
                found[name] = found.get(name, 0.0) + weight / (whole or 1.0)
        return found

    def _rarity(self, column: Stems) -> float:
        return log(1 + len(self._cards) / (1 + len(self._by_column.get(column, ()))))

    def _is_near(
        self, ranked: Sequence[_Candidate], telling: str, named: Collection[Stems]
    ) -> bool:
        best = ranked[0]
        second = ranked[1].score if len(ranked) > 1 else 0.0
        near, apart = _NEARER
        if best.score >= NEAR or (best.near >= near and best.score - second >= apart):
            return True
        return not telling and len(named) >= _FEW and best.score >= _OF_COLUMNS * _ENOUGH

    @cached_property
    def _by_title(self) -> Mapping[Stems, str]:
        return {stems(block.title): name for name, block in self._store.blocks.items()}

    @cached_property
    def _cards(self) -> Mapping[str, _Card]:
        return {name: _Card(block) for name, block in self._store.blocks.items()}

    @cached_property
    def _phrases(self) -> Sequence[str]:
        return [phrase for card in self._cards.values() for phrase in card.phrases]

    @cached_property
    def _owners(self) -> Sequence[str]:
        return [name for name, card in self._cards.items() for _ in card.phrases]

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for at, name in enumerate(self._owners):
            found.setdefault(name, []).append(at)
        return found

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(vectors(), [self._telling(phrase) or phrase for phrase in self._phrases])

    @cached_property
    def _by_column(self) -> Mapping[Stems, Collection[str]]:
        found: dict[Stems, set[str]] = {}
        for name, card in self._cards.items():
            for column in card.names:
                found.setdefault(stems(column), set()).add(name)
        return found


def _by(best: _Candidate) -> By:
    if best.near >= _SAME:
        return "asked"
    return "similar" if best.near >= _NEARER[0] else "columns"


@lru_cache(maxsize=1)
def _idle() -> frozenset[str]:
    """Words that tell nothing of what the data is about."""
    return lists()["forms"] | lists()["idle"]


def _of_row(said: str) -> list[str]:
    """What a row is as a way to ask for it; a customer or a day is in too many datasets."""
    noun = said.partition(",")[0].strip()
    noun = noun.removeprefix("an ").removeprefix("a ")
    return [] if noun in lists()["persons"] or noun in lists()["any rows"] else [noun]
