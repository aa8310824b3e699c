"""The short form says what the schema language says, and the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.planning.knowledge import knowledge
from rowsmith.planning.model.in_short import in_short
from rowsmith.planning.model.shorthand import written_in_full
from rowsmith.planning.model.strict_schema import PROBLEM, strict_schema
from rowsmith.schema import parse_schema
from tests.local.strict_subset import written_out

CHARACTERS_PER_TOKEN = 3.5
MOST_TOKENS_PER_COLUMN = 46

Keys = dict[str, Any]


def as_written(schema: Keys) -> Keys:
    """The schema with every key, as strict decoding has a model write it."""
    whole = parse_schema(schema).model_dump(mode="json")
    written: Keys = written_out(in_short(whole), strict_schema())
    return written


def in_full(written: object) -> Keys:
    """What is written, in the schema language; all of it must be read."""
    full, unread = written_in_full(written)
    assert isinstance(full, dict)
    assert unread == []
    return full


def column(kind: str, **keys: Any) -> Keys:
    """A column named x in full."""
    found: Keys = in_full({"columns": [{kind: "x", **keys}]})["columns"][0]
    assert found.pop("name") == "x"
    return found


@pytest.mark.parametrize("name", knowledge().names())
def test_an_outline_means_the_same_in_short(name: str) -> None:
    schema = knowledge().outline(name).schema()
    full = in_full(as_written(schema.model_dump(mode="json")))
    assert full.pop(PROBLEM) is None
    assert parse_schema(full) == schema


RARE: Keys = {
    "locale": "de_DE",
    "tables": [{"name": "goods", "fields": ["old", "price"], "rows": [["a", "1"], ["b", "2"]]}],
    "entities": [
        {
            "name": "meter",
            "rows_per_entity": 24,
            "exact": True,
            "columns": [{"kind": "id", "name": "meter_id", "pattern": "M-###"}],
        }
    ],
    "columns": [
        {"kind": "datetime", "name": "at", "start": "2024-01-01", "every": "1 hour"},
        {"kind": "number", "name": "load", "mean": 3, "sd": 1, "decimals": 2, "memory": 0.8,
         "zeros": 0.1, "min": 0, "max": "10 + 2", "shape": "gamma"},
        {"kind": "lookup", "name": "old", "table": "goods", "field": "old"},
        {"kind": "lookup", "name": "new", "table": "goods", "field": "old", "role": "new",
         "other_than": "old"},
        {"kind": "place", "name": "from", "field": "city", "role": "from", "within": ["EU"]},
        {"kind": "place", "name": "to", "field": "city", "role": "to", "other_than": "from"},
        {"kind": "person", "name": "boss", "field": "email", "role": "boss"},
        {"kind": "boolean", "name": "back", "rate": 0.1, "words": ["back", "kept"],
         "cases": [{"when": "load > 3", "rate": 0.3}]},
        {"kind": "datetime", "name": "back_at", "after": "at", "within": 3, "precision": "minute",
         "rhythm": ["evenings", "growth"], "when": "back"},
        {"kind": "formula", "name": "refund", "expression": "max(0, load)", "noise": 2.5,
         "when": "back", "otherwise": 0},
        {"kind": "category", "name": "sort", "values": [{"value": "A"}, {"value": "B"}]},
    ],
    "drivers": [{"column": "sort", "explained": 0.4,
                 "by": [{"of": "load", "weight": -0.5, "toward": "B"}]}],
    "missing": [{"column": "load", "share": 0.05, "when": "back"}],
    "dirt": [{"what": "duplicates", "share": 0.01},
             {"what": "typos", "share": 0.02, "column": "from"}],
    "labels": ["sort"],
    "hidden": ["old", "new"],
}  # fmt: skip
"""A schema with every key that few have."""


def test_rare_keys_mean_the_same_in_short() -> None:
    full = in_full(as_written(RARE))
    del full[PROBLEM]
    assert parse_schema(full) == parse_schema(RARE)


def test_plans_are_short() -> None:
    characters = columns = 0
    for name in knowledge().names():
        schema = knowledge().outline(name).schema()
        written = as_written(schema.model_dump(mode="json"))
        characters += len(json.dumps(written, separators=(",", ":"), ensure_ascii=False))
        columns += len(schema.csv_order())
    assert characters / CHARACTERS_PER_TOKEN / columns <= MOST_TOKENS_PER_COLUMN


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Yes 5%", {"rate": 0.05, "words": ["Yes", "No"]}),
        ("yes 5%", {"rate": 0.05, "words": ["yes", "no"]}),
        ("1 26.5%", {"rate": 0.265, "words": ["1", "0"]}),
        ("True 20%", {"rate": 0.2}),
        ("Yes 26.5", {"rate": 0.265, "words": ["Yes", "No"]}),
        ("churned 20%|active", {"rate": 0.2, "words": ["churned", "active"]}),
        ("churned 20% | active 80%", {"rate": 0.2, "words": ["churned", "active"]}),
        ("churned|active 80%", {"rate": 0.2, "words": ["churned", "active"]}),
        ("glad 20%", {"rate": 0.2, "words": ["glad", "not glad"]}),
        ("0.3", {"rate": 0.3}),
        ("30%", {"rate": 0.3}),
        ("rate 0.3", {"rate": 0.3}),
        ("Yes", {"words": ["Yes", "No"]}),
        ("a|b|c", {"rate": "a|b|c"}),
    ],
)
def test_a_boolean_is_the_word_for_true_with_its_share(written: str, meant: Keys) -> None:
    assert column("boolean", **{"is": [written]}) == {"kind": "boolean", **meant}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("32 sd 22, 0..72, .2, gamma", {"mean": 32, "sd": 22, "min": 0, "max": 72, "decimals": 2,
                                        "shape": "gamma"}),
        ("mean 32, sd 22, min 0, max 72", {"mean": 32, "sd": 22, "min": 0, "max": 72}),
        ("mean 32 sd 22, 0 to 72", {"mean": 32, "sd": 22, "min": 0, "max": 72}),
        ("80-95", {"min": 80, "max": 95}),
        ("-5..-1", {"min": -5, "max": -1}),
        ("..100, uniform", {"max": 100, "shape": "uniform"}),
        ("$1,200 sd $300", {"mean": 1200, "sd": 300}),
        ("50k sd 12k, 1,000..200,000", {"mean": 50_000, "sd": 12_000, "min": 1_000,
                                        "max": 200_000}),
        ("0.72 ± 0.1, 2 decimals", {"mean": 0.72, "sd": 0.1, "decimals": 2}),
        ("3, min max(0, a - 1), max b", {"mean": 3, "min": "max(0, a - 1)", "max": "b"}),
        ("12, zeros 30%, memory 0.8", {"mean": 12, "zeros": 0.3, "memory": 0.8}),
        ("12%, 0..100", {"mean": 12, "min": 0, "max": 100}),
        ("5, gaussian", {"mean": 5, "shape": "normal"}),
    ],
)  # fmt: skip
def test_a_number_is_its_figures(written: str, meant: Keys) -> None:
    assert column("number", **{"is": [written]}) == {"kind": "number", **meant}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("today-2y..today, minute, growth", {"start": "today-2y", "end": "today",
                                             "precision": "minute", "rhythm": ["growth"]}),
        ("2024-01-01 to 2024-12-31", {"start": "2024-01-01", "end": "2024-12-31"}),
        ("2024-01-01, every 15 minutes", {"start": "2024-01-01", "every": "15 minutes"}),
        ("after order_date within 14 days", {"after": "order_date", "within": 14}),
        ("after check_in within nights + 1", {"after": "check_in", "within": "nights + 1"}),
        ("08:00..20:00, minutes, rush hours", {"start": "08:00", "end": "20:00",
                                               "precision": "minute", "rhythm": ["rush_hours"]}),
    ],
)  # fmt: skip
def test_a_datetime_is_its_range(written: str, meant: Keys) -> None:
    assert column("datetime", **{"is": written}) == {"kind": "datetime", **meant}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("number", "32 sd 22, purple"),
        ("datetime", "after lunchtime, purple"),
        ("number", ["3", "plan == 'Pro': purple"]),
        ("number", ["3", "purple"]),
    ],
)
def test_what_cannot_be_read_is_told(kind: str, said: object) -> None:
    _, unread = written_in_full({"columns": [{kind: "x", "is": said}]})
    assert [found.where for found in unread] == ["columns.x"]
    assert "purple" in unread[0].message


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("income missing 5%", {"missing": [{"column": "income", "share": 0.05}]}),
        ("missing income 5%", {"missing": [{"column": "income", "share": 0.05}]}),
        ("income missing 5% when age < 20",
         {"missing": [{"column": "income", "share": 0.05, "when": "age < 20"}]}),
        ("typos 3% in city", {"dirt": [{"what": "typos", "share": 0.03, "column": "city"}]}),
        ("duplicates 2%", {"dirt": [{"what": "duplicates", "share": 0.02}]}),
        ("hidden a, b", {"hidden": ["a", "b"]}),
        ("hidden: a", {"hidden": ["a"]}),
        ("locale de_DE", {"locale": "de_DE"}),
    ],
)  # fmt: skip
def test_more_is_read(written: str, meant: Keys) -> None:
    assert in_full({"more": [written]}) == meant


@pytest.mark.parametrize("text", ["colour it blue", "nobody when vip"])
def test_more_that_says_nothing_known_is_told(text: str) -> None:
    full, unread = written_in_full({"columns": [], "more": [text]})
    assert full == {"columns": []}
    assert [found.where for found in unread] == ["more"]


@pytest.mark.parametrize(
    "row",
    ["Lamp|Home|3.5", "Lamp | Home | 3.5", "Lamp\tHome\t3.5", "Lamp;Home;3.5", "Lamp, Home, 3.5"],
)
def test_a_row_is_parted_as_meant(row: str) -> None:
    full = in_full({"tables": [{"name": "t", "fields": ["a", "b", "c"], "rows": [row]}]})
    assert full["tables"][0]["rows"] == [["Lamp", "Home", "3.5"]]


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
    full = in_full(in_short(schema))
    assert full["columns"] == schema["columns"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["Fiber 44%", "DSL 56%"], [("Fiber", 44), ("DSL", 56)]),
        (["Fiber: 44%", "DSL (56%)"], [("Fiber", 44), ("DSL", 56)]),
        (["1 7%", "2 93%"], [("1", 7), ("2", 93)]),
        (["Fiber 44", "DSL 56"], [("Fiber", 44), ("DSL", 56)]),
        (["Fiber 0.44", "DSL 0.56"], [("Fiber", 0.44), ("DSL", 0.56)]),
        (["Fiber 40", "DSL 55"], [("Fiber", 40), ("DSL", 55)]),
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
    for keys in ({"values": written}, {"is": ["|".join(written)]}, {"is": written}):
        levels = column("category", **keys)["values"]
        assert [(level["value"], level.get("share")) for level in levels] == expected


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("number", "a == 'x: y': -5 sd 1.5", {"when": "a == 'x: y'", "mean": -5, "sd": 1.5}),
        ("number", "a == 'x': mean -5, sd 1.5", {"when": "a == 'x'", "mean": -5, "sd": 1.5}),
        ("number", "a > 3: mean 1e6", {"when": "a > 3", "mean": 1_000_000}),
        ("number", "if a == 'Pro': 90", {"when": "a == 'Pro'", "mean": 90}),
        ("number", "a == 'Pro' -> mean 90", {"when": "a == 'Pro'", "mean": 90}),
        ("number", "a == 'Pro' => mean 90", {"when": "a == 'Pro'", "mean": 90}),
        ("number", "a >= 3 => mean 90", {"when": "a >= 3", "mean": 90}),
        ("number", "if a == 'Pro' then 90", {"when": "a == 'Pro'", "mean": 90}),
        ("number", "Pro: mean 90", {"when": "Pro", "mean": 90}),
        ("number", "a: min 80, max 95", {"when": "a", "mean": 87.5, "sd": 3.75}),
        ("number", "a: 80..95", {"when": "a", "mean": 87.5, "sd": 3.75}),
        ("boolean", "a: rate 0.3", {"when": "a", "rate": 0.3}),
        ("boolean", "a: 30%", {"when": "a", "rate": 0.3}),
        ("boolean", "a: Yes 30%", {"when": "a", "rate": 0.3}),
        ("category", "a: low: 80%|high 20%", {"when": "a", "values": [
            {"value": "low", "share": 80}, {"value": "high", "share": 20}]}),
        ("category", "a: low 80, high 20", {"when": "a", "values": [
            {"value": "low", "share": 80}, {"value": "high", "share": 20}]}),
        ("category", "a: only", {"when": "a", "values": [{"value": "only"}]}),
    ],
)  # fmt: skip
def test_cases_are_read(kind: str, written: str, expected: Keys) -> None:
    for keys in ({"is": ["", written]}, {"cases": [written]}):
        assert column(kind, **keys)["cases"] == [expected]


@pytest.mark.parametrize("written", ["a == 'x': 4; b > 3: 5", "a == 'x': 4, b > 3: 5"])
def test_cases_in_one_text_are_parted(written: str) -> None:
    for keys in ({"is": ["", written]}, {"is": ["", *written.replace(",", ";").split(";")]}):
        assert column("number", **keys)["cases"] == [
            {"when": "a == 'x'", "mean": 4},
            {"when": "b > 3", "mean": 5},
        ]


def test_a_level_beside_another_is_none() -> None:
    _, unread = written_in_full({"columns": [{"number": "x", "is": ["3", "a: +20"]}]})
    assert [found.where for found in unread] == ["columns.x"]


@pytest.mark.parametrize(
    "noise", ["round(a, 2), noise 3", "round(a, 2) noise 3", "round(a, 2) ± 3"]
)
def test_noise_stands_behind_a_formula(noise: str) -> None:
    assert column("formula", **{"is": noise}) == {
        "kind": "formula", "expression": "round(a, 2)", "noise": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1: age", {"of": "age", "weight": 1}),
        ("1 age", {"of": "age", "weight": 1}),
        ("-0.5 age < 30", {"of": "age < 30", "weight": -0.5}),
        ("0.6 smoker and bmi > 30", {"of": "smoker and bmi > 30", "weight": 0.6}),
        ("-1 abs(age - 40)", {"of": "abs(age - 40)", "weight": -1}),
        ("1 length -> virginica", {"of": "length", "weight": 1, "toward": "virginica"}),
        ("age: 0.5", {"of": "age", "weight": 0.5}),
        ("age (0.5)", {"of": "age", "weight": 0.5}),
        ("age 0.5", {"of": "age", "weight": 0.5}),
        ("60% age", {"of": "age", "weight": 60}),
        ("round(0.5)", {"of": "round(0.5)"}),
        ("-0.5: plan == 'a: b'", {"of": "plan == 'a: b'", "weight": -0.5}),
        ("- 2 : age < 6", {"of": "age < 6", "weight": -2}),
        (".5*age", {"of": "age", "weight": 0.5}),
        ("2 * age - income", {"of": "2 * age - income"}),
        ("1 floor", {"of": "floor", "weight": 1}),
        ("age", {"of": "age"}),
    ],
)
def test_weights_are_told_from_terms(written: str, expected: Keys) -> None:
    full = in_full({"drivers": [{"column": "y", "by": [written]}, f"y 40%: {written}, 1 z"]})
    whole, text = full["drivers"]
    assert whole == {"column": "y", "by": [expected]}
    assert text == {"column": "y", "explained": 0.4, "by": [expected, {"of": "z", "weight": 1}]}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("y", {"column": "y"}),
        ("y medium", {"column": "y", "explained": "medium"}),
        ("y (hard)", {"column": "y", "explained": "hard"}),
        ("y 0.45", {"column": "y", "explained": 0.45}),
        ("Annual Income 45%", {"column": "Annual Income", "explained": 0.45}),
    ],
)
def test_a_driver_names_its_column_and_how_much_is_explained(head: str, expected: Keys) -> None:
    full = in_full({"drivers": [f"{head}: 1 x"]})
    assert full["drivers"] == [{**expected, "by": [{"of": "x", "weight": 1}]}]


def test_full_form_stays_as_it_is() -> None:
    assert in_full(RARE) == RARE


@pytest.mark.parametrize("data", [None, 3, [], "x", {}, {"columns": 3}, {"drivers": [3]},
                                  {"columns": [{}]}, {"columns": [{"number": "x"}]}])  # fmt: skip
def test_anything_is_survived(data: object) -> None:
    written_in_full(data)
