"""Columns that are there only where a condition holds."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rowsmith.engine import Dataset
from rowsmith.errors import InvalidSchema
from rowsmith.schema import Schema
from tests.engine.making import (
    boolean,
    calibrated,
    category,
    dataset,
    formula,
    frame_of,
    number,
    schema_of,
)

RETURNED = boolean("returned", 0.3, words=["yes", "no"])
HERE = "returned == 'yes'"
TABLE = {"name": "reasons", "fields": ["reason"], "rows": [["size"], ["colour"]]}

OF_EVERY_KIND: dict[str, dict[str, Any]] = {
    "id": {"pattern": "RMA-#####"},
    "person": {"field": "full_name"},
    "place": {"field": "city"},
    "faker": {"provider": "company"},
    "lookup": {"table": "reasons", "field": "reason"},
    "category": {"values": [{"value": "size"}, {"value": "colour"}]},
    "boolean": {"rate": 0.5},
    "number": {"mean": 50, "sd": 10, "min": 1, "decimals": 2},
    "datetime": {"start": "2024-01-01", "end": "2024-12-31"},
    "text": {"style": "sentence"},
    "formula": {"expression": "amount * 2"},
}
AMOUNT = number("amount", mean=20, sd=5, decimals=1)


def detail(kind: str, **keys: Any) -> dict[str, Any]:
    return {"name": "detail", "kind": kind, **OF_EVERY_KIND[kind], "when": HERE, **keys}


def schema_with(column: dict[str, Any]) -> Schema:
    return schema_of(RETURNED, AMOUNT, column, tables=[TABLE])


def csv_of(made: Dataset) -> bytes:
    return b"".join(made.blocks())


def refusal(*columns: dict[str, Any], **rest: Any) -> str:
    with pytest.raises(InvalidSchema) as refused:
        schema_of(*columns, **rest)
    return str(refused.value.problems)


@pytest.mark.parametrize("kind", OF_EVERY_KIND)
@pytest.mark.parametrize("otherwise", [None, 0, "not yet"])
def test_a_column_of_any_kind_is_there_where_its_condition_holds(
    kind: str, otherwise: float | str | None
) -> None:
    made = dataset(schema_with(detail(kind, otherwise=otherwise)), rows=1_000)
    frame, csv = made.frame(), csv_of(made)
    assert csv == frame.to_csv(index=False, lineterminator="\n").encode()
    read = pd.read_csv(io.BytesIO(csv), dtype=str, keep_default_na=False)
    here = read["returned"] == "yes"
    assert here.mean() == pytest.approx(0.3, abs=0.05)
    elsewhere = set(read["detail"][~here])
    if otherwise == 0 and kind in ("number", "formula"):
        assert elsewhere == {"0.0"}
    else:
        assert elsewhere == {"" if otherwise is None else str(otherwise)}
    assert (read["detail"][here] != "").all()
    assert not set(read["detail"][here]) & {"not yet"}


@pytest.mark.parametrize("kind", OF_EVERY_KIND)
def test_the_condition_moves_no_other_column_and_no_cell_that_is_there(kind: str) -> None:
    with_it = dataset(schema_with(detail(kind))).frame()
    without = dataset(schema_with({**detail(kind), "when": None})).frame()
    here = with_it["returned"] == "yes"
    assert with_it["amount"].equals(without["amount"])
    shown = [frame["detail"][here].astype(str).tolist() for frame in (with_it, without)]
    assert shown[0] == shown[1]


def test_the_dtype_told_is_what_pandas_reads() -> None:
    made = dataset(
        schema_of(
            RETURNED,
            number("empty", mean=50, sd=10, when=HERE),
            number("zero", mean=50, sd=10, when=HERE, otherwise=0),
            number("half", mean=50, sd=10, when=HERE, otherwise=0.5),
            number("word", mean=50, sd=10, when=HERE, otherwise="-"),
            boolean("truth", when=HERE),
        )
    )
    read = pd.read_csv(io.BytesIO(csv_of(made)))
    told = {column["name"]: column["dtype"] for column in made.columns}
    assert {name: str(dtype) for name, dtype in read.dtypes.items()} == told
    assert str(made.frame()["empty"].dtype) == "Int64"
    assert set(read["word"][read["returned"] == "no"]) == {"-"}
    assert set(read["half"][read["returned"] == "no"]) == {0.5}


def test_expressions_see_a_zero_and_a_word_and_nothing_of_an_empty_cell() -> None:
    frame = frame_of(
        RETURNED,
        number("empty", mean=50, sd=10, min=1, when=HERE),
        number("zero", mean=50, sd=10, min=1, when=HERE, otherwise=0),
        number("word", mean=50, sd=10, min=1, when=HERE, otherwise="none"),
        category("reason", "size", "colour", when=HERE, otherwise="none"),
        category("empty_reason", "size", "colour", when=HERE),
        boolean("truth", when=HERE, words=["y", "n"]),
        formula("sum_of_empty", "empty + 1"),
        formula("sum_of_zero", "zero + 1"),
        formula("sum_of_word", "word + 1"),
        formula("low", "empty < 1000"),
        formula("differs", "empty != 5"),
        formula("has_none", "reason == 'none'"),
        formula("no_size", "empty_reason != 'size'"),
        formula("is_n", "truth == 'n'"),
        formula("joined", "empty_reason + '!'"),
    )
    gone = frame["returned"] == "no"
    assert frame["sum_of_empty"][gone].isna().all()
    assert frame["sum_of_word"][gone].isna().all()
    assert (frame["sum_of_zero"][gone] == 1).all()
    assert frame["joined"][gone].isna().all()
    for name in ("low", "differs", "no_size", "is_n"):
        assert not frame[name][gone].any()
        assert frame[name][~gone].any()
    assert frame["has_none"].equals(gone.rename("has_none"))


def test_what_comes_after_an_absent_date_is_absent_too() -> None:
    made = dataset(
        schema_of(
            {"name": "ordered", "kind": "datetime", "start": "2024-01-01", "end": "2024-06-30"},
            RETURNED,
            {"name": "sent", "kind": "datetime", "after": "ordered", "within": 5, "when": HERE},
            {"name": "received", "kind": "datetime", "after": "sent", "within": 5},
            number("wait", mean=3, sd=1, min=0, when=HERE),
            {"name": "paid", "kind": "datetime", "after": "ordered", "within": "wait"},
            formula("days", "received - ordered"),
        )
    )
    frame = made.frame()
    gone = frame["returned"] == "no"
    for name in ("sent", "received", "paid", "days"):
        assert (frame[name].isna() == gone).all()
    assert (frame["received"] >= frame["sent"])[~gone].all()
    assert made.warnings == []


def test_subjects_have_presence_too_and_any_block_alone_has_the_same_bytes() -> None:
    entity = {
        "name": "customer",
        "rows_per_entity": 3,
        "columns": [
            {"name": "customer_id", "kind": "id", "pattern": "C-######"},
            boolean("married", 0.5),
            {
                "name": "spouse",
                "kind": "person",
                "field": "full_name",
                "role": "spouse",
                "when": "married",
                "otherwise": "-",
            },
            number("children", mean=2, sd=1, min=1, when="married"),
        ],
    }
    schema = schema_of(
        number("bill", mean=3, sd=1, when="children > 1", otherwise="none"), entities=[entity]
    )
    made = dataset(schema, rows=120_000)
    frame = made.frame()
    of_subject = frame.groupby("customer_id")
    assert (of_subject["spouse"].nunique() == 1).all()
    assert ((frame["spouse"] == "-") == ~frame["married"]).all()
    assert (frame["bill"][~frame["married"]] == "none").all()
    blocks = list(dataset(schema, rows=120_000).blocks())
    alone = dataset(schema, rows=120_000)
    assert alone.written(2) == blocks[2]


def test_rates_and_means_are_those_of_the_rows_where_the_column_is_there() -> None:
    frame = frame_of(
        AMOUNT,
        boolean("big", 0.3),
        boolean("kept", 0.2, when="big"),
        number("fee", mean=30, sd=10, when="big", otherwise=0),
        rows=20_000,
        drivers=[
            {"column": "big", "explained": 0.8, "by": [{"of": "amount"}]},
            {"column": "kept", "explained": 0.8, "by": [{"of": "amount"}]},
            {"column": "fee", "explained": 0.8, "by": [{"of": "amount"}]},
        ],
    )
    assert frame["kept"].mean() == pytest.approx(0.2, abs=0.02)
    assert frame["fee"][frame["big"]].mean() == pytest.approx(30, abs=0.6)
    assert (frame["fee"][~frame["big"]] == 0).all()


def test_an_absent_cell_neither_raises_nor_lowers_what_it_drives() -> None:
    frame = frame_of(
        boolean("has_car", 0.5),
        number("km", mean=100, sd=20, when="has_car"),
        boolean("accident", 0.2),
        rows=40_000,
        drivers=[{"column": "accident", "explained": 0.7, "by": [{"of": "km"}]}],
    )
    assert frame["accident"].mean() == pytest.approx(0.2, abs=0.01)
    near = frame[frame["km"].between(98, 102)]["accident"].mean()
    assert frame[~frame["has_car"]]["accident"].mean() == pytest.approx(near, abs=0.03)


@pytest.mark.parametrize("otherwise", [None, 0, "none"])
def test_what_is_there_only_with_the_label_is_a_leak_and_no_driver(
    otherwise: float | str | None,
) -> None:
    schema = schema_of(
        AMOUNT,
        RETURNED,
        number("refund", mean=50, sd=10, when=HERE, otherwise=otherwise),
        formula("refund_days", "refund / 2", when="refund > 0"),
        drivers=[{"column": "returned", "explained": "medium", "by": [{"of": "amount"}]}],
        labels=["returned"],
    )
    report = calibrated(schema).labels[0]
    assert report.leaks == ("refund", "refund_days")
    assert report.drivers == ("amount",)
    assert report.best == pytest.approx(0.82, abs=0.01)


def test_it_is_a_leak_also_where_the_class_comes_first() -> None:
    schema = schema_of(
        category("species", "cat", "dog"),
        number("weight", mean=5, sd=1, cases=[{"when": "species == 'dog'", "mean": 5.5}]),
        number("barks", mean=9, sd=1, when="species == 'dog'", otherwise=0),
        labels=["species"],
    )
    report = calibrated(schema).labels[0]
    assert report.leaks == ("barks",)
    assert report.drivers == ("weight",)
    assert report.best < 0.8


def test_a_label_that_is_there_at_times_is_told_of_the_rows_that_have_it() -> None:
    schema = schema_of(
        AMOUNT,
        boolean("asked", 0.5),
        boolean("answered", 0.1, when="asked"),
        number("score", mean=5, sd=1, decimals=2, when="answered"),
        drivers=[
            {"column": "answered", "explained": "easy", "by": [{"of": "amount"}]},
            {"column": "score", "explained": "easy", "by": [{"of": "amount"}]},
        ],
        labels=["answered", "score"],
    )
    answered, score = calibrated(schema).labels
    assert answered.base_rate == 0.1
    assert answered.best == pytest.approx(0.9, abs=0.01)
    assert score.best == pytest.approx(0.8, abs=0.01)


def test_a_condition_that_never_holds_is_told() -> None:
    made = dataset(schema_of(AMOUNT, number("fee", mean=1, sd=1, when="amount > 1000")))
    assert made.warnings == ["fee: is in no row, since its condition never holds"]
    assert made.frame()["fee"].isna().all()


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ([number("x", mean=1, sd=1, otherwise=0)], "needs `when`"),
        ([number("x", mean=1, sd=1, when="x > 0")], "depends on itself"),
        ([number("x", mean=1, sd=1, when="y > 0")], "reads 'y'"),
        ([AMOUNT, number("x", mean=1, sd=1, when="amount + 1")], "must be a boolean"),
        (
            [RETURNED, detail("category"), {"name": "k", "kind": "id", "pattern": "{detail}-####"}],
            "give it an `otherwise`",
        ),
    ],
)
def test_what_cannot_be_is_refused(columns: list[dict[str, Any]], said: str) -> None:
    assert said in refusal(*columns)


def test_missing_cells_come_on_top() -> None:
    frame = frame_of(
        RETURNED,
        detail("number", otherwise=0),
        AMOUNT,
        missing=[{"column": "detail", "share": 0.5}],
        rows=10_000,
    )
    assert frame["detail"].isna().mean() == pytest.approx(0.5, abs=0.02)
    assert np.all(frame["detail"][frame["returned"] == "no"].dropna() == 0)
