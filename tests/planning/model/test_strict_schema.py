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
OF_ALL = ("name", "when", "otherwise")
"""Keys of every column: the first key says the name, `more` the others."""


def kinds() -> Iterator[tuple[str, Json]]:
    schema = strict_schema()
    for option in schema["$defs"]["column"]["anyOf"]:
        definition = schema["$defs"][option["$ref"].rpartition("/")[2]]
        yield next(iter(definition["properties"])), definition


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


def test_every_key_of_the_language_can_be_written_but_a_few() -> None:
    """What the short form says in texts is pinned where it is read."""
    missing = {
        f"{kind}.{key}"
        for kind, definition in kinds()
        if not definition["properties"].keys() & {"is", "from"}
        for key in COLUMN_MODELS[kind].model_fields.keys() - definition["properties"].keys()
    }
    assert missing - {f"{kind}.{key}" for kind in COLUMN_MODELS for key in (*OF_ALL, "kind")} == {
        "person.unique",
        "person.other_than",
        "place.other_than",
        "faker.table",
    }
    in_texts = {"locale", "missing", "dirt", "hidden"}
    assert set(strict_schema()["properties"]) == {PROBLEM, "more", *Schema.model_fields} - {
        "order",
        *in_texts,
    }


def test_the_kind_comes_first_and_says_the_name() -> None:
    for kind, definition in kinds():
        assert definition["properties"][kind] == {"type": "string"}
        assert definition["required"] == list(definition["properties"])


def test_optional_keys_may_be_null_and_others_may_not() -> None:
    definitions = dict(kinds())
    assert definitions["text"]["properties"]["topic"] == {"type": ["string", "null"]}
    assert "null" not in str(definitions["text"]["properties"]["style"])
    assert definitions["id"]["properties"]["pattern"] == {"type": "string"}


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
        inner = schema["$defs"][name]
        inner["properties"] = {"name": {"type": "string"}, **inner["properties"]}
        inner["required"] = list(inner["properties"])


def _too_many_values(schema: Json) -> None:
    schema["$defs"]["faker"]["properties"]["provider"]["enum"] = [
        str(number) for number in range(1_001)
    ]


def _reference_with_more(schema: Json) -> None:
    schema["properties"]["columns"]["items"]["description"] = "a column"


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
        {"zodiac": "x"},
        {"number": "x", "is": ["3"], "cases": ["y: 1"]},
        {"faker": "x", "provider": "no_such_provider"},
        {"boolean": "x", "is": 0.5},
    ],
)
def test_strict_decoding_cannot_write_other_columns(column: Json) -> None:
    with pytest.raises(CannotBeWrittenError):
        written_out({"columns": [column]}, strict_schema())
