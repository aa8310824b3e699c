"""The schema language as a JSON Schema that Structured Outputs accept with `strict: true`.

Made from the models of `schema/`, so that the two cannot drift apart. The subset and its
limits: https://platform.openai.com/docs/guides/structured-outputs (read in November 2026).
Bounds, patterns and descriptions are left out: strict decoding ignores or refuses most of
them, they lengthen the prompt, and `parse_schema` checks them all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from rowsmith.schema import Schema
from rowsmith.schema.providers import PROVIDERS

if TYPE_CHECKING:
    from openai.types.shared_params import ResponseFormatJSONSchema

NAME = "dataset_schema"
PROBLEM = "problem"
"""The answer's own first key: why no dataset can be planned; null when one can."""

_LEFT_OUT: Mapping[str, frozenset[str]] = {
    # Each of these would be written as null nearly every time, and time is tokens.
    "PersonColumn": frozenset({"unique"}),
}
_FIRST_KEYS = ("kind", "name")
_KEPT = ("type", "enum", "const")


@cache
def strict_schema() -> dict[str, Any]:
    """The JSON Schema of a plan; do not change the dictionary, it is made once."""
    source = Schema.model_json_schema()
    definitions = {
        name: _object(definition, _LEFT_OUT.get(name, frozenset()))
        for name, definition in source["$defs"].items()
    }
    if PROVIDERS:
        definitions["FakerColumn"]["properties"]["provider"]["enum"] = list(PROVIDERS)
    root = _object(source, frozenset())
    root["properties"] = {PROBLEM: _nullable({"type": "string"}), **root["properties"]}
    root["required"] = list(root["properties"])
    return {**root, "$defs": definitions}


def response_format() -> ResponseFormatJSONSchema:
    """The `response_format` of a chat completion that must be a plan."""
    return {
        "type": "json_schema",
        "json_schema": {"name": NAME, "strict": True, "schema": strict_schema()},
    }


def _object(source: Mapping[str, Any], left_out: frozenset[str]) -> dict[str, Any]:
    """An object with every key required; `kind` first.

    Some models refuse an `anyOf` whose objects begin with the same key, unless that key tells
    them apart.
    """
    keys = [key for key in source["properties"] if key not in left_out]
    keys.sort(key=lambda key: _FIRST_KEYS.index(key) if key in _FIRST_KEYS else len(_FIRST_KEYS))
    required = source.get("required", ())
    return {
        "type": "object",
        "properties": {
            key: _value(source["properties"][key], optional=key not in required) for key in keys
        },
        "required": keys,
        "additionalProperties": False,
    }


def _value(source: Mapping[str, Any], *, optional: bool = False) -> dict[str, Any]:
    options = source.get("anyOf") or source.get("oneOf")
    if "$ref" in source:
        found: dict[str, Any] = {"$ref": source["$ref"]}
    elif options:
        found = {"anyOf": [_value(option) for option in options]}
    else:
        found = {key: source[key] for key in _KEPT if key in source}
        if "items" in source:
            found["items"] = _value(source["items"])
    if "const" in found:
        found = {"type": "string", "enum": [found["const"]]}
    # A key with a default other than null (a shape, decimals) is simply written each time.
    needs_null = optional and "default" in source and source["default"] is None
    return _nullable(found) if needs_null else found


def _nullable(found: dict[str, Any]) -> dict[str, Any]:
    null = {"type": "null"}
    options = found.get("anyOf", [found])
    return {"anyOf": [*options, null] if null not in options else options}
