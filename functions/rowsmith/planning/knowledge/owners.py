"""Whose values some values are: female and male are a gender's, cash and card a payment's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from rowsmith.planning.english.words import stem, stems
from rowsmith.planning.knowledge.column_form import FormError, is_column, level_values
from rowsmith.planning.knowledge.notation import head_and_spec
from rowsmith.planning.knowledge.outline import Outline
from rowsmith.planning.knowledge.store import Store, read_field
from rowsmith.schema import Column
from rowsmith.schema.columns import BooleanColumn, CategoryColumn, PersonColumn

_GENDERS = ("Female", "Male")
_SAID = {"woman": "female", "man": "male", "girl": "female", "boy": "male"}
_FEW = 3
"""Of so many values and more, one may be new."""


class Owners:
    """The fields of a store, found by their values."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, levels: Sequence[str], about: Outline | None) -> str | None:
        """The name of the field whose values these are, the outline's own first."""
        wanted = [_form(level) for level in levels]
        if about is not None:
            own = ((one.name, values_of(one.column)) for one in about.columns if not one.hidden)
            if (found := _best(wanted, own)) is not None:
                return found
        names = sorted({name for level in wanted for name in self._by_level.get(level, ())})
        columns = (
            (name, values_of(read_field(self._store.fields[name][0]).column)) for name in names
        )
        return _best(wanted, columns)

    @cached_property
    def _by_level(self) -> Mapping[str, Collection[str]]:
        found: dict[str, set[str]] = {}
        for name, entries in self._store.fields.items():
            for value in _levels_in(entries[0].entry.text):
                found.setdefault(_form(value), set()).add(name)
        return found


def _levels_in(text: str) -> Iterable[str]:
    """The values that a field's line lists, without reading the whole of it."""
    spec = head_and_spec(text)[1]
    kind, _, rest = spec.partition(" ")
    if kind in ("category", "ordinal"):
        try:
            return [level["value"] for level in level_values(rest.partition(",")[0])]
        except FormError:
            return ()
    if spec.startswith("person gender"):
        return _GENDERS
    words = spec.partition("words ")[2].partition(",")[0]
    return words.split("/") if is_column(spec) and words else ()


def _form(value: str) -> str:
    said = " ".join(stems(value)) or value.lower()
    return stem(_SAID.get(said, said))


def values_of(column: Column) -> tuple[str, ...]:
    """What a column says: a category's values, the two genders, a boolean's own words."""
    if isinstance(column, PersonColumn) and column.field == "gender":
        return _GENDERS
    if isinstance(column, BooleanColumn):
        return tuple(column.words or ())
    if isinstance(column, CategoryColumn):
        return tuple(level.value for level in column.values)
    return ()


def _best(wanted: Sequence[str], columns: Iterable[tuple[str, Sequence[str]]]) -> str | None:
    least = len(wanted) if len(wanted) < _FEW else len(wanted) - 1
    best: tuple[int, int, str] | None = None
    for name, values in columns:
        there = {_form(value) for value in values}
        count = sum(value in there for value in wanted)
        if count >= max(least, 1):
            candidate = (-count, len(there), name)
            best = min(best, candidate) if best is not None else candidate
    return best[2] if best is not None else None
