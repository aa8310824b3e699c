"""What a schema may say, and every way of saying it wrong."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.errors import InvalidSchema, Problem
from rowsmith.schema import MAX_COLUMNS, parse_schema

CHURN: dict[str, Any] = {
    "title": "Telecom customer churn",
    "labels": ["churn"],
    "tables": [
        {"name": "city", "fields": ["code", "label"], "rows": [["A", "Alpha"], ["B", "Beta"]]}
    ],
    "entities": [
        {
            "name": "account",
            "rows_per_entity": 3,
            "columns": [
                {"name": "account_id", "kind": "id", "pattern": "AC-####"},
                {"name": "opened", "kind": "datetime", "start": "today-2y"},
            ],
        }
    ],
    "columns": [
        {"name": "tenure", "kind": "number", "mean": 30, "sd": 10, "min": 0, "max": 72},
        {
            "name": "contract",
            "kind": "category",
            "ordered": True,
            "values": [{"value": "monthly", "share": 60}, {"value": "yearly", "share": 40}],
        },
        {"name": "charge", "kind": "number", "mean": 65, "sd": 20, "decimals": 2},
        {"name": "total", "kind": "formula", "expression": "tenure * charge"},
        {"name": "code", "kind": "lookup", "table": "city", "field": "code"},
        {"name": "called", "kind": "datetime", "after": "opened", "within": 30},
        {"name": "churn", "kind": "boolean", "rate": 0.2, "words": ["Yes", "No"]},
    ],
    "drivers": [
        {"column": "churn", "by": [{"of": "contract", "weight": -1}, {"of": "tenure < 6"}]}
    ],
    "missing": [{"column": "charge", "share": 0.1, "when": "churn == 'Yes'"}],
}


def problems_of(data: object) -> list[Problem]:
    with pytest.raises(InvalidSchema) as raised:
        parse_schema(data)
    return raised.value.problems


def spoiled(*path: str | int, to: Any) -> dict[str, Any]:
    """CHURN with the value at `path` replaced."""
    data = copy.deepcopy(CHURN)
    here: Any = data
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = to
    return data


def test_a_good_schema_parses_and_round_trips() -> None:
    schema = parse_schema(CHURN)
    again = parse_schema(json.loads(schema.model_dump_json(exclude_defaults=True)))
    assert again == schema


@pytest.mark.parametrize(
    ("data", "where", "words"),
    [
        (spoiled("columns", 0, "min", to=99), "columns.tenure.min", "swap them"),
        (spoiled("columns", 0, "mean", to=100), "columns.tenure.mean", "above max"),
        (spoiled("columns", 0, "mean", to="many"), "columns.tenure.mean", "valid number"),
        (spoiled("columns", 0, "mean", to=float("nan")), "columns.tenure.mean", "finite"),
        (spoiled("columns", 0, "kind", to="integer"), "columns.tenure", "not a kind"),
        (spoiled("columns", 0, "average", to=3), "columns.tenure.average", "a number column has"),
        (spoiled("columns", 0, "name", to="charge"), "columns.charge", "names must differ"),
        (spoiled("columns", 0, "shape", to="bell"), "columns.tenure.shape", "must be"),
        (
            spoiled("columns", 1, "values", 0, "share", to=80),
            "columns.contract.values",
            "add up to 120",
        ),
        (
            spoiled("columns", 1, "values", 0, "share", to=10),
            "columns.contract.values",
            "add up to 50",
        ),
        (
            spoiled("columns", 1, "values", 1, "value", to="monthly"),
            "columns.contract.values",
            "2 times",
        ),
        (
            spoiled("columns", 3, "expression", to="tenur * charge"),
            "columns.total.expression",
            "did you mean 'tenure'",
        ),
        (
            spoiled("columns", 3, "expression", to="tenure * contract"),
            "columns.total.expression",
            "instead of a number",
        ),
        (
            spoiled("columns", 3, "expression", to="tenure *"),
            "columns.total.expression",
            "ends where",
        ),
        (
            spoiled("columns", 4, "field", to="town"),
            "columns.code.field",
            "there are: 'code', 'label'",
        ),
        (spoiled("columns", 4, "table", to="cities"), "columns.code.table", "not there"),
        (spoiled("columns", 5, "after", to="tenure"), "columns.called.after", "not a date"),
        (spoiled("columns", 5, "within", to=-3), "columns.called.within", "negative"),
        (spoiled("columns", 6, "rate", to=1.2), "columns.churn.rate", "less than or equal to 1"),
        (spoiled("columns", 6, "words", to=["Yes", "Yes"]), "columns.churn.words", "must differ"),
        (
            spoiled("entities", 0, "columns", 1, "start", to="yesterday-ish"),
            "columns.opened.start",
            "not a moment",
        ),
        (
            spoiled("entities", 0, "columns", 1, "end", to="2019-01-01"),
            "columns.opened.start",
            "later than end",
        ),
        (
            spoiled("entities", 0, "columns", 0, "pattern", to="AC"),
            "columns.account_id.pattern",
            "no #",
        ),
        (
            spoiled("entities", 0, "rows_per_entity", to=0),
            "entities.account.rows_per_entity",
            "greater",
        ),
        (spoiled("tables", 0, "rows", 1, to=["B"]), "tables.city.rows", "row 2 has 1"),
        (spoiled("tables", 0, "shares", to=[1]), "tables.city.shares", "one each"),
        (spoiled("drivers", 0, "column", to="total"), "drivers.total", "drivers move numbers"),
        (spoiled("drivers", 0, "by", 0, "of", to="code"), "drivers.churn.by.0", "without an order"),
        (spoiled("drivers", 0, "by", 0, "of", to="churn"), "columns.churn", "depends on itself"),
        (spoiled("drivers", 0, "by", to=[]), "drivers.churn.by", "at least 1"),
        (
            spoiled("missing", 0, "when", to="churn == 'Maybe'"),
            "missing.charge.when",
            "never occurs",
        ),
        (spoiled("missing", 0, "column", to="charges"), "missing.charges", "did you mean 'charge'"),
        (spoiled("labels", to=["churned"]), "labels.churned", "did you mean 'churn'"),
        (spoiled("hidden", to=["churn"]), "labels.churn", "hidden"),
        (spoiled("colums", to=[]), "colums", "not a key"),
        ({}, "columns", "at least one"),
        ([], "schema", "object"),
        (None, "schema", "object"),
        ("churn", "schema", "object"),
    ],
)
def test_every_fault_is_named_where_it_is(data: object, where: str, words: str) -> None:
    found = problems_of(data)
    assert any(problem.where == where and words in problem.message for problem in found), found


def test_all_faults_are_told_at_once() -> None:
    data = spoiled("columns", 0, "min", to=99)
    data["columns"][3]["expression"] = "nothing + 1"
    data["columns"][1]["values"][0]["share"] = 90
    data["labels"] = ["gone"]
    assert {problem.where for problem in problems_of(data)} >= {
        "columns.tenure.min",
        "columns.total.expression",
        "columns.contract.values",
        "labels.gone",
    }


def test_a_cycle_is_shown_as_a_circle() -> None:
    data = spoiled("columns", 3, "expression", to="charge + 1")
    data["columns"][2] |= {"min": "total"}
    found = problems_of(data)
    assert any("charge -> total -> charge" in problem.message for problem in found)


def test_an_entity_depends_on_itself_only() -> None:
    data = spoiled("entities", 0, "columns", 1, "after", to="called")
    assert any("depend on each other only" in problem.message for problem in problems_of(data))


def test_there_are_at_most_a_hundred_columns() -> None:
    many = [{"name": f"c{n}", "kind": "number", "mean": 1} for n in range(MAX_COLUMNS + 1)]
    assert problems_of({"columns": many})
    halves = {
        "columns": many[:60],
        "entities": [{"name": "e", "rows_per_entity": 2, "columns": many[60:]}],
    }
    assert any("at most 100" in problem.message for problem in problems_of(halves))


def test_levels_may_be_numbers_and_are_kept_as_text() -> None:
    levels = [{"value": 1}, {"value": 2.5}, {"value": True}]
    schema = parse_schema({"columns": [{"name": "a", "kind": "category", "values": levels}]})
    assert [level.value for level in schema.columns[0].values] == ["1", "2.5", "True"]  # type: ignore[union-attr]


def test_nothing_prints_that_a_csv_or_terminal_would_run() -> None:
    assert problems_of({"columns": [{"name": "a\x00b", "kind": "number", "mean": 1}]})
    assert problems_of({"columns": [{"name": "a\nb", "kind": "number", "mean": 1}]})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from(
        [("columns", n) for n in range(7)] + [("drivers", 0), ("missing", 0), ("tables", 0)]
    ),
    st.sampled_from(
        ["name", "kind", "mean", "values", "expression", "by", "share", "rows", "column", "min"]
    ),
    _JSON,
)
def test_any_value_anywhere_is_used_or_refused(
    place: tuple[str, int], key: str, value: Any
) -> None:
    data = spoiled(*place, key, to=value)
    with suppress(InvalidSchema):
        parse_schema(data)
