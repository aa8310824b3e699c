"""A dataset in the making: columns of the schema language, and whose words each comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from rowsmith.planning.knowledge.outline import OutlineColumn
from rowsmith.schema import Column, Dirt, Driver, Entity, Missing, Schema, Table, Term
from rowsmith.schema.dependencies import reads
from rowsmith.schema.model import Explained
from rowsmith.schema.renaming import rename_columns

Origin = Literal["outline", "named", "implied", "helper"]
"""Where a column comes from: the subject's outline, the user's words, words that imply it (`men`
implies a gender), or the need of another column, which hides it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A column in the making, by a name that stays while it is made.

    header: what the CSV calls it. field: the parse's field that names it. entity: the subject
    that it belongs to. known: what is known of it, its figures before anything that was said.
    sure: its words are known, rather than like those of `known`. guessed: nothing told what it
    is, so that what is said of it decides its kind.
    """

    column: Column
    header: str
    origin: Origin
    field: int | None = None
    entity: str | None = None
    known: OutlineColumn | None = None
    sure: bool = True
    guessed: bool = False

    @property
    def name(self) -> str:
        """The name in the draft."""
        return self.column.name


@dataclass(slots=True)
class Draft:
    """Columns by name in the order of the CSV, and what goes with them.

    row: what a row is in data about the subject, as the outline has it. entities: rows per
    subject, and whether exactly; by name. stated: columns whose driver the
    user's own words made, which the subject's outline gives way to. in_order: the CSV has the
    columns as they stand here, whosever they are.
    """

    title: str = ""
    domain: str = ""
    row: str = ""
    locale: str | None = None
    entries: dict[str, Entry] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    entities: dict[str, tuple[float, bool | None]] = field(default_factory=dict)
    drivers: dict[str, Driver] = field(default_factory=dict)
    stated: set[str] = field(default_factory=set)
    missing: list[Missing] = field(default_factory=list)
    dirt: list[Dirt] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)
    in_order: bool = False

    def copy(self) -> Draft:
        """A draft that changes apart from this one."""
        return replace(
            self,
            entries=dict(self.entries),
            tables=list(self.tables),
            entities=dict(self.entities),
            drivers=dict(self.drivers),
            stated=set(self.stated),
            missing=list(self.missing),
            dirt=list(self.dirt),
            labels=list(self.labels),
            hidden=set(self.hidden),
        )

    def add(self, entry: Entry, *, before: str | None = None) -> Entry:
        """Add a column, under a name of its own, at the end or before another."""
        name, number = entry.name, 2
        while name in self.entries:
            name, number = f"{entry.name}_{number}", number + 1
        entry = replace(entry, column=entry.column.model_copy(update={"name": name}))
        self.entries[name] = entry
        if before is not None:
            order = [one for one in self.entries if one != name]
            order.insert(order.index(before), name)
            self.entries = {one: self.entries[one] for one in order}
        return entry

    def put(self, column: Column) -> None:
        """Put a column in the place of that of its name."""
        self.entries[column.name] = replace(self.entries[column.name], column=column, guessed=False)

    def change(self, name: str, **changes: object) -> None:
        """Change the entry of a column."""
        self.entries[name] = replace(self.entries[name], **changes)  # type: ignore[arg-type]

    def remove(self, name: str) -> None:
        """Take a column away, with what is said of it alone."""
        del self.entries[name]
        self.drivers.pop(name, None)
        self.missing = [one for one in self.missing if one.column != name]
        self.dirt = [one for one in self.dirt if one.column != name]
        self.labels = [one for one in self.labels if one != name]
        self.hidden.discard(name)

    def columns(self) -> Iterator[Column]:
        """Every column, hidden ones included."""
        return (entry.column for entry in self.entries.values())

    def shown(self) -> Iterator[Entry]:
        """The columns of the CSV."""
        return (entry for name, entry in self.entries.items() if name not in self.hidden)

    def column(self, name: str) -> Column:
        """The column of a name that is there."""
        return self.entries[name].column

    def graph(self) -> dict[str, list[str]]:
        """What each column is made from, its driver's terms included."""
        schema = self.schema()
        return {column.name: reads(column, schema, entity) for entity, column in schema.subjects()}

    def needs(self, name: str, other: str) -> bool:
        """Whether making a column needs the other, directly or through others; or is it."""
        graph = self.graph()
        waiting, seen = [name], {name}
        while waiting:
            here = waiting.pop()
            if here == other:
                return True
            new = set(graph.get(here, ())) - seen
            seen |= new
            waiting.extend(new)
        return False

    def drive(self, name: str, terms: list[Term], explained: Explained | None = None) -> None:
        """Let `terms` move a column too; a term of the same expression gives way."""
        there = self.drivers.get(name)
        said = {term.of for term in terms}
        kept = [term for term in there.by if term.of not in said] if there is not None else []
        level = explained or (there.explained if there is not None else "medium")
        driver = Driver.model_construct(column=name, explained=level, by=[*kept, *terms][:20])
        self.drivers[name] = driver

    def schema(self) -> Schema:
        """The dataset under the draft's own names, unchecked."""
        inside: dict[str, list[Column]] = {name: [] for name in self.entities}
        free: list[Column] = []
        for entry in self.entries.values():
            inside.get(entry.entity or "", free).append(entry.column)
        entities = [
            Entity.model_construct(
                name=name, rows_per_entity=rows, exact=exact, columns=inside[name]
            )
            for name, (rows, exact) in self.entities.items()
            if inside[name]
        ]
        return Schema.model_construct(
            title=self.title,
            domain=self.domain,
            tables=self.tables,
            entities=entities,
            columns=free,
            drivers=list(self.drivers.values()),
            missing=self.missing,
            dirt=self.dirt,
            labels=self.labels,
            hidden=[name for name in self.entries if name in self.hidden],
        )

    def headers(self) -> dict[str, str]:
        """The header of each column by its name; one that is taken is numbered."""
        taken: set[str] = set()
        found: dict[str, str] = {}
        for entry in sorted(self.entries.values(), key=lambda entry: entry.field is None):
            header, number = entry.header, 2
            while header in taken:
                header, number = f"{entry.header}_{number}", number + 1
            taken.add(header)
            found[entry.name] = header
        return found

    def named_schema(self) -> Schema:
        """The dataset under its headers, unchecked."""
        headers = self.headers()
        schema = rename_columns(self.schema(), headers)
        order = [headers[entry.name] for entry in self.shown()]
        if not self.in_order or [column.name for column in schema.csv_order()] == order:
            return schema
        return schema.model_copy(update={"order": order})
