"""Two roles are two: billing and shipping address, home and work phone, sender and receiver."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rowsmith.planning.coherence.data import Data, read
from rowsmith.planning.coherence.editing import Editor, Keys, written
from rowsmith.planning.coherence.headers import has_word, plain_words
from rowsmith.schema import Column, Entity, Table
from rowsmith.schema.columns import (
    CategoryColumn,
    FakerColumn,
    IdColumn,
    LookupColumn,
    PersonColumn,
    PlaceColumn,
)

_SHORTEST = 6
"""Digits of an account's number from which chance does not make two alike."""


class Roles(Data):
    """Words of roles; see the file."""

    persons: frozenset[str]
    first_names: frozenset[str]
    last_names: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    work: frozenset[str]
    works_at: frozenset[str]
    companies: list[str]


@lru_cache(maxsize=1)
def _data() -> Roles:
    return read("roles.toml", Roles)


def tell_apart(editor: Editor) -> None:
    """Give what stands twice in a row a role each, by the words that differ in its headers."""
    for name in editor.shown():
        _name_person(editor, name)
    for group in list(_alike(editor)):
        _give_roles(editor, group)
    _tell_ids_apart(editor)


def _name_person(editor: Editor, name: str) -> None:
    """A name of somebody is one: `middle name` and `receiver name` are no titles."""
    column = editor.column(name)
    tokens = plain_words(name)
    if column.kind not in ("text", "faker", "boolean") or tokens[-1] != "name":
        return
    if column.kind == "faker" or editor.stated.says(name) or len(tokens) < 2:
        return
    role = " ".join(tokens[:-1])
    if tokens[0] in _data().first_names and len(tokens) == 2:
        keys: Keys = {"kind": "person", "field": "first_name", "role": role}
    elif tokens[0] in _data().last_names and len(tokens) == 2:
        keys = {"kind": "person", "field": "last_name", "role": role}
    elif tokens[-2] in _data().persons:
        keys = {"kind": "person", "field": "full_name", "role": role}
    else:
        return

    def change() -> None:
        editor.put(name, keys)
        editor.undrive(name)
        if keys["field"] == "first_name":
            _share_gender(editor, name, role)
        sex = "Male" if tokens[-2] in _data().men else "Female"
        if tokens[-2] in _data().men | _data().women:
            gender: Keys = {"kind": "category", "values": [{"value": sex}]}
            editor.hide(f"{role}_gender", gender, beside=name)

    editor.attempt(change, f"{name} is a name", name)


def _share_gender(editor: Editor, name: str, role: str) -> None:
    """A second first name is of the gender of the first."""
    own = {column.name.lower(): column for of, column in editor.schema.subjects()
           if of == editor.entity(name)}  # fmt: skip
    gender = own.get("gender") or own.get("sex")
    if gender is None:
        values = [{"value": "Female", "share": 50}, {"value": "Male", "share": 50}]
        first = editor.hide("gender", {"kind": "category", "values": values}, beside=name)
    elif isinstance(gender, CategoryColumn):
        first, values = gender.name, [{"value": value} for value in gender.level_values]
    else:
        return
    cases = [
        {"when": f"{written(first)} == '{one['value']}'",
         "values": [{"value": one["value"], "share": 100}]}
        for one in values
    ]  # fmt: skip
    same: Keys = {"kind": "category", "values": values, "cases": cases}
    editor.hide(f"{role}_gender", same, beside=name)


Named = PersonColumn | PlaceColumn | LookupColumn


def _alike(editor: Editor) -> Iterator[list[str]]:
    """Columns that would hold the same in every row."""
    groups: dict[tuple[object, ...], list[str]] = {}
    for entity, column in editor.schema.subjects():
        if isinstance(column, PersonColumn | PlaceColumn | LookupColumn):
            groups.setdefault(_key(entity, column), []).append(column.name)
    yield from (names for names in groups.values() if len(names) > 1)


