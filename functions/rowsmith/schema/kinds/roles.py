"""Columns that are of one person, place or table row, and those they must differ from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rowsmith.schema.findings import Findings
    from rowsmith.schema.kinds.lookup import LookupColumn
    from rowsmith.schema.kinds.person import PersonColumn
    from rowsmith.schema.kinds.place import PlaceColumn
    from rowsmith.schema.model import Entity, Schema

    Cast = TypeVar("Cast", LookupColumn, PersonColumn, PlaceColumn)
    """A column that is one field of something with a role."""


def of_one_role(column: Cast, schema: Schema, entity: Entity | None) -> list[Cast]:
    """The columns of the same thing: of one subject, kind (and table) and role."""
    return [other for other in _alike(column, schema, entity) if is_role(other, column.role)]


def avoided(
    column: Cast, schema: Schema, entity: Entity | None, fields: Sequence[str] | None = None
) -> Cast | None:
    """The column of the other role that the thing is told apart by; None where there is none.

    It has a field that both roles show: the first of `fields`, or the first there is. The
    other role is of the same subject or, for the row, of an entity.
    """
    alike = _alike(column, schema, entity)
    if not any(other.other_than for other in alike):
        return None
    of_one = [other for other in alike if is_role(other, column.role)]
    role = next((other.other_than for other in of_one if other.other_than), None)
    if role is None:
        return None
    shown = [other.field for other in of_one]
    others = [
        other
        for other in _all_of(role, column, schema, entity)
        if other.field in shown and (fields is None or other.field in fields)
    ]
    order = list(fields or shown)
    return min(others, key=lambda other: order.index(other.field), default=None)


def check_other_role(column: Cast, found: Findings, fields: Sequence[str] | None = None) -> None:
    """Report a role that is not there, that is the own one, or that nothing compares with."""
    if column.other_than is None:
        return
    where = f"columns.{column.name}.other_than"
    entity = found.entity_of[column.name]
    others = _all_of(column.other_than, column, found.schema, entity)
    if not others:
        found.report(
            where,
            f"names '{column.other_than}', which is no role of another {column.kind} column of the "
            "row; give that column this role",
        )
    elif avoided(column, found.schema, entity, fields) is None:
        shown = ", ".join(sorted({other.field for other in others}))
        found.report(
            where,
            f"has nothing to tell the two apart by: '{column.other_than}' shows {shown}; "
            "give both roles a column of one field",
        )


def place_beside(role: str | None, schema: Schema, entity: Entity | None) -> PlaceColumn | None:
    """The first column of the place of a role; of the one place there is where none has it."""
    columns = entity.columns if entity is not None else schema.columns
    places = [column for column in columns if column.kind == "place"]
    own = [column for column in places if is_role(column, role)]
    if not own and len({column.role or "" for column in places}) == 1:
        own = places
    return own[0] if own else None


def is_role(column: LookupColumn | PersonColumn | PlaceColumn, role: str | None) -> bool:
    """Whether the column is of `role`; an empty one is none."""
    return (column.role or "") == (role or "")


def _all_of(role: str, column: Cast, schema: Schema, entity: Entity | None) -> list[Cast]:
    """The columns of `role`, or of that name: of the same subject, else of any entity."""
    own = [other for other in _alike(column, schema, entity) if not is_role(other, column.role)]
    scopes = [own]
    if entity is None:
        scopes += [_alike(column, schema, subject) for subject in schema.entities]
    for scope in scopes:
        named = [other for other in scope if other.name == role]
        found = [
            other
            for other in scope
            if other.role == role or any(is_role(other, one.role) for one in named)
        ]
        if found:
            return found
    return []


def _alike(column: Cast, schema: Schema, entity: Entity | None) -> list[Cast]:
    columns = entity.columns if entity is not None else schema.columns
    alike = [other for other in columns if isinstance(other, type(column))]
    if column.kind != "lookup":
        return alike
    return [other for other in alike if other.table == column.table]
