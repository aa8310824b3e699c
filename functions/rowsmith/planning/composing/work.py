"""What the steps of composing share: the parse, the draft, and which column is whose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rowsmith.planning.composing.draft import Draft, Entry
from rowsmith.planning.knowledge import Knowledge
from rowsmith.planning.notes import Note, NoteKind
from rowsmith.planning.reading.parse import Fact, Field, Level, Parse, Repeat, Span
from rowsmith.schema import Column


class NotCarriedOut(Exception):
    """What is said cannot be put into the schema; the text says why, or is empty."""


LONGEST_STRETCH = 80
"""Characters of the description that are told as they stand."""


def needed(part: int | None) -> int:
    """The id of a part that something is about. Raises NotCarriedOut where it is about none."""
    if part is None:
        raise NotCarriedOut
    return part


@dataclass(slots=True)
class Work:
    """A dataset being composed.

    columns_of: the draft's names of the columns that a field of the parse is, the main one first.
    value_of: the column and the value in it that a level of the parse is.
    entity_of: the entity that a repeat of the parse is.
    defined: fields that are known by what the description says they hold.
    dated: columns whose period is that of the whole dataset.
    of_rows: fields that only name the rows: `loans` of `library loans, loans in 2023`.
    """

    parse: Parse
    knowledge: Knowledge
    draft: Draft = field(default_factory=Draft)
    notes: list[Note] = field(default_factory=list)
    columns_of: dict[int, tuple[str, ...]] = field(default_factory=dict)
    value_of: dict[int, tuple[str, str]] = field(default_factory=dict)
    entity_of: dict[int, str] = field(default_factory=dict)
    defined: set[int] = field(default_factory=set)
    dated: set[str] = field(default_factory=set)
    of_rows: set[int] = field(default_factory=set)

    def name_of(self, part: int) -> str:
        """The column that a field is, or that a level is a value of. Raises NotCarriedOut."""
        if part in self.value_of:
            return self.value_of[part][0]
        if part in self.columns_of:
            return self.columns_of[part][0]
        raise NotCarriedOut

    def names_of(self, part: int) -> tuple[str, ...]:
        """Every column that a field is. Raises NotCarriedOut."""
        return self.columns_of.get(part) or (self.name_of(part),)

    def column_of(self, part: int) -> Column:
        """The column that a field is, or that a level is a value of. Raises NotCarriedOut."""
        return self.draft.column(self.name_of(part))

    def entry_of(self, part: int) -> Entry:
        """The entry of `column_of`. Raises NotCarriedOut."""
        return self.draft.entries[self.name_of(part)]

    def field(self, part: int) -> Field | None:
        """The field of this id."""
        return next((one for one in self.parse.fields if one.id == part), None)

    def level(self, part: int) -> Level | None:
        """The level of this id."""
        return next((one for one in self.parse.levels if one.id == part), None)

    def words_of(self, part: int) -> str:
        """What the user calls a field, level or repeat."""
        named: tuple[Field | Level | Repeat, ...] = (
            *self.parse.fields, *self.parse.levels, *self.parse.repeats,
        )  # fmt: skip
        found = next((one for one in named if one.id == part), None)
        return found.text if isinstance(found, Level) else found.words if found is not None else ""

    def facts(self, of: int | None) -> Iterator[Fact]:
        """What is stated of a part for all its rows."""
        return (fact for fact in self.parse.facts_of(of) if fact.within is None)

    def note(self, kind: NoteKind, text: str, *columns: str) -> None:
        """Tell something of these columns (the draft's names), once."""
        found = Note(kind, text, columns)
        if found not in self.notes:
            self.notes.append(found)

    def said(self, *spans: Span | None) -> str:
        """The words of spans, in quotes; the whole stretch where they stand together."""
        there = sorted({span for span in spans if span is not None})
        if there and there[-1].end - there[0].start <= LONGEST_STRETCH:
            return f"'{self.parse.text[there[0].start : max(span.end for span in there)]}'"
        return " ".join(f"'{span.of(self.parse.text)}'" for span in there)
