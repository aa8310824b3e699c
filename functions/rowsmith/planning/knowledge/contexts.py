"""What a column's name means by what the data is about: the type of a tomato is its variety."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from rowsmith.planning.english.nouns import singular
from rowsmith.planning.english.words import stem, stems, words
from rowsmith.planning.knowledge.alone import alone
from rowsmith.planning.knowledge.catalog import Known
from rowsmith.planning.knowledge.kinds import Kinds
from rowsmith.planning.knowledge.outline import Outline, OutlineColumn
from rowsmith.planning.knowledge.row_kinds import RowKinds
from rowsmith.planning.knowledge.similar import Floats, Nearest, vectors
from rowsmith.planning.knowledge.store import Store
from rowsmith.planning.knowledge.words import lists
from rowsmith.schema.columns import FormulaColumn

_EVERYWHERE = 0.45
"""How much a field that is known everywhere is of any subject."""
_NEAR = 0.62
"""From this nearness on, an outline is of the same subject."""
_PERSON = "person"
_SOMEBODY = frozenset(stems("somebody"))
_BY_ROWS = frozenset({_PERSON, "somebody", "animal", "machine", "plant", "item", "place", "food"})
"""Words for what a row is, which tell less than those for the very thing."""
_OF_SOMEBODY = 0.9
"""How much a field of somebody is of a subject that is a person."""
_OF_LENGTH = 0.01
"""How much more a field is of a subject for each word that tells it."""


def is_dependent(name: str) -> bool:
    """Whether a name means something else for each subject: `type`, `weight`."""
    return not lists()["dependent"].isdisjoint({name.lower(), singular(name.lower())})


def _senses(text: str) -> Sequence[str]:
    """The stems of words; a doing stays what it is: a booking is no book, parking no park."""
    said = map(singular, words(text))
    return [word if word.endswith("ing") else stem(word) for word in said]


@dataclass(frozen=True)
class Context:
    """What the data is about.

    said: the stems of all words for it; `person` where it is of people, or nothing is said, and
    `somebody` where it may be. own: the user's words, or the outline's title. near: how near each
    outline is.
    """

    said: frozenset[str]
    own: str
    near: Mapping[str, float]

    def affinity(self, one: Known) -> float:
        """How much a field is of the subject: of the words where it holds, else of its outline."""
        if one.around:
            held = [word for word in one.around if set(_senses(word)) <= self.said]
            sure = [word for word in held if word not in _BY_ROWS]
            longest = max((len(words(word)) for word in sure), default=0)
            return 1.0 + _OF_LENGTH * longest if sure else _OF_SOMEBODY if held else -1.0
        return _EVERYWHERE if one.outline is None else self.near[one.outline]

    def beside(self, name: str) -> Context:
        """The context with the words of a name itself: the `car` of `car model`."""
        said = _senses(" ".join(words(name)[:-1]))
        return replace(self, said=self.said | set(said)) if said else self

    def holds(self, one: Known) -> bool:
        """Whether a field is known to be of the subject, rather than of anything."""
        special = bool(one.around) or one.outline is not None
        return special and self.affinity(one) >= _NEAR


class Contexts:
    """The subjects of a store that fields may be of."""

    def __init__(self, store: Store, rows: RowKinds) -> None:
        self._store = store
        self._rows = rows
        self._kinds = Kinds(store)

    def of(self, about: Outline | None, subject: str, unit: str | None) -> Context:
        """The context of fields in data about an outline, or about what the user calls it."""
        titled = f"{about.title} {about.row}" if about is not None else ""
        return self._context(titled, subject, unit or "")

    def own(self, name: str, context: Context) -> OutlineColumn | None:
        """What a name is of the very thing: a trait of it, or what kinds of it there are."""
        wanted = stems(name)
        for column in self._rows.traits(context.own):
            called = (column.name, *column.aliases)
            if any(stems(one) == wanted for one in called):
                return None if isinstance(column.column, FormulaColumn) else alone(column)
        *thing, kind = words(name) or [""]
        if singular(kind) not in lists()["kinds"]:
            return None
        if singular(kind) == "category" and not thing:
            return None
        return self._kinds.of(" ".join(thing) or context.own)

    @lru_cache(maxsize=64)  # noqa: B019 - one store lives as long as the process
    def _context(self, titled: str, subject: str, unit: str) -> Context:
        said = set(_senses(f"{titled} {subject} {unit}"))
        own = subject or titled
        if not own or self._rows.is_person(" ".join(map(singular, words(own)[-2:]))):
            said.add(_PERSON)
        people = any(self._rows.is_person(singular(word)) for word in words(subject))
        if people or self._rows.may_be_somebody(own):
            said |= _SOMEBODY
        said |= set(_senses(self._rows.kind_of(own) or ""))
        near = np.maximum(self._near(titled), self._near(subject))
        names = dict(zip(self._store.blocks, near.tolist(), strict=True))
        return Context(frozenset(said), subject or titled, names)

    def _near(self, subject: str) -> Floats:
        return self._subjects.to(subject)

    @cached_property
    def _subjects(self) -> Nearest:
        return Nearest(vectors(), [block.title for block in self._store.blocks.values()])