def _key(entity: Entity | None, column: Named) -> tuple[object, ...]:
    table = column.table if isinstance(column, LookupColumn) else None
    return (entity.name if entity else None, column.kind, table, column.field, column.role)


def _give_roles(editor: Editor, names: list[str]) -> None:
    shared = set.intersection(*(set(plain_words(name)) for name in names))
    roles = {name: [w for w in plain_words(name) if w not in shared] for name in names}
    emails = [
        name
        for name in names
        if isinstance(column := editor.column(name), PersonColumn) and column.field == "email"
    ]
    if emails:
        for name in sorted(emails, key=lambda one: has_word(one, _data().work))[1:]:
            _write_email(editor, name)
        return
    first = next((name for name in names if not roles[name]), None)
    others = [name for name in names if name != first and roles[name]]

    def change() -> None:
        for name in others:
            _give_role(editor, name, " ".join(roles[name]))

    if others and len(others) >= len(names) - 1:
        editor.attempt(change, f"{' and '.join(names)} are not the same", *names)


def _give_role(editor: Editor, name: str, role: str) -> None:
    """Set a role, also of the other columns of the same thing whose headers have its words."""
    column, entity = editor.column(name), editor.entity(name)
    old, wanted = getattr(column, "role", None), set(role.split())
    for of, other in list(editor.schema.subjects()):
        alike = other.kind == column.kind and of == entity and getattr(other, "role", None) == old
        if alike and wanted <= set(plain_words(other.name)):
            editor.change(other.name, role=role)


def _write_email(editor: Editor, name: str) -> None:
    """A second address of the same person: at the company's domain, or at another one."""
    column = editor.column(name)
    assert isinstance(column, PersonColumn)  # noqa: S101 (the caller looked)
    company = next((one for one in editor.shown() if _is_company(editor, name, one)), None)

    def change() -> None:
        user: Keys = {"kind": "person", "field": "username", "role": column.role}
        who = editor.hide(f"{name}_user", user, beside=name)
        if company is not None and has_word(name, _data().work):
            editor.add_table(_companies())
            editor.put(company, {"kind": "lookup", "table": "companies", "field": "company"})
            keys: Keys = {"kind": "lookup", "table": "companies", "field": "domain"}
        else:
            keys = {"kind": "faker", "provider": "domain_name"}
        domain = editor.hide(f"{name}_domain", keys, beside=name)
        editor.compute(name, f"{written(who)} + '@' + {written(domain)}")

    at = f" at {company}" if company is not None else ""
    editor.attempt(change, f"{name} is another address{at} of the same person", name)


def _is_company(editor: Editor, reader: str, name: str) -> bool:
    column: Column = editor.column(name)
    if editor.entity(name) != editor.entity(reader) or editor.stated.says(name, "values"):
        return False
    is_one = isinstance(column, FakerColumn) and column.provider == "company"
    return is_one and plain_words(name)[0] in _data().works_at


@lru_cache(maxsize=1)
def _companies() -> Table:
    names = _data().companies
    rows = [[name, "".join(w for w in plain_words(name)) + ".example"] for name in names]
    return Table(name="companies", fields=["company", "domain"], rows=rows)


def _tell_ids_apart(editor: Editor) -> None:
    """Ids of one pattern count alike: what is not the row's own is drawn."""
    seen: dict[tuple[object, ...], str] = {}
    for name in editor.shown():
        column = editor.column(name)
        if not isinstance(column, IdColumn) or set(column.pattern) != {"#"}:
            continue
        digits = len(column.pattern)
        key = (editor.entity(name), column.pattern)
        first = seen.setdefault(key, name)
        if first == name or not _SHORTEST <= digits <= 15:
            continue
        keys: Keys = {"kind": "number", "shape": "uniform", "min": 10.0 ** (digits - 1),
                      "max": 10.0**digits - 1}  # fmt: skip

        def change(name: str = name, keys: Keys = keys) -> None:
            editor.put(name, keys)

        editor.attempt(change, f"{name} is another one than {first}", name, first)
