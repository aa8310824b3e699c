"""`person`: fields of one coherent person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from pydantic import Field

from rowsmith.schema.keys import Words
from rowsmith.schema.kinds.base import BaseColumn, Expression, Reference, Spoils
from rowsmith.schema.kinds.roles import avoided, check_other_role, place_beside
from rowsmith.schema.typing import DATE, NUMBER, TEXT, ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rowsmith.schema.columns import Column
    from rowsmith.schema.findings import Findings
    from rowsmith.schema.kinds.place import PlaceColumn
    from rowsmith.schema.model import Entity, Schema


PersonField: TypeAlias = Literal[
    "full_name",
    "first_name",
    "middle_name",
    "last_name",
    "gender",
    "email",
    "username",
    "phone",
    "birth_date",
    "age",
]

_TOLD_APART_BY = ("full_name", "first_name", "last_name", "email", "username", "phone")
"""Fields by which one person differs from another, the first that both show."""

GENDERS = ("Male", "Female", "Other")
"""What the field `gender` holds; Other only where another column says so."""

_TYPES: Mapping[str, ValueType] = {
    "birth_date": DATE,
    "age": NUMBER,
    "gender": ValueType("text", values=GENDERS),
}
_GOVERNORS = {"gender": ("category", ("gender", "sex")), "age": ("number", ("age",))}
"""Of a field: the kind of column that governs it, and the names that such a column bears."""


class PersonColumn(BaseColumn):
    """One field of a person; all person columns of a subject and role are one person."""

    makes = "a field of one coherent person: the e-mail from the name, the name from the gender"
    prompt = (
        "field full_name, first_name, middle_name, last_name, gender, email, username, phone, "
        "birth_date, age. All fields of one role are one person, whose gender (Male, Female) and "
        "age a column of that name beside them decides. role only for several persons in a row "
        '(patient, doctor); "payee != payer" is another one. Only for people, not plans, products '
        "or companies."
    )
    example: ClassVar[dict[str, Any]] = {"name": "email", "kind": "person", "field": "email"}
    spoils: ClassVar[frozenset[Spoils]] = frozenset({"typos", "formats"})

    kind: Literal["person"]
    field: PersonField
    role: Words | None = Field(default=None, description="Whom, where a row has several persons.")
    unique: bool | None = Field(
        default=None, description="E-mail, username and phone are unique unless this is false."
    )
    other_than: Words | None = Field(
        default=None, description="The role of another person, whom this one is never."
    )

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """A date of birth is a date, an age a number, all else text."""
        return _TYPES.get(self.field, TEXT)

    def expressions(self) -> list[Expression]:
        """None."""
        return []

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """The columns that it must agree with, and the person that it must differ from."""
        found = [(what, other.name) for what, other in self.governors(schema, entity).items()]
        for what, other in (
            ("other_than", self.avoided(schema, entity)),
            ("place", self.place(schema, entity)),
        ):
            if other is not None:
                found.append((what, other.name))
        return found

    def place(self, schema: Schema, entity: Entity | None) -> PlaceColumn | None:
        """The column of the place whose country the person is of."""
        return place_beside(self.role, schema, entity)

    def avoided(self, schema: Schema, entity: Entity | None) -> PersonColumn | None:
        """The column of another person that this one's person must differ in."""
        return avoided(self, schema, entity, _TOLD_APART_BY)

    def governors(self, schema: Schema, entity: Entity | None) -> dict[str, Column]:
        """The `gender` and `age` columns of the same subject that the person must agree with.

        A column governs when it bears the name (after the role: `patient_age`) and is not itself
        a field of the person.
        """
        own = entity.columns if entity is not None else schema.columns
        found: dict[str, Column] = {}
        for what, (kind, words) in _GOVERNORS.items():
            wanted = [f"{self.role}_{word}".lower() for word in words] if self.role else words
            for other in own:
                if other.kind == kind and other.name.lower() in wanted:
                    found[what] = other
                    break
        return found

    def check(self, found: Findings) -> None:
        """A role to differ from that is there."""
        check_other_role(self, found, _TOLD_APART_BY)

    @property
    def can_be_driven(self) -> bool:
        """Never."""
        return False
