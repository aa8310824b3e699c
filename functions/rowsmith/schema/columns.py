"""A column: one of the kinds, told apart by its `kind`.

Few keys a kind and short names: a plan's length is the time a user waits for it.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias, get_args

from pydantic import Field

from rowsmith.schema.keys import LARGEST, MAX_CASES, MAX_VALUES, Case, Level
from rowsmith.schema.kinds.base import BaseColumn, kind_of
from rowsmith.schema.kinds.boolean import BooleanCase, BooleanColumn
from rowsmith.schema.kinds.category import CategoryCase, CategoryColumn
from rowsmith.schema.kinds.datetime import DatetimeColumn, Precision
from rowsmith.schema.kinds.faker import FakerColumn
from rowsmith.schema.kinds.formula import FormulaColumn
from rowsmith.schema.kinds.identifier import IdColumn
from rowsmith.schema.kinds.lookup import LookupColumn
from rowsmith.schema.kinds.number import NumberCase, NumberColumn, Shape
from rowsmith.schema.kinds.person import PersonColumn, PersonField
from rowsmith.schema.kinds.place import PlaceColumn, PlaceField
from rowsmith.schema.kinds.text import TextColumn, TextStyle
from rowsmith.schema.rhythms import Rhythm

Column: TypeAlias = Annotated[
    IdColumn
    | PersonColumn
    | PlaceColumn
    | FakerColumn
    | LookupColumn
    | CategoryColumn
    | BooleanColumn
    | NumberColumn
    | DatetimeColumn
    | TextColumn
    | FormulaColumn,
    Field(discriminator="kind"),
]

COLUMN_MODELS: dict[str, type[BaseColumn]] = {
    kind_of(model): model for model in get_args(get_args(Column)[0])
}
"""Every kind and its model, in the order of the documentation."""

__all__ = [
    "COLUMN_MODELS",
    "LARGEST",
    "MAX_CASES",
    "MAX_VALUES",
    "BaseColumn",
    "BooleanCase",
    "BooleanColumn",
    "Case",
    "CategoryCase",
    "CategoryColumn",
    "Column",
    "DatetimeColumn",
    "FakerColumn",
    "FormulaColumn",
    "IdColumn",
    "Level",
    "LookupColumn",
    "NumberCase",
    "NumberColumn",
    "PersonColumn",
    "PersonField",
    "PlaceColumn",
    "PlaceField",
    "Precision",
    "Rhythm",
    "Shape",
    "TextColumn",
    "TextStyle",
]
