"""Every known field under every name, those of outlines beside those of none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rowsmith.planning.english.words import stems
from rowsmith.planning.english.words import words as words_of
from rowsmith.planning.knowledge import notation
from rowsmith.planning.knowledge.alone import alone
from rowsmith.planning.knowledge.column_form import is_column
from rowsmith.planning.knowledge.name_forms import KINDS, Kind
from rowsmith.planning.knowledge.outline import OutlineColumn
from rowsmith.planning.knowledge.similar import Nearest, vectors
from rowsmith.planning.knowledge.store import FieldEntry, Store, read_field
from rowsmith.schema import Table
from rowsmith.schema.columns import LookupColumn

Stems = tuple[str, ...]
_JOINING = frozenset(stems("of the a an in for per"))


def told(said: Stems) -> frozenset[str]:
    """The words of a name that tell something, in no order; `number of visits` is a count."""
    if said[:2] == _NUMBER_OF:
        said = ("count", *said[2:])
    return frozenset(stem for stem in said if stem not in _JOINING)


_NUMBER_OF = stems("number of")


@dataclass(frozen=True, slots=True)
class Known:
    """A field under one of its names.

    phrase: this name. name: of the column. outline: whose it is; None where it is of none.
    around: words of a subject in which it holds. entry: where it stands, of one of no outline.
    """

    phrase: str
    name: str
    outline: str | None
    around: tuple[str, ...] = ()
    entry: FieldEntry | None = None
    spec: str = ""

    @property
    def is_usual(self) -> bool:
        """Whether it is what its own name is where nothing is known of the subject."""
        return self.outline is None and not self.around and stems(self.phrase) == stems(self.name)


class Catalog:
    """The fields of a store by their names and by what they mean."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the names of fields."""
        return frozenset(word for known in self.fields for word in words_of(known.phrase))

    @cached_property
    def fields(self) -> Sequence[Known]:
        """Every field under every name; those of no outline first."""
        found: list[Known] = []
        for name, entries in self._store.fields.items():
            for entry in entries:
                aliases = entries[0].head.aliases
                spec = entry.entry.text.partition(": ")[2]
                found += [
                    Known(phrase, name, None, entry.head.around, entry, spec)
                    for phrase in (name, *aliases)
                ]
        for outline, block in self._store.blocks.items():
            for line in block.lines:
                head, colon, spec = line.partition(":")
                if colon and _stands_alone(head, spec):
                    one = notation.read_head(head)
                    found += [
                        Known(phrase, one.name, outline, spec=spec.strip())
                        for phrase in (one.name, *one.aliases)
                    ]
        return found

    @cached_property
    def by_stems(self) -> Mapping[Stems, Sequence[Known]]:
        """The fields that are called so, by the stems of the words."""
        found: dict[Stems, list[Known]] = {}
        for one in self.fields:
            found.setdefault(stems(one.phrase), []).append(one)
        return found

    @cached_property
    def by_told(self) -> Mapping[frozenset[str], Sequence[Known]]:
        """The fields that are called so with their words in any order."""
        found: dict[frozenset[str], Sequence[Known]] = {}
        for said, known in self.by_stems.items():
            found.setdefault(told(said), known)
        return found

    @cached_property
    def nearest(self) -> Nearest:
        """The names, to be compared with others."""
        return Nearest(vectors(), [one.phrase for one in self.fields])

    def kind_at(self, place: int) -> Kind:
        """What the field at a place holds, by the first word of its line."""
        one = self.fields[place]
        return _KIND_OF_WORD.get(one.spec.partition(" ")[0].rstrip(","), "number")

    def column(self, one: Known) -> tuple[OutlineColumn, tuple[Table, ...]]:
        """A field's column, and the table that it looks up. Raises OutlineError."""
        if one.entry is not None:
            column, tables = read_field(one.entry), self._store.tables
        else:
            outline = self._store.outline(one.outline or "")
            column = alone(outline.by_name[one.name])
            tables = {table.name: table for table in outline.tables}
        table = column.column.table if isinstance(column.column, LookupColumn) else None
        return column, (tables[table],) if table in tables else ()


def _stands_alone(head: str, spec: str) -> bool:
    """Whether a line is a column that others may have: not a fact, hidden, or computed."""
    # What a row is may be a person: `row: person`.
    shown = (head[:1].isalpha() and head != "row") or head[:1] == "+"
    return shown and is_column(spec) and not spec.lstrip().startswith("=")


_KIND_OF_WORD: dict[str, Kind] = {
    **{kind: KINDS[kind] for kind in ("id", "person", "place", "faker", "category", "text")},
    "number": "number",
    "=": "number",
    "yes": "boolean",
    "ordinal": "category",
    "from": "category",
    "date": "datetime",
    "datetime": "datetime",
    "time": "datetime",
}
