"""The schema language: what describes a dataset, whoever wrote it."""

from rowsmith.errors import Problem
from rowsmith.schema.columns import COLUMN_MODELS, Column
from rowsmith.schema.model import (
    MAX_COLUMNS,
    SCHEMA_VERSION,
    Dirt,
    Driver,
    Entity,
    Missing,
    Schema,
    Table,
    Term,
)
from rowsmith.schema.parse import parse_schema, read_schema

__all__ = [
    "COLUMN_MODELS",
    "MAX_COLUMNS",
    "SCHEMA_VERSION",
    "Column",
    "Dirt",
    "Driver",
    "Entity",
    "Missing",
    "Problem",
    "Schema",
    "Table",
    "Term",
    "parse_schema",
    "read_schema",
]
