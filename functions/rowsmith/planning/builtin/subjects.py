"""Whose columns are whose: persons and places of a row, and subjects that repeat across rows."""

from __future__ import annotations

from typing import Any

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.draft import Draft, DraftColumn
from rowsmith.planning.builtin.lexicon import is_person
from rowsmith.planning.builtin.nouns import singular
from rowsmith.planning.builtin.rename import names_in, reads_of
from rowsmith.planning.builtin.request import Subjects
from rowsmith.planning.builtin.words import snake_case, stem, words

Keys = dict[str, Any]

_ROLE_OF_CONCEPT = frozenset(
    {"name", "first_name", "last_name", "email", "phone", "username", "birth_date", "gender", "age"}
)


def set_roles(draft: Draft) -> None:
    """Give each person and place of a row its role, so that the fields of one agree."""
    _person_roles(draft)
    _place_roles(draft)
    _lookup_roles(draft)


def _person_roles(draft: Draft) -> None:
    persons = [one for one in draft.columns if one.kind == "person" and not one.from_domain]
    owners = {one.name: _owner(one) for one in persons}
    named = list(dict.fromkeys(owner for owner in owners.values() if owner is not None))
    main = _owners_in_domain(draft) or {_main_owner(persons, owners, named)}
    for column in persons:
        owner = owners[column.name]
        if owner is not None and owner not in main:
            column.keys = {**column.keys, "role": owner}
        else:
            column.keys = {key: value for key, value in column.keys.items() if key != "role"}


_GENERAL = frozenset({"customer", "user", "person", "client"})


def _owners_in_domain(draft: Draft) -> set[str | None]:
    """Whose fields a domain's persons without a role are; empty where it has none."""
    there = [
        one
        for one in draft.columns
        if one.kind == "person" and one.from_domain and "role" not in one.keys
    ]
    said = {word for one in there for word in words(f"{one.name} {one.entity or ''}")}
    return {None, *_GENERAL, *(word for word in said if is_person(word))} if there else set()


def _main_owner(
    persons: list[DraftColumn], owners: dict[str, str | None], named: list[str]
) -> str | None:
    """The person whose fields need no role: unnamed ones, or the only (first) one named."""
    if any(owners[column.name] is None for column in persons) and named:
        primary = [
            owner
            for owner in named
            if any(owners[one.name] == owner and one.subject for one in persons)
        ]
        return primary[0] if primary else None
    return named[0] if named else None


def _owner(column: DraftColumn) -> str | None:
    """The noun for the person whose field a column is; None where it is not said."""
    for word in words(column.phrase):
        if is_person(word) and stem(word) in column.prefix:
            return word.removesuffix("s")
    if column.concept is not None and column.concept not in _ROLE_OF_CONCEPT:
        return column.concept.split("_")[0]
    return None


def _place_roles(draft: Draft) -> None:
    places = [one for one in draft.columns if one.kind == "place" and not one.from_domain]
    owners = {one.name: " ".join(one.prefix) or None for one in places}
    several = len(set(owners.values())) > 1
    for column in places:
        owner = owners[column.name]
        if several and owner is not None:
            column.keys = {**column.keys, "role": owner}


def _lookup_roles(draft: Draft) -> None:
    for column in draft.columns:
        if (
            column.kind == "lookup"
            and column.concept in ("origin", "destination")
            and not column.from_domain
        ):
            column.keys = {**column.keys, "role": column.concept}


def set_countries(draft: Draft, codes: tuple[str, ...]) -> None:
    """Let places lie in the countries that the description names."""
    for column in draft.columns:
        if column.kind == "place" and codes:
            column.keys = {**column.keys, "within": list(codes)}


