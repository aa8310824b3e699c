"""A schema that relations change, one column at a time, and what was told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter, ValidationError

from rowsmith.planning.coherence.stated import Stated
from rowsmith.planning.notes import Note, NoteKind
from rowsmith.schema import MAX_COLUMNS, Column, Driver, Entity, Schema, Table
from rowsmith.schema.check import check
from rowsmith.schema.columns import DatetimeColumn, FormulaColumn, NumberColumn
from rowsmith.schema.dependencies import driver_of, lenient_types, reads
from rowsmith.schema.expressions import ExpressionError, names_in
from rowsmith.schema.typing import ValueType

Keys = dict[str, Any]

_COLUMN: TypeAdapter[Column] = TypeAdapter(Column)
_NAME_LENGTH = 64


class _View:
    """What is worked out of a schema once, until it changes."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    @cached_property
    def subjects(self) -> dict[str, tuple[Entity | None, Column]]:
        return {column.name: (entity, column) for entity, column in self.schema.subjects()}

    @cached_property
    def types(self) -> dict[str, ValueType]:
        return lenient_types(self.schema)


class Editor:
    """Changes a schema by whole steps: a step that leaves it invalid is undone.

    Attributes:
        schema: as it is so far.
        stated: what is not to be changed.
        notes: what was done so far.
        related: columns that a relation has made or moved; another leaves them alone.
        hung: columns that are there only under a condition since.
    """

    def __init__(self, schema: Schema, stated: Stated) -> None:
        self.schema = schema
        self._seen = _View(schema)
        self.stated = stated
        self.notes: list[Note] = []
        self.related: set[str] = set()
        self.hung: set[str] = set()

    # Reading

    def column(self, name: str) -> Column:
        """The column of this name. Raises KeyError."""
        return self._view().subjects[name][1]

    def entity(self, name: str) -> Entity | None:
        """The entity that a column belongs to; None for the row's own."""
        return self._view().subjects[name][0]

    def _view(self) -> _View:
        if self._seen.schema is not self.schema:
            self._seen = _View(self.schema)
        return self._seen

    def shown(self) -> list[str]:
        """The names of the CSV's columns, in order."""
        hidden = set(self.schema.hidden)
        return [column.name for _, column in self.schema.subjects() if column.name not in hidden]

    def types(self) -> dict[str, ValueType]:
        """The type of every column's values."""
        return self._view().types

    def needs(self, name: str) -> set[str]:
        """Every column that one is made from, however far, itself included."""
        return _needs(name, self.schema)

    def made_from(self, name: str) -> set[str]:
        """Every column that one is made from, as `needs`, without what only moves it."""
        return _needs(name, self.schema.model_copy(update={"drivers": []}))

    def can_read(self, reader: str, others: Iterable[str]) -> bool:
        """Whether a column may read others: what belongs to an entity reads only that entity's."""
        entity = self.entity(reader)
        return entity is None or all(self.entity(other) == entity for other in others)

    def is_bound(self, name: str) -> bool:
        """Whether a column follows others already, by formula, date before or bound."""
        column = self.column(name)
        match column:
            case FormulaColumn():
                return True
            case DatetimeColumn():
                return column.after is not None
            case NumberColumn():
                return isinstance(column.min, str) or isinstance(column.max, str)
        return False

    def is_clock(self, name: str) -> bool:
        """Whether a column holds times of day."""
        column = self.column(name)
        return isinstance(column, DatetimeColumn) and column.is_time_of_day

    # Changing

    def attempt(
        self, change: Callable[[], None], says: str, *columns: str, kind: NoteKind = "assumed"
    ) -> bool:
        """Do a change and note it; whether the schema is valid with it, else it is undone."""
        before = self.schema
        try:
            change()
        except (ValidationError, ExpressionError):
            self.schema = before
            return False
        if check(self.schema):
            self.schema = before
            return False
        self.related.update(columns[:1])
        self.tell(says, *columns, kind=kind)
        return True

    def tell(self, says: str, *columns: str, kind: NoteKind = "assumed") -> None:
        """Add a note."""
        if kind != "assumed" and self.stated.outline.issuperset(columns[:1]):
            return
        note = Note(kind, says, columns)
        if note not in self.notes:
            self.notes.append(note)

    def put(self, name: str, keys: Keys) -> None:
        """Make a column another one of the same name. Raises ValidationError."""
        column = _COLUMN.validate_python({"name": name, **keys})

        def swapped(columns: list[Column]) -> list[Column]:
            return [column if one.name == name else one for one in columns]

        entities = [
            entity.model_copy(update={"columns": swapped(entity.columns)})
            for entity in self.schema.entities
        ]
        self._update(columns=swapped(self.schema.columns), entities=entities)

    def change(self, name: str, **keys: Any) -> None:
        """Set keys of a column. Raises ValidationError."""
        column = self.column(name).model_dump(exclude_unset=True, exclude={"name"})
        self.put(name, {**column, **keys})

    def compute(self, name: str, expression: str) -> None:
        """Make a column a formula; what moved it or was moved by it in a circle goes."""
        keys: Keys = {"kind": "formula", "expression": expression}
        column = self.column(name)
        for key in ("when", "otherwise"):
            if getattr(column, key, None) is not None:
                keys[key] = getattr(column, key)
        self.put(name, keys)
        self.undrive(name)

    def hide(self, name: str, keys: Keys, *, beside: str) -> str:
        """Add a hidden column to the subject of `beside`; its name, which may get a number."""
        taken = set(self._view().subjects)
        stem = name[: _NAME_LENGTH - 3]
        name = next(
            one for n in range(1, 100) if (one := stem if n == 1 else f"{stem}_{n}") not in taken
        )
        if len(taken) >= MAX_COLUMNS:
            raise ExpressionError(f"has {MAX_COLUMNS} columns already")
        column = _COLUMN.validate_python({"name": name, **keys})
        entity = self.entity(beside)
        if entity is None:
            self._update(columns=[*self.schema.columns, column])
        else:
            entities = [
                one.model_copy(update={"columns": [*one.columns, column]}) if one == entity else one
                for one in self.schema.entities
            ]
            self._update(entities=entities)
        self._update(hidden=[*self.schema.hidden, name])
        return name

    def add_table(self, table: Table) -> None:
        """Add a table, unless there is one of its name."""
        if all(other.name != table.name for other in self.schema.tables):
            self._update(tables=[*self.schema.tables, table])

    def undrive(self, name: str) -> None:
        """Take away the driver of a column that is computed now, and what `unloop` does.

        A label that nothing moves any more is no label, unless it was asked for.
        """
        before = {driver.column for driver in self.schema.drivers}
        rest = [driver for driver in self.schema.drivers if driver.column != name]
        self._update(drivers=rest)
        self.unloop()
        gone = before - {driver.column for driver in self.schema.drivers}
        labels = [
            label
            for label in self.schema.labels
            if label not in gone or self.stated.says(label, "label")
        ]
        self._update(labels=labels)

    def unloop(self) -> None:
        """Take away the terms of drivers that would go in a circle."""
        kept: list[Driver] = []
        for driver in self.schema.drivers:
            others = [one for one in self.schema.drivers if one is not driver]
            without = self.schema.model_copy(update={"drivers": others})
            terms = [
                term
                for term in driver.by
                if not any(driver.column in _needs(read, without) for read in names_in(term.of))
            ]
            if terms:
                kept.append(driver.model_copy(update={"by": terms}))
        self._update(drivers=kept)

    def dissolve(self, name: str) -> None:
        """Make the columns of the entity of a column the rows' own."""
        entity = self.entity(name)
        if entity is not None:
            rest = [one for one in self.schema.entities if one != entity]
            self._update(entities=rest, columns=[*entity.columns, *self.schema.columns])

    def drive(self, driver: Driver) -> None:
        """Add a driver, in place of the column's own."""
        rest = [one for one in self.schema.drivers if one.column != driver.column]
        self._update(drivers=[*rest, driver])

    def is_label(self, name: str) -> bool:
        """Whether a column is to be predicted, by the user's own words."""
        return name in self.schema.labels and self.stated.says(name, "label")

    def driver(self, name: str) -> Driver | None:
        """What moves a column."""
        return driver_of(name, self.schema)

    def _update(self, **parts: Any) -> None:
        self.schema = self.schema.model_copy(update=parts)


def _needs(name: str, schema: Schema) -> set[str]:
    subjects = {column.name: (entity, column) for entity, column in schema.subjects()}
    found: set[str] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here in found or here not in subjects:
            continue
        found.add(here)
        entity, column = subjects[here]
        waiting.extend(reads(column, schema, entity))
    return found


def may_compute(editor: Editor, name: str, parts: Iterable[str]) -> bool:
    """Whether a column may be made a formula of others without contradicting what was said.

    It must not be one already, and its figures, values, order and causes must be nobody's words.
    """
    if editor.is_bound(name) or name in editor.related or editor.is_label(name):
        return False
    if editor.stated.says(name, "figures", "values", "formula", "order", "dependence"):
        return False
    return editor.can_read(name, parts) and not any(
        name in editor.made_from(part) for part in parts
    )


def written(name: str) -> str:
    """A column's name as an expression writes it."""
    plain = name.isidentifier() and name not in _RESERVED
    return name if plain else f"`{name}`"


_RESERVED = frozenset({"and", "or", "not", "if", "else", "in", "true", "false", "today"})
