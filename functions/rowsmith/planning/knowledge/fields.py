"""Which field a name means: the outline's own, a known one, one near in meaning, or a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from rowsmith.planning.english.slips import one_letter_off
from rowsmith.planning.english.words import stems, words
from rowsmith.planning.knowledge import forms
from rowsmith.planning.knowledge.abbreviations import written_out
from rowsmith.planning.knowledge.catalog import Catalog, Known, told
from rowsmith.planning.knowledge.contexts import Context, Contexts, is_dependent
from rowsmith.planning.knowledge.matches import By, FieldMatch, Hints
from rowsmith.planning.knowledge.name_forms import KINDS, Kind, kinds_of
from rowsmith.planning.knowledge.name_parts import (
    is_no_truth,
    may_be_called,
    same_heads,
    same_makers,
    without_counting,
    without_owner,
)
from rowsmith.planning.knowledge.outline import Outline, OutlineColumn
from rowsmith.planning.knowledge.row_kinds import RowKinds
from rowsmith.planning.knowledge.similar import Nearest, vectors
from rowsmith.planning.knowledge.store import Store
from rowsmith.planning.knowledge.units import in_unit, unit_of
from rowsmith.planning.knowledge.words import lists
from rowsmith.schema.columns import BooleanColumn, CategoryColumn, LookupColumn, NumberColumn

Stems: TypeAlias = tuple[str, ...]

SIMILAR = 0.72
"""From this nearness on, a name is read as another."""
_HARDLY = 0.6
"""From this nearness on, it is read so where its form tells nothing."""
_OF_SUBJECT = 0.12
"""How much it adds that the field is of the same subject."""
_OF_HEAD = 0.12
"""How much it takes that the last words have nothing to do with each other."""
_LOOKED_AT = 60
_SHORTEST_SLIP = 3
_SHORT_WORD = 4
_TWO = 2


class Fields:
    """The fields of a store, found by what users call them."""

    def __init__(self, store: Store, rows: RowKinds) -> None:
        self._store = store
        self._catalog = Catalog(store)
        self._contexts = Contexts(store, rows)

    def find(
        self, name: str, about: Outline | None = None, hints: Hints | None = None
    ) -> FieldMatch:
        """What a field called `name` is in data about an outline; a guess where nobody knows."""
        hints = hints or Hints()
        allowed = _allowed(name, hints)
        context = self._contexts.of(about, hints.subject, hints.unit)
        for said in dict.fromkeys((name, written_out(name))):
            found = self._called(said, about, context.beside(said), hints)
            if found is not None and (said == name or _is_allowed(found.known, allowed)):
                return _in_stated_unit(found, hints)
        near = self._mended(name, about, context, hints) or self._numbered(name, about, hints)
        if near is not None:
            return _in_stated_unit(near, hints)
        found = (
            _by_pace(name)
            or _by_head(name)
            or (self._similar_in(name, about, allowed) if about is not None else None)
            or _of_person(name)
            or self._similar(name, context, allowed, SIMILAR)
            or _by_form(name, allowed)
            or (None if _is_short(name) else self._similar(name, context, allowed, _HARDLY))
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

    def priced(self, outline: Outline, subject: str) -> Outline:
        """The outline with the prices of what a subject is, where they are known."""
        found = self._of_subject("price", self._contexts.of(None, subject, None))
        if found is None or not isinstance(found.known.column, NumberColumn):
            return outline
        figures = found.known.column
        keys = ("shape", "mean", "sd", "min", "max", "decimals")
        update = {key: getattr(figures, key) for key in keys}
        columns = tuple(
            replace(one, column=one.column.model_copy(update=update))
            if isinstance(one.column, NumberColumn) and _is_price(one)
            else one
            for one in outline.columns
        )
        return replace(outline, columns=columns)

    def _called(
        self, name: str, about: Outline | None, context: Context, hints: Hints
    ) -> FieldMatch | None:
        """The field that is called so, in data about the outline or anywhere."""
        found = self._of_outline(name, about) if about is not None else None
        found = found or self._of_subject(name, context)
        own = None if found is not None else self._contexts.own(name, context)
        kind = FieldMatch(own, "name", 1.0) if own is not None else None
        # `blood_type` is known by its whole name, `type` by what it is the type of.
        known = (
            None if found or (kind and len(words(name)) == 1) else self._everywhere(name, context)
        )
        found = found or known or kind
        return None if found is not None and _is_other(found.known, hints) else found

    def _of_subject(self, name: str, context: Context) -> FieldMatch | None:
        """What a name is of the thing that the data is about: the varieties of tomatoes."""
        for said in (*without_owner(stems(name)), *same_makers(name)):
            called = _exact(name, self._catalog.by_stems.get(said, ()))
            near = [one for one in called if context.holds(one)]
            if near:
                best = max(near, key=lambda one: (context.affinity(one), not one.outline))
                return self._match(best, "name", 1.0)
        return None

    def _of_outline(self, name: str, outline: Outline) -> FieldMatch | None:
        columns = [column for column in outline.columns if not column.hidden]
        for said in _forms(name, outline):
            for column in columns:
                if stems(column.name) == said and may_be_called(name, column.name):
                    return _in(outline, column, "name")
            for column in columns:
                told_truth = isinstance(column.column, BooleanColumn) and is_no_truth(name)
                called = (one for one in column.aliases if may_be_called(name, one))
                if not told_truth and any(stems(alias) == said for alias in called):
                    return _in(outline, column, "alias")
        wanted = told(stems(name))
        for column in columns:
            if isinstance(column.column, BooleanColumn) and is_no_truth(name):
                continue
            called = (one for one in (column.name, *column.aliases) if may_be_called(name, one))
            if any(told(stems(one)) == wanted for one in called):
                return _in(outline, column, "order")
        return None

    def _everywhere(self, name: str, context: Context) -> FieldMatch | None:
        dependent = is_dependent(name)
        for said in without_owner(stems(name)):
            known = _exact(name, self._catalog.by_stems.get(said, ()))
            if dependent:
                known = [one for one in known if one.is_usual]
            if known:
                best = max(known, key=lambda one: (context.affinity(one), not one.outline))
                return replace(self._match(best, "name", 1.0), usual=dependent)
        if dependent:
            return None
        if (of_side := self._of_side(name, context)) is not None:
            return of_side
        known = self._catalog.by_told.get(told(stems(name)), ())
        if not known:
            return None
        best = max(known, key=lambda one: (context.affinity(one), not one.outline))
        return self._match(best, "order", 0.95)

    def _of_side(self, name: str, context: Context) -> FieldMatch | None:
        """A field of a person or a place, of one of several that a row has: `billing city`."""
        said = words(name)
        if len(said) < _TWO or said[0] not in lists()["sides"]:
            return None
        known = self._catalog.by_stems.get(stems(" ".join(said[1:])))
        if not known:
            return None
        best = max(known, key=lambda one: (context.affinity(one), not one.outline))
        match = self._match(best, "name", 1.0)
        return match if match.known.column.kind in ("place", "faker", "person") else None

    def _mended(
        self, name: str, about: Outline | None, context: Context, hints: Hints
    ) -> FieldMatch | None:
        """A known field that a name is but for one letter of a word that nobody knows."""
        said = words(name)
        for place, word in enumerate(said):
            if len(word) < _SHORTEST_SLIP or vectors().knows(word):
                continue
            near = one_letter_off(word) & self._catalog.words
            for other in sorted(one for one in near if one[0] in word[:_TWO]):
                meant = " ".join([*said[:place], other, *said[place + 1 :]])
                found = self._called(meant, about, context, hints)
                if found is not None:
                    return replace(found, by="similar", score=0.9, read_as=meant)
        return None

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
        plain = " ".join(without_counting(words(name)))
        phrases = [phrase for phrase, _ in called]
        near = Nearest(vectors(), phrases).to(plain)
        heads = np.array(same_heads(plain, phrases))
        scores = near - _OF_HEAD * ~heads
        best = int(np.argmax(scores))
        if float(scores[best]) < SIMILAR:
            return None
        phrase, column = called[best]
        match = _in(outline, column, "similar")
        said = phrase.replace("_", " ")
        return replace(match, score=round(float(scores[best]), 3), read_as=said)

    def _similar(
        self, name: str, context: Context, allowed: frozenset[Kind], least: float
    ) -> FieldMatch | None:
        """The known field that is nearest in meaning and of a kind that the name allows."""
        if is_dependent(name):
            return None
        plain = " ".join(without_owner(tuple(without_counting(words(name))))[-1])
        near = self._catalog.nearest.to(plain)
        best: tuple[float, int] | None = None
        places = np.argsort(-near, kind="stable")[:_LOOKED_AT].tolist()
        fits = [at for at in places if not allowed or self._catalog.kind_at(at) in allowed]
        heads = same_heads(plain, [self._catalog.fields[at].phrase for at in fits])
        for at, same in zip(fits, heads, strict=True):
            one = self._catalog.fields[at]
            if one.phrase in _OF_A_LIFE or _is_beginning(one.phrase, name):
                continue
            score = float(near[at]) - _OF_HEAD * (not same)
            score += _OF_SUBJECT * max(context.affinity(one), 0.0)
            if score >= least and (best is None or score > best[0]):
                best = (score, at)
        if best is None:
            return None
        one = self._catalog.fields[best[1]]
        match = self._match(one, "similar", min(best[0], 1.0), one.phrase.replace("_", " "))
        column = in_unit(match.known.column, unit_of(words(one.phrase)), unit_of(words(name)))
        return replace(match, known=replace(match.known, column=column))


def _is_short(name: str) -> bool:
    """Whether a name is an abbreviation, which is like nothing by its letters: `Q4`, `sbp`."""
    said = words(name)
    return len(said) == 1 and len(said[0]) <= _SHORT_WORD and not set(said[0]) & set("aeiou")


def _is_beginning(phrase: str, name: str) -> bool:
    """Whether a phrase is a name without its last word, which says what it is: `stock code`."""
    said, whole = stems(phrase), stems(name)
    return len(said) < len(whole) and said == whole[: len(said)]


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


def _exact(name: str, known: Sequence[Known]) -> Sequence[Known]:
    """Those that are called by the very word, where there are any: a `rating` is no `rate`."""
    called = [one for one in known if one.phrase.replace("_", " ") == name.lower()]
    return called or known


def _is_price(one: OutlineColumn) -> bool:
    """Whether a column is what the thing itself costs."""
    return not {"price", "market value"}.isdisjoint(one.aliases)


def _by_head(name: str) -> FieldMatch | None:
    """A city is a city, whosever it is: `billing city`, `warehouse postcode`."""
    said = words(name)
    if len(said) < _TWO or said[-1] not in lists()["heads"]:
        return None
    return _by_form(name, ("name",))


def _by_form(name: str, allowed: Iterable[Kind]) -> FieldMatch | None:
    column = forms.by_form(words(name))
    kinds = frozenset(allowed)
    if column is None or (kinds and KINDS[column.column.kind] not in kinds):
        return None
    return FieldMatch(column, "form", 0.4)
