"""Which field a name means: the outline's own, a known one, one near in meaning, or a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal, TypeAlias

import numpy as np

from rowsmith.planning.english.words import stems, words
from rowsmith.planning.knowledge import forms
from rowsmith.planning.knowledge.abbreviations import written_out
from rowsmith.planning.knowledge.catalog import Catalog, Known, told
from rowsmith.planning.knowledge.name_forms import KINDS, Kind, kinds_of
from rowsmith.planning.knowledge.outline import Outline, OutlineColumn
from rowsmith.planning.knowledge.similar import Floats, Nearest, vectors
from rowsmith.planning.knowledge.store import Store
from rowsmith.planning.knowledge.units import in_unit, unit_of
from rowsmith.planning.knowledge.words import lists
from rowsmith.schema import Table
from rowsmith.schema.columns import CategoryColumn, LookupColumn

By: TypeAlias = Literal["name", "alias", "order", "similar", "form", "guess"]
Stems: TypeAlias = tuple[str, ...]

SIMILAR = 0.72
"""From this nearness on, a name is read as another."""
_HARDLY = 0.6
"""From this nearness on, it is read so where its form tells nothing."""
_OF_SUBJECT = 0.12
"""How much it adds that the field is of the same subject."""
_OF_HEAD = 0.12
"""How much it takes that the last words have nothing to do with each other."""
_HEADS = 0.5
_LOOKED_AT = 60
_TWO = 2


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
    read_as: what it was read as in words, where that is not what it is called. outline: the one
    asked about, where it is a column of it. source: the name of another one that it is taken
    from, without what it reads there. tables: what it looks up.
    """

    known: OutlineColumn
    by: By
    score: float
    read_as: str | None = None
    outline: Outline | None = None
    source: str | None = None
    tables: tuple[Table, ...] = ()


