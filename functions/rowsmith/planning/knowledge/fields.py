"""Which field a name means: the outline's own, one that is known everywhere, or one of its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeAlias

from rowsmith.planning.english.words import stems, words
from rowsmith.planning.knowledge.forms import by_form, guess
from rowsmith.planning.knowledge.outline import Outline, OutlineColumn
from rowsmith.planning.knowledge.store import FieldEntry, Store, read_field
from rowsmith.schema import Table
from rowsmith.schema.columns import LookupColumn

By: TypeAlias = Literal["name", "alias", "order", "similar", "form", "guess"]
Stems: TypeAlias = tuple[str, ...]

_JOINING = frozenset(stems("of the a an in for per"))


@dataclass(frozen=True, slots=True)
class Hints:
    """What is said of a field beside its name.

    type: one of `grammar.values.TypeKind`. unit: as written. yes_no: it is true or false of a
    row. counted: it was named by its number. values: those that are stated.
    """

    type: str | None = None
    unit: str | None = None
    yes_no: bool = False
    counted: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """What a named field is.

    known: the column, under the name by which it is known, with what moves it. by: `name` or
    `alias` where it is called so, `order` with the same words turned round, `similar` by
    meaning, `form` by a word that tells its kind, `guess` where nothing told it. score: 0 to 1.
    read_as: what it was read as in words, where that is not what it is called. outline: whose
    column it is; None where it is known everywhere. tables: what it looks up.
    """

    known: OutlineColumn
    by: By
    score: float
    read_as: str | None = None
    outline: Outline | None = None
    tables: tuple[Table, ...] = ()


class Fields:
    """The fields of a store, found by what users call them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(
        self, name: str, about: Outline | None = None, hints: Hints | None = None
    ) -> FieldMatch:
        """What a field is called `name` in data about `about`; a guess where nobody knows."""
        hints = hints or Hints()
        around = stems(f"{about.title} {about.row}") if about is not None else ()
        return (
            (self._of_outline(name, about) if about is not None else None)
            or self._everywhere(name, around)
            or self._by_end(name, around)
            or _by_form(name)
            or FieldMatch(guess(name), "guess", 0.0, read_as="a guess")
        )

    def _of_outline(self, name: str, outline: Outline) -> FieldMatch | None:
        for said in _forms(name, outline):
            for column in outline.columns:
                if column.hidden:
                    continue
                if stems(column.name) == said:
                    return _in(outline, column, "name")
                if any(stems(alias) == said for alias in column.aliases):
                    return _in(outline, column, "alias")
        told = _told(stems(name))
        for column in outline.columns:
            names = (column.name, *column.aliases)
            if not column.hidden and any(_told(stems(one)) == told for one in names):
                return _in(outline, column, "order")
        return None

    def _everywhere(self, name: str, around: Stems) -> FieldMatch | None:
        said = stems(name)
        if said in self._by_stems:
            known, by = self._by_stems[said]
            return self._known(known, by, around)
        told = self._by_told.get(_told(said))
        return self._known(told, "order", around) if told is not None else None

    def _by_end(self, name: str, around: Stems) -> FieldMatch | None:
        """The last words of a name tell it: `base salary` is a salary."""
        said = stems(name)
        for start in range(1, len(said)):
            found = self._by_stems.get(said[start:])
            if found is not None:
                match = self._known(found[0], "similar", (*said[:start], *around))
                return replace(match, score=0.6, read_as=match.known.name.replace("_", " "))
        return None

    def _known(self, name: str, by: By, around: Stems) -> FieldMatch:
        entries = self._store.fields[name]
        column = read_field(_fitting(entries, around))
        return FieldMatch(column, by, 1.0, tables=self._tables_of(column))

    def _tables_of(self, column: OutlineColumn) -> tuple[Table, ...]:
        if not isinstance(column.column, LookupColumn):
            return ()
        return (self._store.tables[column.column.table],)

    @cached_property
    def _by_stems(self) -> Mapping[Stems, tuple[str, By]]:
        found: dict[Stems, tuple[str, By]] = {}
        for name in self._store.fields:
            found.setdefault(stems(name), (name, "name"))
        for name, entries in self._store.fields.items():
            for alias in entries[0].head.aliases:
                found.setdefault(stems(alias), (name, "alias"))
        return found

    @cached_property
    def _by_told(self) -> Mapping[frozenset[str], str]:
        found: dict[frozenset[str], str] = {}
        for said, (name, _) in self._by_stems.items():
            found.setdefault(_told(said), name)
        return found


def _fitting(entries: Iterable[FieldEntry], around: Stems) -> FieldEntry:
    """The entry for what the data is about; the first, which holds everywhere, where none is."""
    there = set(around)
    first, *others = entries
    for entry in others:
        if any(set(stems(word)) <= there for word in entry.head.around):
            return entry
    return first


def _in(outline: Outline, column: OutlineColumn, by: By) -> FieldMatch:
    table = column.column.table if isinstance(column.column, LookupColumn) else None
    tables = tuple(one for one in outline.tables if one.name == table)
    return FieldMatch(column, by, 1.0, outline=outline, tables=tables)


def _forms(name: str, outline: Outline) -> Iterator[Stems]:
    """The words of a name, whole and without the row's or a repeating subject's noun."""
    said = stems(name)
    yield said
    for noun in (outline.row, *(one.name for one in outline.entities)):
        own = stems(noun)
        if said[: len(own)] == own and len(said) > len(own):
            yield said[len(own) :]


def _told(said: Stems) -> frozenset[str]:
    """The words of a name that tell something, in no order."""
    return frozenset(word for word in said if word not in _JOINING)


def _by_form(name: str) -> FieldMatch | None:
    column = by_form(words(name))
    return FieldMatch(column, "form", 0.4, read_as=None) if column is not None else None


__all__ = ["By", "FieldMatch", "Fields", "Hints"]
