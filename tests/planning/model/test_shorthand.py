"""The short form says what the schema language says, and the same."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.planning.model.shorthand import written_in_full
from rowsmith.planning.model.strict_schema import PROBLEM, strict_schema
from rowsmith.schema import parse_schema
from tests.local.shorthand import in_short
from tests.local.strict_subset import written_out

CHARACTERS_PER_TOKEN = 3.5
MOST_TOKENS_PER_COLUMN = 60


def domains() -> dict[str, dict[str, Any]]:
    folder = files("rowsmith.planning").joinpath("domains")
    return {
        path.name: json.loads(path.read_text(encoding="utf-8"))["schema"]
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".json")
    }


def as_written(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with every key, as strict decoding has a model write it."""
    whole = parse_schema(schema).model_dump(mode="json")
    written: dict[str, Any] = written_out(in_short(whole), strict_schema())
    return written


@pytest.mark.parametrize("name", domains())
def test_domain_means_the_same_in_short(name: str) -> None:
    schema = domains()[name]
    full = written_in_full(as_written(schema))
    assert isinstance(full, dict)
    assert full.pop(PROBLEM) is None
    assert parse_schema(full) == parse_schema(schema)


def test_a_role_says_which_role_it_is_not() -> None:
    columns = [
        {"name": "from", "kind": "place", "field": "city", "role": "from"},
        {"name": "to", "kind": "place", "field": "city", "role": "to", "other_than": "from"},
    ]
    full = written_in_full(as_written({"columns": columns}))
    assert isinstance(full, dict)
    assert full["columns"][1]["role"] == "to"
    assert full["columns"][1]["other_than"] == "from"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Yes 5%", {"rate": 0.05, "words": ["Yes", "No"]}),
        ("yes 5%", {"rate": 0.05, "words": ["yes", "no"]}),
        ("1 26.5%", {"rate": 0.265, "words": ["1", "0"]}),
        ("True 20%", {"rate": 0.2}),
        ("churned 20%|active", {"rate": 0.2, "words": ["churned", "active"]}),
        ("churned 20% | active 80%", {"rate": 0.2, "words": ["churned", "active"]}),
        ("churned|active 80%", {"rate": pytest.approx(0.2), "words": ["churned", "active"]}),
        ("glad 20%", {"rate": 0.2, "words": ["glad", "not glad"]}),
        ("0.3", {"rate": 0.3}),
        ("30%", {"rate": 0.3}),
        ("Yes", {"words": ["Yes", "No"]}),
        ("a|b|c", {"rate": "a|b|c"}),
    ],
)
def test_a_boolean_is_the_word_for_true_with_its_share(written: str, meant: dict[str, Any]) -> None:
    full = written_in_full({"columns": [{"kind": "boolean", "name": "x", "rate": written}]})
    assert isinstance(full, dict)
    assert full["columns"] == [{"kind": "boolean", "name": "x", **meant}]


def test_plans_are_short() -> None:
    characters = columns = 0
    for schema in domains().values():
        written = json.dumps(as_written(schema), separators=(",", ":"), ensure_ascii=False)
        characters += len(written)
        columns += len(parse_schema(schema).csv_order())
    assert characters / CHARACTERS_PER_TOKEN / columns <= MOST_TOKENS_PER_COLUMN


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text("abc XYZ0189-/&'", min_size=1, max_size=12).map(str.strip).filter(bool),
            st.integers(0, 100) | st.sampled_from([0.5, 33.3, 99.9]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_levels_survive(levels: list[tuple[str, float]]) -> None:
    values = [{"value": value, "share": share} for value, share in levels]
    schema = {"columns": [{"kind": "category", "name": "x", "values": values}]}
    assert written_in_full(in_short(schema)) == {**schema, "entities": [], "drivers": [],
                                                 "tables": []}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["Fiber 44%", "DSL 56%"], [("Fiber", 44), ("DSL", 56)]),
        (["Fiber: 44%", "DSL (56%)"], [("Fiber", 44), ("DSL", 56)]),
        (["1 7%", "2 93%"], [("1", 7), ("2", 93)]),
        (["Fiber 44", "DSL 56"], [("Fiber", 44), ("DSL", 56)]),
        (["Fiber 0.44", "DSL 0.56"], [("Fiber", 0.44), ("DSL", 0.56)]),
        (["10% 40%", "20% 60%"], [("10%", 40), ("20%", 60)]),
        (["10%", "20%"], [("10%", None), ("20%", None)]),
        (["Level 1", "Level 2"], [("Level 1", None), ("Level 2", None)]),
        (["08:30", "09:00"], [("08:30", None), ("09:00", None)]),
        (["one", "two"], [("one", None), ("two", None)]),
    ],
)
def test_shares_are_told_from_values(
    written: list[str], expected: list[tuple[str, float | None]]
) -> None:
    full = written_in_full({"columns": [{"kind": "category", "name": "x", "values": written}]})
    assert isinstance(full, dict)
    levels = full["columns"][0]["values"]
    assert [(level["value"], level.get("share")) for level in levels] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a == 'x: y': mean -5, sd 1.5", {"when": "a == 'x: y'", "mean": -5, "sd": 1.5}),
        ("a > 3: mean 1e6", {"when": "a > 3", "mean": 1_000_000}),
        ("a: rate 0.3", {"when": "a", "rate": 0.3}),
        ("a: rate 30%", {"when": "a", "rate": 0.3}),
        (
            "a: low: 80%|high 20%",
            {
                "when": "a",
                "values": [{"value": "low", "share": 80}, {"value": "high", "share": 20}],
            },
        ),
        ("a: only", {"when": "a", "values": [{"value": "only"}]}),
        ("a", {"when": "a"}),
        ({"when": "a", "mean": 3}, {"when": "a", "mean": 3}),
    ],
)
def test_cases_are_read(written: object, expected: dict[str, Any]) -> None:
    full = written_in_full({"columns": [{"kind": "number_by", "name": "x", "cases": [written]}]})
    assert full == {"columns": [{"kind": "number", "name": "x", "cases": [expected]}]}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1: age", {"of": "age", "weight": 1}),
        ("-0.5: plan == 'a: b'", {"of": "plan == 'a: b'", "weight": -0.5}),
        ("- 2 : age < 6", {"of": "age < 6", "weight": -2}),
        (".5*age", {"of": "age", "weight": 0.5}),
        ("2 * age - income", {"of": "2 * age - income"}),
        ("age", {"of": "age"}),
    ],
)
def test_weights_are_told_from_terms(written: str, expected: dict[str, Any]) -> None:
    full = written_in_full({"drivers": [{"column": "y", "by": [written]}]})
    assert full == {"drivers": [{"column": "y", "by": [expected]}]}


def test_full_form_stays_as_it_is() -> None:
    for schema in domains().values():
        assert written_in_full(schema) == schema


@pytest.mark.parametrize("data", [None, 3, [], "x", {}, {"columns": 3}, {"drivers": [3]}])
def test_what_is_no_schema_stays_as_it_is(data: object) -> None:
    assert written_in_full(data) == data
