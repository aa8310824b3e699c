"""The subset of JSON Schema that Structured Outputs accept, and what they do with it.

`complaint` refuses what the API refuses, in its words. `written_out` writes a plan as a model
is made to: every key in the schema's order, null where there is nothing to say.

Rules: https://platform.openai.com/docs/guides/structured-outputs (November 2026); the rule on
first keys is enforced by some models only and taken for all here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

MAX_PROPERTIES = 5_000
MAX_LEVELS = 10
MAX_NAME_CHARACTERS = 120_000
MAX_ENUM_VALUES = 1_000
LARGE_ENUM, MAX_LARGE_ENUM_CHARACTERS = 250, 15_000

PERMITTED = frozenset(
    {
        *("type", "properties", "required", "additionalProperties", "items"),
        *("anyOf", "enum", "const", "$ref", "$defs", "description", "title"),
        *("pattern", "format", "minItems", "maxItems", "multipleOf"),
        *("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"),
    }
)

JsonSchema = Mapping[str, Any]


def complaint(schema: JsonSchema) -> str | None:
    """What the API would say against a strict schema; None where it takes it."""
    if schema.get("type") != "object" or "anyOf" in schema:
        return "schema must be a JSON Schema of 'type: \"object\"', got 'type: None'."
    for context, found in _subschemas(schema, ()):
        said = _complaint_at(found, schema)
        if said is not None:
            return f"In context={context}, {said}"
    return _beyond_limits(schema)


def _complaint_at(found: JsonSchema, root: JsonSchema) -> str | None:
    for keyword in found:
        if keyword not in PERMITTED:
            return f"'{keyword}' is not permitted."
    if "$ref" in found and len(found) > 1:
        return f"$ref cannot have keywords {sorted(set(found) - {'$ref'})}."
    if not {"type", "anyOf", "$ref", "enum", "const"} & set(found):
        return "schema must have a 'type' key."
    if found.get("type") == "object":
        return _complaint_at_object(found)
    if found.get("type") == "array" and "items" not in found:
        return "array schema missing items."
    return _complaint_at_union(found, root)


def _complaint_at_object(found: JsonSchema) -> str | None:
    if found.get("additionalProperties") is not False:
        return "'additionalProperties' is required to be supplied and to be false."
    properties, required = found.get("properties", {}), found.get("required", [])
    for key in properties:
        if key not in required:
            return (
                "'required' is required to be supplied and to be an array including every key in "
                f"properties. Missing '{key}'."
            )
    for key in required:
        if key not in properties:
            return f"Extra required key '{key}' supplied."
    return None


def _complaint_at_union(found: JsonSchema, root: JsonSchema) -> str | None:
    firsts: list[tuple[str, object]] = []
    for option in found.get("anyOf", ()):
        target = _target(option, root)
        if target.get("type") == "object" and target.get("properties"):
            key, value = next(iter(target["properties"].items()))
            firsts.append((key, _constant(value)))
    for key, constant in firsts:
        same = [other for other in firsts if other[0] == key]
        if len(same) > 1 and (constant is None or same.count((key, constant)) > 1):
            return (
                "Objects provided via 'anyOf' must not share identical first keys. Consider adding "
                "a discriminator key or rearranging the properties to ensure the first key is "
                "unique."
            )
    return None


def _constant(schema: JsonSchema) -> object:
    options = schema.get("enum", [])
    return schema.get("const") or (options[0] if len(options) == 1 else None)


def _subschemas(
    schema: JsonSchema, context: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], JsonSchema]]:
    yield context, schema
    for name, inner in (*schema.get("$defs", {}).items(),):
        yield from _subschemas(inner, (*context, "$defs", name))
    for key, inner in schema.get("properties", {}).items():
        yield from _subschemas(inner, (*context, "properties", key))
    if "items" in schema:
        yield from _subschemas(schema["items"], (*context, "items"))
    for number, inner in enumerate(schema.get("anyOf", ())):
        yield from _subschemas(inner, (*context, "anyOf", str(number)))


def _beyond_limits(schema: JsonSchema) -> str | None:
    everything = [found for _, found in _subschemas(schema, ())]
    properties = [key for found in everything for key in found.get("properties", {})]
    enums = [found["enum"] for found in everything if "enum" in found]
    constants = [str(value) for values in enums for value in values]
    names = [*properties, *schema.get("$defs", {}), *constants]
    if len(properties) > MAX_PROPERTIES:
        return f"Expected at most {MAX_PROPERTIES} object properties."
    if sum(len(name) for name in names) > MAX_NAME_CHARACTERS:
        return f"Expected at most {MAX_NAME_CHARACTERS} characters of names."
    if len(constants) > MAX_ENUM_VALUES:
        return (
            f"Expected at most {MAX_ENUM_VALUES} enum values in total within a single schema "
            f"when using structured outputs, but received {len(constants)}."
        )
    for values in enums:
        if len(values) > LARGE_ENUM and sum(map(len, values)) > MAX_LARGE_ENUM_CHARACTERS:
            return f"Expected at most {MAX_LARGE_ENUM_CHARACTERS} characters in a large enum."
    if _levels(schema, schema, ()) > MAX_LEVELS:
        return f"Expected at most {MAX_LEVELS} levels of nesting."
    return None


def _levels(schema: JsonSchema, root: JsonSchema, above: tuple[int, ...]) -> int:
    """Objects within objects; a schema within itself counts once."""
    schema = _target(schema, root)
    if id(schema) in above:
        return 0
    inner = [
        *schema.get("properties", {}).values(),
        *schema.get("anyOf", ()),
        *([schema["items"]] if "items" in schema else []),
    ]
    below = max((_levels(found, root, (*above, id(schema))) for found in inner), default=0)
    return below + (schema.get("type") == "object")


def _target(schema: JsonSchema, root: JsonSchema) -> JsonSchema:
    if "$ref" not in schema:
        return schema
    found: JsonSchema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    return found


class CannotBeWrittenError(ValueError):
    """A value that strict decoding could never write."""


def written_out(value: Any, schema: JsonSchema, root: JsonSchema | None = None) -> Any:
    """`value` as strict decoding would write it. Raises CannotBeWrittenError."""
    root = schema if root is None else root
    schema = _target(schema, root)
    if "anyOf" in schema:
        return _first_that_fits(value, schema["anyOf"], root)
    if isinstance(schema.get("type"), list):
        return _first_that_fits(value, [{**schema, "type": name} for name in schema["type"]], root)
    if "enum" in schema and value not in schema["enum"]:
        raise CannotBeWrittenError(f"{value!r} is not one of {schema['enum']}")
    match schema.get("type"):
        case "object":
            return _object_written_out(value, schema, root)
        case "array" if isinstance(value, list):
            return [written_out(item, schema["items"], root) for item in value]
        case name if isinstance(name, str) and _fits(value, name):
            whole = isinstance(value, float) and value.is_integer()
            return int(value) if whole else value
    raise CannotBeWrittenError(f"{value!r} is not of type {schema.get('type')}")


def _object_written_out(value: Any, schema: JsonSchema, root: JsonSchema) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CannotBeWrittenError(f"{value!r} is not an object")
    extra = [key for key in value if key not in schema["properties"] and value[key] is not None]
    if extra:
        raise CannotBeWrittenError(f"{extra} are not keys of this object")
    return {
        key: written_out(value[key], inner, root) if key in value else _blank(inner, root)
        for key, inner in schema["properties"].items()
    }


def _blank(schema: JsonSchema, root: JsonSchema) -> Any:
    """What a model writes where it has nothing to say."""
    schema = _target(schema, root)
    options = [option.get("type") for option in schema.get("anyOf", ())]
    if "null" in options or "null" in schema.get("type", ""):
        return None
    if "enum" in schema:
        return schema["enum"][0]
    named = schema.get("type", "")
    blanks = {"array": [], "string": "", "number": 0, "integer": 0, "boolean": False}
    return blanks.get(named[0] if isinstance(named, list) else named)


def _first_that_fits(value: Any, options: list[JsonSchema], root: JsonSchema) -> Any:
    reasons = []
    for option in options:
        try:
            return written_out(value, option, root)
        except CannotBeWrittenError as reason:
            reasons.append(str(reason))
    raise CannotBeWrittenError("; ".join(reasons))


def _fits(value: Any, name: str) -> bool:
    if isinstance(value, bool) or value is None:
        return name == {True: "boolean", False: "boolean", None: "null"}[value]
    match name:
        case "string":
            return isinstance(value, str)
        case "number":
            return isinstance(value, int | float)
        case "integer":
            return isinstance(value, int)
    return False