def set_subjects(draft: Draft, subjects: Subjects | None) -> None:
    """Let a subject repeat across rows as often as the description says."""
    if subjects is None:
        return
    entity = _entity_of(draft, subjects)
    if entity is not None:
        if subjects.said:
            entity["rows_per_entity"] = subjects.rows_each
        if subjects.exact:
            entity["exact"] = True
        return
    name = snake_case(singular(words(subjects.noun)[-1]))
    own = _own_columns(draft, name)
    if not subjects.said and all(one.kind not in ("id", "person") for one in own):
        own.insert(0, _id_column(draft, name))
    if not own or len(own) == len(draft.columns):
        return
    entity = {"name": name, "rows_per_entity": subjects.rows_each}
    if subjects.exact:
        entity["exact"] = True
    draft.entities.append(entity)
    for column in own:
        column.entity = name
    settle_entities(draft)


def _own_columns(draft: Draft, name: str) -> list[DraftColumn]:
    """What stays the same in all rows of a subject: its id and what it is known to be."""
    wanted = tuple(words(name.replace("_", " ")))
    free = [one for one in draft.columns if one.entity is None]
    named = [one for one in free if one.kind == "id" and tuple(words(one.name))[:-1] == wanted]
    if draft.entities:
        return named
    person = is_person(wanted[-1])
    return [
        one
        for one in free
        if one in named
        or (
            one.subject
            and one.kind != "id"
            and (not one.from_domain or (person and _is_personal(one)))
        )
    ]


def _is_personal(column: DraftColumn) -> bool:
    """Whether a domain's column is of a person, and not of what a row is about."""
    if column.kind in ("person", "place"):
        return True
    return column.asked or column.name in _ROLE_OF_CONCEPT


def _id_column(draft: Draft, name: str) -> DraftColumn:
    """An id for a subject that repeats and that no column tells apart."""
    letters = "".join(part[0] for part in name.split("_")).upper()
    column = DraftColumn(
        name=f"{name}_id",
        keys={"kind": "id", "pattern": f"{letters}-#####"},
        phrase=f"{name} id",
        asked=False,
    )
    draft.columns.insert(0, column)
    return column


def _entity_of(draft: Draft, subjects: Subjects) -> Keys | None:
    """The entity that a subject is; of a number that was said, whichever there is."""
    wanted = stem(subjects.noun.split()[-1])
    named = (one for one in draft.entities if stem(str(one["name"]).split("_")[-1]) == wanted)
    found = next(named, None)
    if found is not None or not draft.entities:
        return found
    persons = [one for one in draft.entities if is_person(str(one["name"]))]
    if not subjects.said and not (persons and is_person(singular(words(subjects.noun)[-1]))):
        return None
    return draft.entities[0]


def settle_entities(draft: Draft) -> None:
    """Columns of an entity that need one outside of it belong to the row; empty entities go."""
    entity_of = {column.name: column.entity for column in draft.columns}
    changed = True
    while changed:
        changed = False
        for column in draft.columns:
            if column.entity is None:
                continue
            if any(
                entity_of.get(name, column.entity) != column.entity
                for name in _reads(draft, column)
            ):
                column.entity = None
                entity_of[column.name] = None
                changed = True
    used = {column.entity for column in draft.columns}
    draft.entities = [entity for entity in draft.entities if entity["name"] in used]
    if draft.entities and all(column.entity is not None for column in draft.visible()):
        _flatten(draft)


def _flatten(draft: Draft) -> None:
    """Only a subject's own columns were asked for: each row is a subject."""
    if len({column.entity for column in draft.visible()}) == 1:
        for column in draft.columns:
            column.entity = None
        draft.entities = []


def _reads(draft: Draft, column: DraftColumn) -> set[str]:
    found = reads_of(column.keys)
    driver = draft.driver(column.name)
    for term in driver["by"] if driver is not None else ():
        found |= names_in(str(term["of"]))
    return found


def add_tables(draft: Draft) -> None:
    """The vocabulary's tables that lookups use, beside a domain's of the same name."""
    there = {table["name"]: table["fields"] for table in draft.tables}
    for column in draft.columns:
        name = column.keys.get("table")
        if name is None or column.keys["field"] in there.get(name, ()):
            continue
        table = vocabulary.tables()[str(name)].model_dump(exclude_none=True)
        if name in there:
            table["name"] = f"usual {name}"
            column.keys = {**column.keys, "table": table["name"]}
        if table["name"] not in there:
            draft.tables.append(table)
            there[table["name"]] = table["fields"]
