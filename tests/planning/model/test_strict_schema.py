"""The JSON Schema that the model must follow is inside the subset that strict mode takes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rowsmith.planning.model.shorthand import LONG_KINDS
from rowsmith.planning.model.strict_schema import PROBLEM, response_format, strict_schema
from rowsmith.schema import COLUMN_MODELS, Schema
from rowsmith.schema.providers import PROVIDERS
from tests.local.strict_subset import CannotBeWrittenError, complaint, written_out

Json = dict[str, Any]


def kinds() -> Iterator[tuple[str, Json]]:
    schema = strict_schema()
    for option in schema["$defs"]["column"]["anyOf"]:
        definition = schema["$defs"][option["$ref"].rpartition("/")[2]]
        yield definition["properties"]["kind"]["enum"][0], definition


def test_strict_mode_takes_it() -> None:
    assert complaint(strict_schema()) is None


def test_response_format_is_strict() -> None:
    sent = response_format()["json_schema"]
    assert sent["strict"] is True
    assert sent["schema"] == strict_schema()


def test_only_plain_keywords_are_used() -> None:
    used: set[str] = set()

    def walk(schema: Json) -> None:
        used.update(schema)
        inner = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()]
        for found in [
            *inner,
            *schema.get("anyOf", ()),
            *([schema["items"]] if "items" in schema else []),
        ]:
            walk(found)

    walk(strict_schema())
    objects = {"properties", "required", "additionalProperties"}
    assert used == {"type", "items", "anyOf", "enum", "$ref", "$defs", *objects}


def test_every_kind_of_the_language_can_be_written() -> None:
    assert {kind for kind, _ in kinds()} == {*COLUMN_MODELS, *LONG_KINDS}


def test_every_key_of_the_language_can_be_written() -> None:
    missing = {
        f"{kind}.{key}"
        for kind, model in COLUMN_MODELS.items()
        for key in model.model_fields.keys() - {"when", "otherwise"}
        if not any(
            key in definition["properties"]
            for name, definition in kinds()
            if LONG_KINDS.get(name, name) == kind
        )
    }
    assert missing == {
        "person.unique",
        "person.other_than",
        "place.other_than",
        "lookup.other_than",
        "faker.table",
        "boolean.words",
    }
    assert set(strict_schema()["properties"]) == {PROBLEM, *Schema.model_fields} - {"order"}


def test_kind_comes_first_and_then_the_name() -> None:
    for _, definition in kinds():
        assert list(definition["properties"])[:2] == ["kind", "name"]
        assert definition["required"] == list(definition["properties"])


def test_optional_keys_may_be_null_and_others_may_not() -> None:
    definitions = dict(kinds())
    number = definitions["number"]["properties"]
    assert number["mean"] == {"type": ["number", "null"]}
    assert number["min"] == {"type": ["number", "string", "null"]}
    assert number["decimals"] == {"type": "integer"}
    assert "anyOf" not in number["name"]


def test_providers_are_those_of_the_allow_list() -> None:
    assert dict(kinds())["faker"]["properties"]["provider"]["enum"] == list(PROVIDERS)


def test_it_is_made_once() -> None:
    assert strict_schema() is strict_schema()


Spoil = Callable[[Json], None]


def _object_open(schema: Json) -> None:
    del schema["additionalProperties"]


def _key_not_required(schema: Json) -> None:
    schema["required"].remove("title")


def _key_required_in_vain(schema: Json) -> None:
    schema["required"].append("zodiac")


def _default(schema: Json) -> None:
    schema["properties"]["title"]["default"] = ""


def _one_of(schema: Json) -> None:
    items = schema["$defs"]["column"]
    items["oneOf"] = items.pop("anyOf")


def _min_length(schema: Json) -> None:
    schema["properties"]["title"]["minLength"] = 1


def _root_is_a_list(schema: Json) -> None:
    schema["type"] = "array"


def _same_first_keys(schema: Json) -> None:
    for name in ("text", "formula"):
        properties = schema["$defs"][name]["properties"]
        properties["kind"] = properties.pop("kind")


def _too_many_values(schema: Json) -> None:
    schema["$defs"]["faker"]["properties"]["provider"]["enum"] = [
        str(number) for number in range(1_001)
    ]


def _reference_with_more(schema: Json) -> None:
    schema["properties"]["tables"]["items"]["description"] = "a table"


def _too_deep(schema: Json) -> None:
    inner: Json = {"type": "string"}
    for _ in range(11):
        inner = {
            "type": "object",
            "properties": {"a": inner},
            "required": ["a"],
            "additionalProperties": False,
        }
    schema["properties"]["title"] = inner


def _no_type(schema: Json) -> None:
    schema["properties"]["title"] = {}


@pytest.mark.parametrize(
    "spoil",
    [
        _object_open,
        _key_not_required,
        _key_required_in_vain,
        _default,
        _one_of,
        _min_length,
        _root_is_a_list,
        _same_first_keys,
        _too_many_values,
        _reference_with_more,
        _too_deep,
        _no_type,
    ],
)
def test_checker_refuses_what_the_api_refuses(spoil: Spoil) -> None:
    schema = copy.deepcopy(strict_schema())
    spoil(schema)
    assert complaint(schema) is not None


@pytest.mark.parametrize(
    "column",
    [
        {"kind": "zodiac", "name": "x"},
        {"kind": "number", "name": "x", "cases": ["y: mean 1"]},
        {"kind": "faker", "name": "x", "provider": "no_such_provider"},
        {"kind": "boolean", "name": "x", "rate": 0.5},
    ],
)
def test_strict_decoding_cannot_write_other_columns(column: Json) -> None:
    with pytest.raises(CannotBeWrittenError):
        written_out({"columns": [column]}, strict_schema())
