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

# Every key that may be null is written every time it is: few keys a kind, and for the keys
# that are rare a kind of their own (`shorthand.py`).
_NOT_WRITTEN: Mapping[str, frozenset[str]] = {
    "person": frozenset({"unique", "other_than"}),
    "place": frozenset({"other_than"}),
    "lookup": frozenset({"other_than"}),
    "faker": frozenset({"table"}),
    "number": frozenset({"zeros", "cases", "memory"}),
    "category": frozenset({"ordered", "cases"}),
    "ordinal": frozenset({"ordered", "cases"}),
    "boolean": frozenset({"words", "cases"}),
    "boolean_by": frozenset({"words"}),
    "datetime": frozenset({"after", "within", "every"}),
    "datetime_after": frozenset({"start", "end", "every"}),
    "datetime_every": frozenset({"after", "within", "rhythm"}),
}
_NEVER_WRITTEN = frozenset({"when", "otherwise"})
"""Keys that every kind has and few columns use."""

_COLUMN = "column"
_TEXTS = frozenset({"Level", "Term", "NumberCase", "CategoryCase", "BooleanCase"})
"""Models that the short form writes as one text."""
_FIRST_KEYS = ("kind", "name")
_TEXT = {"type": "string"}


@cache
def strict_schema() -> dict[str, Any]:
    """The JSON Schema of a plan; do not change the dictionary, it is made once."""
    source = Schema.model_json_schema()
    models = source["$defs"]
    columns = {kind: _column(kind, models) for kind in (*COLUMN_MODELS, *LONG_KINDS)}
    columns["faker"]["properties"]["provider"]["enum"] = list(PROVIDERS)
    kinds_of_column = {model.__name__ for model in COLUMN_MODELS.values()}
    others = {
        name: _object(model)
        for name, model in models.items()
        if name not in kinds_of_column | _TEXTS
    }
    any_column = {"anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in columns]}
    root = _object(source, left_out=frozenset({"order"}))  # the user's order is kept without it
    root["properties"] = {PROBLEM: _nullable(_TEXT), **root["properties"]}
    root["required"] = list(root["properties"])
    return {**root, "$defs": {**columns, **others, _COLUMN: any_column}}


def response_format() -> ResponseFormatJSONSchema:
    """The `response_format` of a chat completion that must be a plan."""
    return {
        "type": "json_schema",
        "json_schema": {"name": NAME, "strict": True, "schema": strict_schema()},
    }


def _column(kind: str, models: Mapping[str, Any]) -> dict[str, Any]:
    model = models[COLUMN_MODELS[LONG_KINDS.get(kind, kind)].__name__]
    written = _object(model, left_out=_NOT_WRITTEN.get(kind, frozenset()) | _NEVER_WRITTEN)
    written["properties"]["kind"] = {**_TEXT, "enum": [kind]}
    if LONG_KINDS.get(kind, kind) == "boolean":
        written["properties"]["rate"] = _TEXT  # with the words, which cannot be turned round then
    return written


def _object(source: Mapping[str, Any], left_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    """An object with every key required; `kind` first.

    Some models refuse an `anyOf` whose objects begin with the same key, unless that key tells
    them apart.
    """
    keys = [key for key in source["properties"] if key not in left_out]
    keys.sort(key=lambda key: _FIRST_KEYS.index(key) if key in _FIRST_KEYS else len(_FIRST_KEYS))
    return {
        "type": "object",
        "properties": {key: _key(source["properties"][key]) for key in keys},
        "required": keys,
        "additionalProperties": False,
    }


def _key(source: Mapping[str, Any]) -> dict[str, Any]:
    """A key's value. One with a default other than null is simply written each time."""
    found = _value(source)
    return _nullable(found) if "default" in source and source["default"] is None else found


def _value(source: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in source:
        named = source["$ref"].rpartition("/")[2]
        return _TEXT if named in _TEXTS else {"$ref": source["$ref"]}
    if "oneOf" in source:
        return {"$ref": f"#/$defs/{_COLUMN}"}
    if "anyOf" in source:
        return _any_of([_value(option) for option in source["anyOf"]])
    found = {key: source[key] for key in ("type", "enum") if key in source}
    if "items" in source:
        of_lists = source["items"].get("type") == "array"  # the rows of a table
        found["items"] = _TEXT if of_lists else _value(source["items"])
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
