"""The columns of a domain: finding them by what users call them, and taking some of them over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.domains import Domain, plain
from rowsmith.planning.builtin.domains import domain as load_domain
from rowsmith.planning.builtin.draft import Draft, DraftColumn, essence
from rowsmith.planning.builtin.lexicon import is_person, look_up_exactly
from rowsmith.planning.builtin.rename import reads_of, rename_keys
from rowsmith.planning.builtin.words import stems

Keys = dict[str, Any]


@dataclass(frozen=True)
class DomainColumns:
    """A domain's columns by name, each with the entity it belongs to, extras included."""

    domain: Domain
    schema: Keys
    by_name: dict[str, tuple[Keys, str | None]]
    usual: tuple[str, ...]
    names: dict[tuple[str, ...], str] = field(default_factory=dict)

    def find(self, phrase: str) -> str | None:
        """The column that a phrase names: by its name or one of its aliases."""
        wanted = stems(phrase)
        if wanted in self.names:
            return self.names[wanted]
        unit = stems(self.domain.unit)
        if len(wanted) > 1 and is_person(wanted[0]) and wanted[0] not in self._subjects():
            return None
        if wanted == ("id",):
            return self._own_id()
        short = essence(phrase)
        if short[: len(unit)] == unit and len(short) > len(unit):
            short = short[len(unit) :]
        return self.names.get(short)

    def _own_id(self) -> str | None:
        """The id of a row: what `ids like T-0001` are said of."""
        ids = [name for name, (keys, entity) in self.by_name.items() if keys["kind"] == "id"]
        rows = [name for name in ids if self.by_name[name][1] is None]
        return next(iter([*rows, *ids]), None)

    def _subjects(self) -> set[str]:
        """Stems of the nouns whose columns the domain has without saying so."""
        entities = (stems(entity["name"]) for entity in self.schema.get("entities", ()))
        general = stems("customer user person client")
        return {stem for noun in (stems(self.domain.unit), general, *entities) for stem in noun}

    def aliases(self, name: str) -> frozenset[tuple[str, ...]]:
        """What users call one of the columns, as stems."""
        return frozenset(essence(alias) for alias in self.domain.aliases.get(name, ()))

    def concept(self, name: str) -> str | None:
        """What the vocabulary calls one of the columns."""
        return look_up_exactly(name) or _concept_of_alias(self, name)


@lru_cache(maxsize=64)
def domain_columns(domain_name: str) -> DomainColumns:
    """The columns of the domain of this name."""
    return columns_of(load_domain(domain_name))


def columns_of(domain: Domain) -> DomainColumns:
    """The columns of a domain, found by what users call them."""
    schema = plain(domain.with_extras())
    by_name: dict[str, tuple[Keys, str | None]] = {}
    for entity in schema.get("entities", ()):
        for keys in entity["columns"]:
            by_name[keys["name"]] = (keys, entity["name"])
    for keys in schema.get("columns", ()):
        by_name[keys["name"]] = (keys, None)
    usual = tuple(column.name for _, column in domain.data.subjects())
    found = DomainColumns(domain, schema, by_name, usual)
    _index(found, domain)
    return found


def _index(found: DomainColumns, domain: Domain) -> None:
    for name in found.by_name:
        found.names.setdefault(stems(name), name)
    aliases = [
        *domain.aliases.items(),
        *((extra.column.name, extra.aliases) for extra in domain.extras),
    ]
    for name, others in aliases:
        for alias in others:
            found.names.setdefault(stems(alias), name)
    for name, (keys, _) in found.by_name.items():
        if keys["kind"] != "id":
            found.names.setdefault(essence(name), name)
    for name, others in aliases:
        for alias in others:
            if found.by_name[name][0]["kind"] != "id":
                found.names.setdefault(essence(alias), name)


def take_over(
    draft: Draft, domain: DomainColumns, wanted: Iterable[str], new_names: dict[str, str]
) -> None:
    """Put the `wanted` columns of a domain into the draft, and hidden what they are made from.

    new_names: what the user calls a column, where that differs.
    """
    chosen = list(dict.fromkeys(wanted))
    needed = _needed(domain, chosen)
    keep = set(chosen) | needed
    for name, (keys, entity) in domain.by_name.items():
        if name not in keep:
            continue
        called = new_names.get(name, name)
        draft.columns.append(
            DraftColumn(
                name=called,
                keys={
                    key: value
                    for key, value in rename_keys(keys, new_names).items()
                    if key != "name"
                },
                phrase=name,
                concept=domain.concept(name),
                aliases=domain.aliases(name),
                entity=entity,
                subject=is_of_subject(domain, name, keys),
                asked=False,
                from_domain=True,
            )
        )
    draft.hidden.extend(new_names.get(name, name) for name in domain.by_name if name in needed)
    draft.hidden.extend(
        name
        for name in domain.schema.get("hidden", ())
        if name in keep and name not in draft.hidden
    )
    _take_parts(draft, domain, keep, set(chosen), new_names)


def _concept_of_alias(domain: DomainColumns, name: str) -> str | None:
    for alias in domain.domain.aliases.get(name, ()):
        concept = look_up_exactly(alias)
        if concept is not None:
            return concept
    return None


def is_of_subject(domain: DomainColumns, name: str, keys: Keys) -> bool:
    """Whether a column would repeat where the unit of the rows did."""
    if keys["kind"] in ("id", "person"):
        return True
    concept = vocabulary.concepts().get(domain.concept(name) or "")
    return concept is not None and concept.subject


def _needed(domain: DomainColumns, chosen: list[str]) -> set[str]:
    """What the chosen columns are made from and are not themselves."""
    found: set[str] = set()
    waiting = list(chosen)
    while waiting:
        keys, _ = domain.by_name[waiting.pop()]
        for name in reads_of(keys):
            if name in domain.by_name and name not in found and name not in chosen:
                found.add(name)
                waiting.append(name)
    return found


def _take_parts(
    draft: Draft, domain: DomainColumns, keep: set[str], shown: set[str], new_names: dict[str, str]
) -> None:
    schema = domain.schema
    tables = {
        keys["table"]
        for name, (keys, _) in domain.by_name.items()
        if name in keep and "table" in keys
    }
    draft.tables.extend(table for table in schema.get("tables", ()) if table["name"] in tables)
    entities = {domain.by_name[name][1] for name in keep}
    for entity in schema.get("entities", ()):
        if entity["name"] in entities:
            draft.entities.append({key: value for key, value in entity.items() if key != "columns"})
    for driver in schema.get("drivers", ()):
        if driver["column"] not in keep:
            continue
        terms = [term for term in driver["by"] if reads_of({"when": term["of"]}) <= shown]
        if terms:
            draft.drivers.append(rename_keys({**driver, "by": terms}, new_names))
    for part in ("missing", "dirt"):
        for entry in schema.get(part, ()):
            reads = reads_of(entry) | ({entry["column"]} if entry.get("column") else set())
            if reads <= keep:
                getattr(draft, part).append(rename_keys(entry, new_names))
    draft.labels.extend(
        new_names.get(name, name) for name in schema.get("labels", ()) if name in shown
    )
