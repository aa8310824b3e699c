"""The short form of a schema as a JSON Schema for Structured Outputs with `strict: true`.

Made from the models of `schema/`, so that the two cannot drift apart. The subset and its
limits: https://platform.openai.com/docs/guides/structured-outputs (read in November 2026).
Bounds, patterns and descriptions are left out: strict decoding ignores or refuses most of
them, they lengthen the prompt, and `parse_schema` checks them all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from rowsmith.planning.model.shorthand import LONG_KINDS
from rowsmith.schema import COLUMN_MODELS, Schema
from rowsmith.schema.providers import PROVIDERS

if TYPE_CHECKING:
    from openai.types.shared_params import ResponseFormatJSONSchema

NAME = "dataset_schema"
PROBLEM = "problem"
"""The answer's own first key: why no dataset can be planned; null when one can."""

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_SAID: Mapping[str, Mapping[str, Any]] = {
    "number": {"is": _TEXTS},
    "category": {"is": _TEXTS},
    "boolean": {"is": _TEXTS},
    "datetime": {"is": _TEXT},
    "formula": {"is": _TEXT},
    "lookup": {"from": _TEXT},
}
"""Kinds whose keys are texts in the short form; the others have the keys of the language."""

# Every key that may be null is written every time it is: only those that are often used.
LEFT_OUT: Mapping[str, frozenset[str]] = {
    "person": frozenset({"unique", "other_than"}),  # the other role stands in `role`
    "place": frozenset({"other_than"}),
    "faker": frozenset({"table"}),
}
"""Keys of a kind that no answer has."""
_OF_COLUMN = frozenset({"kind", "name", "when", "otherwise"})
"""The first key says kind and name, `more` when a column is there."""

_COLUMN = "column"


@cache
def strict_schema() -> dict[str, Any]:
    """The JSON Schema of a plan; do not change the dictionary, it is made once."""
    source = Schema.model_json_schema()
    models = source["$defs"]
    kinds = (*COLUMN_MODELS, *LONG_KINDS)
    columns = {kind: _column(kind, models) for kind in kinds}
    columns["faker"]["properties"]["provider"] = {**_TEXT, "enum": list(PROVIDERS)}
    any_column = {"anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds]}
    table, entity = models["Table"]["properties"], models["Entity"]["properties"]
    properties = {
        PROBLEM: {"type": ["string", "null"]},
        "title": _TEXT,
        "domain": _TEXT,
        "tables": _listed(_object({"name": _value(table["name"]), "fields": _TEXTS,
                                   "rows": _TEXTS})),
        "entities": _listed(_object({key: _key(value) for key, value in entity.items()})),
        "columns": _listed({"$ref": f"#/$defs/{_COLUMN}"}),
        "drivers": _TEXTS,
        "labels": _TEXTS,
        "more": _TEXTS,
    }  # fmt: skip
    return {**_object(properties), "$defs": {**columns, _COLUMN: any_column}}


def response_format() -> ResponseFormatJSONSchema:
    """The `response_format` of a chat completion that must be a plan."""
    return {
        "type": "json_schema",
        "json_schema": {"name": NAME, "strict": True, "schema": strict_schema()},
    }


def _column(kind: str, models: Mapping[str, Any]) -> dict[str, Any]:
    """A kind: its own name is the first key, which tells it from the others."""
    of = LONG_KINDS.get(kind, kind)
    said = _SAID.get(of)
    if said is None:
        properties = models[COLUMN_MODELS[of].__name__]["properties"]
        kept = properties.keys() - _OF_COLUMN - LEFT_OUT.get(of, frozenset())
        said = {key: _key(value) for key, value in properties.items() if key in kept}
    return _object({kind: _TEXT, **said})


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    """An object with every key required."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _listed(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(items)}


def _key(source: Mapping[str, Any]) -> dict[str, Any]:
    """A key's value. One with a default other than null is simply written each time."""
    found = _value(source)
    return _nullable(found) if "default" in source and source["default"] is None else found


def _value(source: Mapping[str, Any]) -> dict[str, Any]:
    if "oneOf" in source:
        return {"$ref": f"#/$defs/{_COLUMN}"}
    if "anyOf" in source:
        return _any_of([_value(option) for option in source["anyOf"]])
    found = {key: source[key] for key in ("type", "enum") if key in source}
    if "items" in source:
        found["items"] = _value(source["items"])
    return found


def _any_of(options: list[dict[str, Any]]) -> dict[str, Any]:
    """One of several; plain types in one list."""
    if all(option.keys() == {"type"} for option in options):
        return {"type": list(dict.fromkeys(option["type"] for option in options))}
    return {"anyOf": options}


def _nullable(found: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in found:
        options = found["anyOf"]
        return found if {"type": "null"} in options else {"anyOf": [*options, {"type": "null"}]}
    types = found.get("type")
    if isinstance(types, list):
        return {"type": list(dict.fromkeys([*types, "null"]))}
    return (
        {"type": [types, "null"]}
        if found.keys() == {"type"}
        else {"anyOf": [found, {"type": "null"}]}
    )
