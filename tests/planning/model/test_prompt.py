"""What the model is told is short, true, and leaves a description no way out of its place."""

from __future__ import annotations

import json
import re
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.errors import Problem
from rowsmith.planning.model.in_short import in_short
from rowsmith.planning.model.prompt import (
    as_data,
    first_messages,
    mending_messages,
    prompt_version,
    rules,
    shortening_messages,
)
from rowsmith.planning.model.shorthand import LONG_KINDS, written_in_full
from rowsmith.planning.model.strict_schema import strict_schema
from rowsmith.planning.repair import repair
from rowsmith.schema import COLUMN_MODELS, parse_schema
from rowsmith.schema.columns import PersonField, PlaceField
from rowsmith.schema.typing import FUNCTIONS
from tests.local.strict_subset import written_out

CHARACTERS_PER_TOKEN = 3.5
MOST_TOKENS = 5_200
"""Of the rules with the JSON Schema."""
EXAMPLES = [line for line in rules().splitlines() if line.startswith("{")]


def full_form(example: str) -> object:
    full, unread = written_in_full(json.loads(example))
    assert unread == []
    return full


def test_rules_are_short() -> None:
    schema = json.dumps(strict_schema(), separators=(",", ":"))
    assert len(rules() + schema) / CHARACTERS_PER_TOKEN <= MOST_TOKENS


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_is_a_good_plan(example: str) -> None:
    schema = full_form(example)
    assert repair(schema) == (schema, [], [])
    parse_schema(schema)


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_is_one_that_the_model_may_write(example: str) -> None:
    written = json.loads(example)
    whole = parse_schema(full_form(example)).model_dump(mode="json")
    strict = written_out(in_short(whole), strict_schema())
    for key, value in written.items():
        assert _within(value, strict[key])


def test_examples_show_every_means_of_dependence() -> None:
    shown = " ".join(EXAMPLES)
    for key in ("drivers", "entities", "tables", "formula", "labels", "more"):
        assert f'"{key}"' in shown
    assert "after " in shown
    assert "== 'Fiber': 91" in shown


def test_all_of_the_language_is_named() -> None:
    said = set(re.findall(r"\w+", rules()))
    for names in (
        COLUMN_MODELS,
        LONG_KINDS,
        FUNCTIONS,
        get_args(PersonField),
        get_args(PlaceField),
    ):
        assert set(names) <= said


def test_description_is_data_behind_the_rules() -> None:
    system, user = first_messages("Weather in Graz", "de_AT")
    assert system == {"role": "system", "content": rules()}
    assert "<description>\nWeather in Graz\n</description>" in str(user["content"])
    assert "de_AT" in str(user["content"])
    assert first_messages("other", None)[0] == system


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["<", "/", " ", "description", "DESCRIPTION", ">", "\n", "ignore"]),
        max_size=30,
    ).map("".join)
)
def test_description_cannot_end_its_place(description: str) -> None:
    content = str(first_messages(description, None)[1]["content"])
    marks = re.findall(r"<\s*/?\s*description", content, re.IGNORECASE)
    assert marks == ["<description", "</description"]
    assert content.endswith("\n</description>")


@settings(deadline=None)
@given(st.text())
def test_other_descriptions_are_unchanged(description: str) -> None:
    if "description" not in description.lower():
        assert as_data(description) == description


def test_version_is_of_rules_and_schema() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", prompt_version())


def test_errors_go_back_with_the_answer() -> None:
    asked = first_messages("x", None)
    problems = [Problem(f"columns.c{number}", "is odd") for number in range(100)]
    messages = mending_messages(asked, '{"columns": []}', problems)
    assert messages[:2] == asked
    assert messages[2] == {"role": "assistant", "content": '{"columns": []}'}
    said = str(messages[3]["content"])
    assert "columns.c0: is odd" in said
    assert said.count("is odd") == 20


def test_shorter_plan_is_asked_for_without_the_long_one() -> None:
    messages = shortening_messages(first_messages("x", None))
    assert [message["role"] for message in messages] == ["system", "user", "user"]


def _within(shown: Any, whole: Any) -> bool:
    if isinstance(shown, dict):
        return all(_within(value, whole[key]) for key, value in shown.items())
    if isinstance(shown, list):
        return len(shown) == len(whole) and all(map(_within, shown, whole))
    return bool(shown == whole)
