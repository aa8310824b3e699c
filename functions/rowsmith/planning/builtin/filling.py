"""A draft filled: the domain's columns that are wanted, the user's own, in their order."""

from __future__ import annotations

from rowsmith.planning.builtin.columns import shape_column
from rowsmith.planning.builtin.domain_columns import DomainColumns, take_over
from rowsmith.planning.builtin.draft import Draft, DraftColumn
from rowsmith.planning.builtin.lexicon import look_up
from rowsmith.planning.builtin.naming import title_of, unique_names
from rowsmith.planning.builtin.reading import Reading
from rowsmith.planning.builtin.rename import reads_of
from rowsmith.planning.builtin.resolving import Resolved, Resolver
from rowsmith.planning.builtin.respell import follow_values


class Filling:
    """Fills a draft with the columns of a domain and those that the user named."""

    def __init__(self, draft: Draft, reading: Reading, resolver: Resolver) -> None:
        self._draft = draft
        self._reading = reading
        self._named = resolver.named
        self._recast = resolver.recast
        self._money = resolver.money

    def fill(self, found: list[Resolved]) -> None:
        """Put in what was found, and where the list is open the domain's usual columns."""
        domain = self._reading.domain
        if domain is None:
            self._draft.columns = unique_names([one.column for one in found])
            self._draft.title = title_of(self._reading)
            return
        closed = self._reading.clauses.closed
        self._draft.domain = domain.domain.data.domain
        self._draft.title = title_of(self._reading) if closed else domain.domain.title
        named = {one.of_domain: one.column for one in found if one.of_domain is not None}
        wanted = [
            name
            for name in domain.by_name
            if name in named or (not closed and name in domain.usual and name not in self._recast)
        ]
        new_names = {
            name: column.name for name, column in named.items() if name and column.name != name
        }
        self._make_room(domain, [one.column for one in found], new_names)
        take_over(self._draft, domain, wanted, new_names)
        levels = {column.name: column.levels() for column in self._draft.columns}
        for column in named.values():
            self._replace(column)
        for column in named.values():
            self._follow(column, levels.get(column.name, []))
        own = [one.column for one in found if one.of_domain is None]
        if closed and named:
            self._flatten_subject(domain, set(named))
        self._add_own(own, closed, [one.column.name for one in found])

    def _flatten_subject(self, domain: DomainColumns, named: set[str | None]) -> None:
        """Only columns of a subject are wanted of the domain: each row is one subject."""
        entities = {domain.by_name[name][1] for name in named if name is not None}
        if len(entities) == 1 and None not in entities and self._reading.request.subjects is None:
            for column in self._draft.columns:
                column.entity = None
            self._draft.entities = []

    def _make_room(
        self, domain: DomainColumns, said: list[DraftColumn], new_names: dict[str, str]
    ) -> None:
        """Another name for a domain's column whose name the user has for something else."""
        taken = {new_names.get(name, name) for name in new_names} | {one.name for one in said}
        for name in domain.by_name:
            if name in taken and name not in new_names and name not in self._named:
                new_names[name] = f"{name}_base"

    def _replace(self, column: DraftColumn) -> None:
        """Put what the user said of a domain's column in its place."""
        for position, there in enumerate(self._draft.columns):
            if there.name == column.name:
                if there.keys.get("kind") == column.keys.get("kind") and column.from_domain:
                    column.keys = there.keys
                column.concept = column.concept or there.concept
                self._draft.columns[position] = column
        if column.name in self._draft.hidden:
            self._draft.hidden.remove(column.name)

    def _follow(self, column: DraftColumn, old: list[str]) -> None:
        """Make what the domain computes or compares with a column follow what the user said."""
        if column.from_domain:
            return
        if column.kind == "category" and old:
            for lost in follow_values(self._draft, column.name, old, column.levels()):
                self._make_otherwise(lost)
        else:
            self._drop_thresholds(column.name)

    def _make_otherwise(self, name: str) -> None:
        """A domain's column that lost what it is computed from: the vocabulary's, or none."""
        column = self._draft.column(name)
        found = look_up(name)
        keys = None
        if column is not None and found is not None:
            keys = shape_column(found.keys, column.details, unit=found.unit, money=self._money)
        if column is not None and keys is not None and name not in self._draft.hidden:
            column.keys, column.from_domain = keys, False
        else:
            self._leave_out(name)

    def _leave_out(self, name: str) -> None:
        """Take a column away, and make what is computed from it otherwise."""
        self._draft.columns = [one for one in self._draft.columns if one.name != name]
        for driver in self._draft.drivers:
            driver["by"] = [
                term for term in driver["by"] if name not in reads_of({"when": term["of"]})
            ]
        self._draft.drivers = [one for one in self._draft.drivers if one["by"]]
        for other in list(self._draft.columns):
            if other.kind == "formula" and name in reads_of(other.keys):
                self._make_otherwise(other.name)

    def _drop_thresholds(self, name: str) -> None:
        """Terms that compare a column with the domain's figures, where the user gave others."""
        for driver in self._draft.drivers:
            kept = [
                term
                for term in driver["by"]
                if term["of"] == name or name not in reads_of({"when": term["of"]})
            ]
            driver["by"] = kept or driver["by"]

    def _add_own(self, own: list[DraftColumn], closed: bool, order: list[str]) -> None:
        entity = str(self._draft.entities[0]["name"]) if self._draft.entities else None
        for column in own:
            if column.subject and entity is not None and not column.details.depends:
                column.entity = entity
            self._draft.columns.append(column)
        self._draft.columns = unique_names(self._draft.columns)
        if closed:
            position = {name: place for place, name in enumerate(order)}
            self._draft.columns.sort(key=lambda one: position.get(one.name, len(position)))
        elif self._draft.labels:
            labels = [one for one in self._draft.columns if one.name in self._draft.labels]
            self._draft.columns = [one for one in self._draft.columns if one not in labels] + labels
