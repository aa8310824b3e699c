"""The invariants: deterministic, block by block, independent columns, the pandas oracle."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from rowsmith.engine.dataset import Dataset
from rowsmith.engine.encode import CSV, FORMATS, CsvEncoder
from rowsmith.engine.program import BLOCK_ROWS
from rowsmith.errors import InvalidSchema
from rowsmith.schema import Schema, parse_schema
from tests.engine.making import dataset, formula, number, schema_of

EVERYTHING: dict[str, Any] = json.loads(
    Path(__file__).with_name("everything.json").read_text(encoding="utf-8")
)
"""A schema with every kind of column, an entity, a table, drivers and missing cells."""


@pytest.fixture(scope="module")
def everything() -> Schema:
    return parse_schema(EVERYTHING)


@pytest.fixture(scope="module")
def made(everything: Schema) -> Dataset:
    return dataset(everything, 2 * BLOCK_ROWS + 123)


def test_the_csv_is_what_pandas_would_write(made: Dataset) -> None:
    csv = b"".join(made.blocks())
    assert csv == made.frame().to_csv(index=False, lineterminator="\n").encode()


def test_the_same_request_gives_the_same_bytes(everything: Schema) -> None:
    first, second = (b"".join(dataset(everything).blocks()) for _ in range(2))
    assert first == second
    assert first != b"".join(dataset(everything, seed=2).blocks())


def test_other_processes_and_any_order_make_the_same_file(made: Dataset) -> None:
    whole = b"".join(made.blocks())
    with ProcessPoolExecutor(2) as pool:
        numbers = [2, 0, 1]
        bodies = dict(zip(numbers, pool.map(_body, numbers), strict=True))
    assert whole == CSV.opening(made.names) + bodies[0] + bodies[1] + bodies[2]


def _body(number: int) -> bytes:
    made = dataset(parse_schema(EVERYTHING), 2 * BLOCK_ROWS + 123)
    return CsvEncoder(made.names).encode(made.block(number))


def test_another_column_changes_no_other(everything: Schema) -> None:
    before = dataset(everything).frame()
    more = {**EVERYTHING, "columns": [*EVERYTHING["columns"], number("extra", mean=1, sd=1)]}
    more["entities"] = [
        {
            **EVERYTHING["entities"][0],
            "columns": [
                {"name": "phone", "kind": "person", "field": "phone"},
                {"name": "state", "kind": "place", "field": "state"},
                *EVERYTHING["entities"][0]["columns"],
            ],
        }
    ]
    after = dataset(parse_schema(more)).frame()
    pd.testing.assert_frame_equal(before, after[list(before.columns)])


def test_moving_or_removing_a_column_changes_no_other(everything: Schema) -> None:
    before = dataset(everything).frame()
    kept = [c for c in EVERYTHING["columns"] if c["name"] not in ("company", "review")]
    less = parse_schema({**EVERYTHING, "columns": kept[::-1], "missing": EVERYTHING["missing"][1:]})
    after = dataset(less).frame()
    pd.testing.assert_frame_equal(before[sorted(after.columns)], after[sorted(after.columns)])


def test_an_entity_repeats_exactly_and_independently(made: Dataset) -> None:
    frame = made.frame()
    of_customer = frame.groupby("customer_id")[["name", "email", "city", "signup"]].nunique()
    assert (of_customer == 1).all(axis=None)
    assert frame.drop_duplicates("customer_id")["email"].is_unique
    assert (frame["ordered"] >= frame["signup"]).all()


def test_missing_cells_of_an_entity_repeat_with_it(made: Dataset) -> None:
    frame = made.frame()
    ages = frame.groupby("customer_id")["age"]
    assert set(ages.count() / ages.size()) <= {0.0, 1.0}
    assert frame["age"].isna().mean() == pytest.approx(0.1, abs=0.01)


def test_a_block_is_the_same_alone(everything: Schema, made: Dataset) -> None:
    alone = dataset(everything, made.rows)
    encoder = CsvEncoder(made.names)
    assert encoder.encode(alone.block(2)) == encoder.encode(made.block(2))


def test_leading_ids_come_first_then_entities_then_the_rest(made: Dataset) -> None:
    assert made.names[:3] == ["order_id", "customer_id", "name"]
    assert made.names[-1] == "returned"


NAMES = ["b", "First Name", "CustomerID", "a"]


@pytest.mark.parametrize("names", list(permutations(NAMES))[::5])
def test_columns_without_an_entity_come_as_they_were_written(names: tuple[str, ...]) -> None:
    columns = [
        {"name": name, "kind": "id"} if name == "CustomerID" else number(name, mean=1, sd=1)
        for name in names
    ]
    assert dataset(schema_of(*columns), 5).names == list(names)


@pytest.mark.parametrize(
    "names", [["total", "name"], ["name", "order_id", "total", "client_id"], []]
)
def test_an_order_that_is_stated_comes_first(names: list[str]) -> None:
    client = [
        {"name": "client_id", "kind": "id"},
        {"name": "name", "kind": "person", "field": "full_name"},
    ]
    columns = [{"name": "order_id", "kind": "id"}, number("total", mean=9, sd=1)]
    standing = ["order_id", "client_id", "name", "total"]
    schema = schema_of(
        *columns,
        entities=[{"name": "client", "rows_per_entity": 3, "columns": client}],
        order=names,
    )
    made = dataset(schema, 20)
    assert made.names == [*names, *(name for name in standing if name not in names)]
    assert list(made.frame()) == [column["name"] for column in made.columns] == made.names


@pytest.mark.parametrize(("order", "what"), [(["x"], "is not there"), (["n", "n"], "2 times")])
def test_an_order_names_columns_once(order: list[str], what: str) -> None:
    with pytest.raises(InvalidSchema, match=what):
        schema_of(number("n", mean=1, sd=1), order=order)


def test_the_byte_order_mark_comes_only_on_request(everything: Schema) -> None:
    made = dataset(everything, 5)
    marked = b"".join(made.blocks(FORMATS["excel"]))
    assert marked == b"\xef\xbb\xbf" + b"".join(made.blocks(FORMATS["csv"]))


def test_a_file_begins_and_ends_as_its_format_says(made: Dataset) -> None:
    framed = replace(CSV, opening=lambda names: b"<", closing=lambda names: b">")
    bodies = [CSV.block(made.names, made.block(number)) for number in range(made.block_count)]
    assert b"".join(made.blocks(framed)) == b"<" + b"".join(bodies) + b">"
    assert made.written(1, framed) == bodies[1]


def test_hidden_columns_are_used_and_left_out() -> None:
    schema = schema_of(number("a", mean=5, sd=1), formula("b", "a + 1"), hidden=["a"])
    assert list(dataset(schema).frame().columns) == ["b"]


def test_the_preview_is_the_first_rows(made: Dataset) -> None:
    first = made.frame(0, 5)
    assert [row["order_id"] for row in made.preview(5)] == first["order_id"].tolist()


def test_a_column_that_cannot_be_is_refused_by_name() -> None:
    impossible = schema_of(number("age", mean=30, sd=500, min=18, max=90))
    with pytest.raises(InvalidSchema) as raised:
        dataset(impossible)
    assert raised.value.problems[0].where == "columns.age"


def test_an_id_without_room_is_refused_before_any_row() -> None:
    with pytest.raises(InvalidSchema, match="add a #"):
        dataset(schema_of({"name": "id", "kind": "id", "pattern": "A-###"}), 1_000)
