"""What every kind of column has to say of itself.

A kind is one class: its keys, and beside them what it is to the checks, the engine's order,
the model's prompt and the manual. A class that leaves a part out cannot be imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias, get_args

from pydantic import ConfigDict, Field

from rowsmith.schema.expressions import names_in
from rowsmith.schema.keys import Amount, Case, ColumnName, ExpressionText, Filling, Model
from rowsmith.schema.typing import ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rowsmith.schema.findings import Findings
    from rowsmith.schema.model import Entity, Schema

Spoils: TypeAlias = Literal["outliers", "typos", "formats"]
"""What may be wrong on purpose with the cells of a column."""

Reference: TypeAlias = tuple[str, str]
"""A key and the column that it names."""

Expression: TypeAlias = tuple[str, str]
"""The path of a key and the expression in it."""


def _with_example(written: dict[str, Any], model: type[BaseColumn]) -> None:
    if model is not BaseColumn:
        written["examples"] = [model.example]


class BaseColumn(Model):
    """What all columns have, and what each kind must define."""

    model_config = ConfigDict(json_schema_extra=_with_example)

    name: ColumnName = Field(description="Header in the CSV; unique in the dataset.")
    when: ExpressionText | None = Field(
        default=None, description="The column is there only where this condition holds."
    )
    otherwise: Amount | Filling | None = Field(
        default=None, description="With when: what stands elsewhere; an empty cell if left out."
    )

    makes: ClassVar[str]
    """One line for the table of kinds."""
    prompt: ClassVar[str]
    """What the model is told of the kind."""
    example: ClassVar[dict[str, Any]]
    """A column of the kind that stands alone in a schema (a table of its name apart)."""
    spoils: ClassVar[frozenset[Spoils]]
    """What `dirt` may be asked for."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse a kind that is not whole. Raises TypeError, which names kind and parts."""
        super().__pydantic_init_subclass__(**kwargs)
        lacking = [part for part in _PARTS if not _defines(cls, part)]
        if lacking:
            raise TypeError(f"the kind '{kind_of(cls)}' lacks: {', '.join(lacking)}")

    def value_type(self, schema: Schema, types: Mapping[str, ValueType]) -> ValueType:
        """What an expression that reads the column gets where the column is there.

        types: of the columns that this one reads. Raises ExpressionError.
        """
        raise NotImplementedError

    def expressions(self) -> list[Expression]:
        """Every expression of the column but `when`."""
        raise NotImplementedError

    def references(self, schema: Schema, entity: Entity | None) -> list[Reference]:
        """Every column that is named outside of expressions, whether it is there or not.

        entity: the subject that the column belongs to; None for the row.
        """
        raise NotImplementedError

    def check(self, found: Findings) -> None:
        """Report what is wrong beyond the form of the keys, once the types of all are known."""
        raise NotImplementedError

    @property
    def can_be_driven(self) -> bool:
        """Whether a driver may move the column."""
        raise NotImplementedError

    def reads(self, schema: Schema, entity: Entity | None) -> list[str]:
        """The names that the column needs to be made, each once; also unknown ones."""
        found = [name for _, name in self.references(schema, entity)]
        for source in [*(source for _, source in self.expressions()), self.when or ""]:
            found += sorted(names_in(source))
        return list(dict.fromkeys(found))


_PARTS = (
    "kind",
    "makes",
    "prompt",
    "example",
    "spoils",
    "value_type",
    "expressions",
    "references",
    "check",
    "can_be_driven",
)


def kind_of(model: type[BaseColumn]) -> str:
    """The `kind` that a model of columns has; its class where it has none."""
    field = model.model_fields.get("kind")
    return str(get_args(field.annotation)[0]) if field is not None else model.__name__


def _defines(model: type[BaseColumn], part: str) -> bool:
    if part == "kind":
        return part in model.model_fields
    return getattr(model, part, None) is not getattr(BaseColumn, part, None)


def case_expressions(cases: Sequence[Case] | None) -> list[Expression]:
    """The conditions of a column's cases."""
    return [(f"cases.{number}.when", case.when) for number, case in enumerate(cases or ())]