class Fields:
    """The fields of a store, found by what users call them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._catalog = Catalog(store)

    def find(
        self, name: str, about: Outline | None = None, hints: Hints | None = None
    ) -> FieldMatch:
        """What a field called `name` is in data about an outline; a guess where nobody knows."""
        hints = hints or Hints()
        allowed = _allowed(name, hints)
        for said in dict.fromkeys((name, written_out(name))):
            found = self._called(said, about, hints)
            if found is not None and (said == name or _is_allowed(found.known, allowed)):
                return _in_stated_unit(found, hints)
        if (found := self._numbered(name, about, hints)) is not None:
            return found
        found = (
            _by_pace(name)
            or (self._similar_in(name, about, allowed) if about is not None else None)
            or _of_person(name)
            or self._similar(name, about, allowed, SIMILAR)
            or _by_form(name, allowed)
            or self._similar(name, about, allowed, _HARDLY)
            or FieldMatch(forms.guess(name, allowed), "guess", 0.0, "a guess by its form")
        )
        return _in_stated_unit(found, hints)

    def _numbered(self, name: str, about: Outline | None, hints: Hints) -> FieldMatch | None:
        """One of several that are alike and have a number each; several are no ids."""
        plain = name.rstrip("0123456789").rstrip(" _")
        if plain == name or len(plain) < _TWO or not plain[-1].isalpha():
            return None
        found = self.find(plain, about, hints)
        if found.known.column.kind == "id":
            return FieldMatch(forms.guess(name, frozenset()), "form", 0.4)
        return found

    def _called(self, name: str, about: Outline | None, hints: Hints) -> FieldMatch | None:
        """The field that is called so, in data about the outline or anywhere."""
        found = self._of_outline(name, about) if about is not None else None
        found = found or self._everywhere(name, f"{_subject(about)} {hints.unit or ''}")
        return None if found is not None and _is_other(found.known, hints) else found

    def _of_outline(self, name: str, outline: Outline) -> FieldMatch | None:
        columns = [column for column in outline.columns if not column.hidden]
        for said in _forms(name, outline):
            for column in columns:
                if stems(column.name) == said:
                    return _in(outline, column, "name")
            for column in columns:
                if any(stems(alias) == said for alias in column.aliases):
                    return _in(outline, column, "alias")
        wanted = told(stems(name))
        for column in columns:
            if any(told(stems(one)) == wanted for one in (column.name, *column.aliases)):
                return _in(outline, column, "order")
        return None

    def _everywhere(self, name: str, subject: str) -> FieldMatch | None:
        for said in _without_owner(stems(name)):
            known = self._catalog.by_stems.get(said)
            if known:
                return self._match(self._fitting(known, subject), "name", 1.0)
        known = self._catalog.by_told.get(told(stems(name)), ())
        return self._match(self._fitting(known, subject), "order", 0.95) if known else None

    def _fitting(self, known: Sequence[Known], subject: str) -> Known:
        """Of those that are called alike the one for what the data is about."""
        return max(known, key=lambda one: (self._affinity(one, subject), not one.outline))

    def _affinity(self, one: Known, subject: str) -> float:
        """How much a field is of a subject: of the words where it holds, else of its outline."""
        if one.around:
            said = set(stems(subject))
            return 1.0 if any(set(stems(word)) <= said for word in one.around) else -1.0
        if one.outline is None:
            return _EVERYWHERE
        return float(self._near_subjects(subject)[self._places[one.outline]])

    @lru_cache(maxsize=16)  # noqa: B019 - one catalog lives as long as the process
    def _near_subjects(self, subject: str) -> Floats:
        return self._subjects.to(subject)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: at for at, name in enumerate(self._store.blocks)}

    @cached_property
    def _subjects(self) -> Nearest:
        return Nearest(vectors(), [block.title for block in self._store.blocks.values()])

    def _match(self, one: Known, by: By, score: float, read_as: str | None = None) -> FieldMatch:
        column, tables = self._catalog.column(one)
        return FieldMatch(column, by, round(score, 3), read_as, None, one.outline, tables)

    def _similar_in(
        self, name: str, outline: Outline, allowed: frozenset[Kind]
    ) -> FieldMatch | None:
        """The outline's own column that is nearest in meaning."""
        columns = [one for one in outline.columns if not one.hidden and _is_allowed(one, allowed)]
        called = [(phrase, one) for one in columns for phrase in (one.name, *one.aliases)]
        if not called:
            return None
        plain = " ".join(_without_counting(words(name)))
        phrases = [phrase for phrase, _ in called]
        near = Nearest(vectors(), phrases).to(plain)
        heads = np.array(_same_heads(plain, phrases))
        scores = near - _OF_HEAD * ~heads
        best = int(np.argmax(scores))
        if float(scores[best]) < SIMILAR:
            return None
        phrase, column = called[best]
        match = _in(outline, column, "similar")
        said = phrase.replace("_", " ")
        return replace(match, score=round(float(scores[best]), 3), read_as=said)

    def _similar(
        self, name: str, about: Outline | None, allowed: frozenset[Kind], least: float
    ) -> FieldMatch | None:
        """The known field that is nearest in meaning and of a kind that the name allows."""
        plain = " ".join(_without_owner(tuple(_without_counting(words(name))))[-1])
        near = self._catalog.nearest.to(plain)
        best: tuple[float, int] | None = None
        places = np.argsort(-near, kind="stable")[:_LOOKED_AT].tolist()
        fits = [at for at in places if not allowed or self._catalog.kind_at(at) in allowed]
        heads = _same_heads(plain, [self._catalog.fields[at].phrase for at in fits])
        subject = _subject(about)
        for at, same in zip(fits, heads, strict=True):
            one = self._catalog.fields[at]
            if one.phrase in _OF_A_LIFE:
                continue
            score = float(near[at]) - _OF_HEAD * (not same)
            score += _OF_SUBJECT * max(self._affinity(one, subject), 0.0)
            if score >= least and (best is None or score > best[0]):
                best = (score, at)
        if best is None:
            return None
        one = self._catalog.fields[best[1]]
        match = self._match(one, "similar", min(best[0], 1.0), one.phrase.replace("_", " "))
        column = in_unit(match.known.column, unit_of(words(one.phrase)), unit_of(words(name)))
        return replace(match, known=replace(match.known, column=column))


