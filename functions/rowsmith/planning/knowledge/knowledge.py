"""What is known of subjects and fields, in one place for those who compose a schema."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from rowsmith.planning.knowledge.fields import Fields
from rowsmith.planning.knowledge.matches import FieldMatch, Hints
from rowsmith.planning.knowledge.outline import Outline
from rowsmith.planning.knowledge.owners import Owners
from rowsmith.planning.knowledge.row_kinds import RowKinds
from rowsmith.planning.knowledge.store import Store, store
from rowsmith.planning.knowledge.subjects import SubjectMatch, Subjects


class Knowledge:
    """The one store of knowledge; everything is read when it is asked for first."""

    def __init__(self, own: Store | None = None) -> None:
        self._store = own or store()
        self._rows = RowKinds(self._store)
        self._subjects = Subjects(self._store, self._rows)
        self._fields = Fields(self._store, self._rows)
        self._owners = Owners(self._store)

    def names(self) -> tuple[str, ...]:
        """The names of all outlines."""
        return tuple(self._store.blocks)

    def outline(self, name: str) -> Outline:
        """The outline of this name. Raises KeyError."""
        return self._store.outline(name)

    def subject(self, words: str, columns: Collection[str] = ()) -> SubjectMatch | None:
        """The outline nearest to a subject's words and the columns named with it.

        None where none is near. The match says by what it was found; by `similar` and
        `columns` the user is told of it.
        """
        match = self._subjects.find(words, columns)
        if match is None or match.by != "rows":
            return match
        return replace(match, outline=self._fields.priced(match.outline, words))

    def speaks_of(self, outline: Outline, words: str) -> bool:
        """Whether an outline has to do with every word that tells something."""
        return self._subjects.speaks_of(outline.name, words)

    def is_person(self, noun: str) -> bool:
        """Whether a noun in the singular is somebody."""
        return self._rows.is_person(noun)

    def may_be_somebody(self, subject: str) -> bool:
        """Whether rows may be of people: not where the subject speaks of things alone."""
        return self._rows.may_be_somebody(subject)

    def field(
        self, words: str, about: Outline | None = None, hints: Hints | None = None
    ) -> FieldMatch:
        """What a named field is in data about an outline; never nothing, a guess at the worst."""
        return self._fields.find(words, about, hints)

    def owner(self, levels: Sequence[str], about: Outline | None = None) -> str | None:
        """The header of the field whose values these are: female and male are a gender's."""
        return self._owners.find(levels, about)


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """What the package knows."""
    return Knowledge()
