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

from rowsmith.planning.shorthand import LONG_KINDS
from rowsmith.schema import COLUMN_MODELS, Schema
from rowsmith.schema.providers import PROVIDERS

if TYPE_CHECKING:
    from openai.types.shared_params import ResponseFormatJSONSchema

NAME = "dataset_schema"
PROBLEM = "problem"
"""The answer's own first key: why no dataset can be planned; null when one can."""

# Every key that may be null is written every time it is: few keys a kind, and for the keys
# that are rare a kind of their own (`shorthand.py`).
_LEFT_OUT: Mapping[str, frozenset[str]] = {"PersonColumn": frozenset({"unique"})}
_RARE: Mapping[str, frozenset[str]] = {
    "number_by": frozenset({"zeros", "cases"}),
    "category_by": frozenset({"cases", "ordered"}),
    "boolean_by": frozenset({"cases"}),
    "datetime_after": frozenset({"after", "within"}),
}
_INSTEAD = frozenset({"start", "end"})
"""Keys of a datetime that one with `after` has not."""
_AS_TEXT = frozenset({"Level", "Term", "NumberCase", "CategoryCase", "BooleanCase"})
_ORDINAL = "ordinal"
_FIRST_KEYS = ("kind", "name")
_KEPT = ("type", "enum", "const")


@cache
def strict_schema() -> dict[str, Any]:
    """The JSON Schema of a plan; do not change the dictionary, it is made once."""
    source = Schema.model_json_schema()
    definitions = {
        name: _object(definition, _LEFT_OUT.get(name, frozenset()))
        for name, definition in source["$defs"].items()
        if name not in _AS_TEXT
    }
    definitions["FakerColumn"]["properties"]["provider"]["enum"] = list(PROVIDERS)
    for long, kind in LONG_KINDS.items():
        if long != _ORDINAL:
            _split(definitions, long, COLUMN_MODELS[kind].__name__)
    category = COLUMN_MODELS[LONG_KINDS[_ORDINAL]].__name__
    definitions[f"{category}_{_ORDINAL}"] = _of_kind(_ORDINAL, definitions[category])
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


def _split(definitions: dict[str, Any], long: str, name: str) -> None:
    """Make two kinds of one: without its rare keys, and with them."""
    common = definitions[name]
    rare = _without(common, _INSTEAD if "after" in _RARE[long] else frozenset())
    definitions[name] = _without(common, _RARE[long])
    definitions[f"{name}_{long}"] = _of_kind(long, rare)


def _of_kind(kind: str, source: dict[str, Any]) -> dict[str, Any]:
    named = {"kind": {"type": "string", "enum": [kind]}}
    return {**source, "properties": {**source["properties"], **named}}


def _without(source: dict[str, Any], keys: frozenset[str]) -> dict[str, Any]:
    properties = {key: value for key, value in source["properties"].items() if key not in keys}
    return {**source, "properties": properties, "required": list(properties)}


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
        named = source["$ref"].rpartition("/")[2] in _AS_TEXT
        found: dict[str, Any] = {"type": "string"} if named else {"$ref": source["$ref"]}
    elif options:
        found = {"anyOf": _with_long_kinds([_value(option) for option in options])}
    else:
        found = {key: source[key] for key in _KEPT if key in source}
        if "items" in source:
            of_lists = source["items"].get("type") == "array"  # the rows of a table
            found["items"] = {"type": "string"} if of_lists else _value(source["items"])
    if "const" in found:
        found = {"type": "string", "enum": [found["const"]]}
    # A key with a default other than null (a shape, decimals) is simply written each time.
    needs_null = optional and "default" in source and source["default"] is None
    return _nullable(found) if needs_null else found


def _with_long_kinds(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The options, and where they are the columns, the kinds of the short form too."""
    there = [option["$ref"] for option in options if "$ref" in option]
    more = [
        {"$ref": f"#/$defs/{name}_{long}"}
        for long, kind in LONG_KINDS.items()
        if f"#/$defs/{(name := COLUMN_MODELS[kind].__name__)}" in there
    ]
    return [*options, *more]


def _nullable(found: dict[str, Any]) -> dict[str, Any]:
    null = {"type": "null"}
    options = found.get("anyOf", [found])
    return {"anyOf": [*options, null] if null not in options else options}