_OF_A_LIFE = frozenset(
    {"birth date", "birth_date", "date of birth", "birthday", "death date", "death_date"}
)
"""Dates that no other date is like: an adoption is no birth."""


def _in_stated_unit(match: FieldMatch, hints: Hints) -> FieldMatch:
    """A field in the unit that is stated, where it is known in which it is."""
    to = unit_of(words(hints.unit)) if hints.unit else None
    names = (match.known.name, *match.known.aliases)
    of = next((unit for name in names if (unit := unit_of(words(name))) is not None), None)
    column = in_unit(match.known.column, of, to)
    return replace(match, known=replace(match.known, column=column))


_EVERYWHERE = 0.45
"""How much a field that is known everywhere is of any subject."""


def _allowed(name: str, hints: Hints) -> frozenset[Kind]:
    """The kinds that a field may be of; any where nothing tells."""
    if hints.yes_no:
        return frozenset({"boolean"})
    if hints.counted or hints.unit:
        return frozenset({"number"})
    if hints.type in _OF_TYPE:
        return frozenset(_OF_TYPE[hints.type])
    if hints.values:
        return frozenset({"category", "name", "boolean"})
    return kinds_of(words(name) or [""])


_OF_TYPE: dict[str | None, tuple[Kind, ...]] = {
    "integer": ("number", "id"),
    "decimal": ("number",),
    "boolean": ("boolean",),
    "date": ("datetime",),
    "datetime": ("datetime",),
    "time": ("datetime",),
    "year": ("number",),
    "long_text": ("text",),
    "category": ("category",),
    "ordinal": ("category",),
    "id": ("id",),
    "uuid": ("id",),
}


def _is_other(known: OutlineColumn, hints: Hints) -> bool:
    """Whether what is said of a field cannot be of this one."""
    if hints.yes_no:
        levels = known.column.values if isinstance(known.column, CategoryColumn) else ()
        return len(levels) > _TWO
    if hints.type in _OF_TYPE:
        return KINDS[known.column.kind] not in _OF_TYPE[hints.type]
    return False


def _is_allowed(known: OutlineColumn, allowed: frozenset[Kind]) -> bool:
    return not allowed or KINDS[known.column.kind] in allowed


def _subject(about: Outline | None) -> str:
    return f"{about.title} {about.row}" if about is not None else ""


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


def _without_owner(said: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A name, and what is left of it without the person whose field it is: `customer age`."""
    found = [said]
    while len(said) > 1 and said[0] in lists()["persons"]:
        said = said[1:]
        found.append(said)
    return found


def _same_heads(name: str, others: Sequence[str]) -> list[bool]:
    """Whether the last words of two names have to do with each other, one way round or other."""
    last = [other.replace("_", " ").rpartition(" ")[2] for other in others]
    own = vectors().of([name.rpartition(" ")[2] or name, name])
    theirs, heads = vectors().of(list(others)), vectors().of(last)
    near = np.maximum(np.maximum(heads @ own[0], theirs @ own[0]), heads @ own[1])
    return [bool(one >= _HEADS) for one in near]


def _without_counting(said: list[str]) -> list[str]:
    """`number of cofounders`, `guest count`: what is counted."""
    if said[:2] == ["number", "of"] and len(said) > _TWO:
        return said[2:]
    return said[:-1] if len(said) > 1 and said[-1] in ("count", "counts") else said


def _of_person(name: str) -> FieldMatch | None:
    """A noun for a person is the person's name: `branch manager`."""
    said = words(name)
    if not said or said[-1] not in lists()["persons"] or len(said) > _TWO:
        return None
    column = forms.named(name, "person full_name")
    return FieldMatch(column, "form", 0.8, "a person's name")


def _by_pace(name: str) -> FieldMatch | None:
    """`days at home per week` are as many as a week has, whatever they are like."""
    said = words(name)
    return _by_form(name, ("number",)) if "per" in said[1:-1] else None


def _by_form(name: str, allowed: Iterable[Kind]) -> FieldMatch | None:
    column = forms.by_form(words(name))
    kinds = frozenset(allowed)
    if column is None or (kinds and KINDS[column.column.kind] not in kinds):
        return None
    return FieldMatch(column, "form", 0.4)
