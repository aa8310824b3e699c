"""The files for a class: each row on one side, nothing of the label in the test."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rowsmith.engine.encode import FORMATS
from rowsmith.engine.handout import Handout
from rowsmith.engine.program import BLOCK_ROWS
from rowsmith.errors import InvalidRequest
from rowsmith.schema import parse_schema
from tests.engine.making import boolean, dataset, formula, number, schema_of

EVERYTHING: dict[str, Any] = json.loads(
    Path(__file__).with_name("everything.json").read_text(encoding="utf-8")
)
ID = {"name": "customer_id", "kind": "id", "pattern": "C-######"}
PAID = boolean("paid", 0.3, words=["yes", "no"])
DRIVEN = [{"column": "paid", "explained": "easy", "by": [{"of": "age"}]}]
REPEATS = {"what": "duplicates", "share": 0.1}


def handout_of(
    *columns: dict[str, Any],
    rows: int = 2_000,
    split: float | None = 0.2,
    clean: bool = False,
    **rest: Any,
) -> Handout:
    schema = schema_of(*columns, **{"labels": ["paid"], **rest})
    return Handout(dataset(schema, rows), split=split, clean=clean)


def customers(**more: Any) -> Handout:
    age = number("age", mean=40, sd=12, min=18, max=90)
    return handout_of(ID, age, PAID, drivers=DRIVEN, **more)


def frames(handout: Handout) -> dict[str, pd.DataFrame]:
    """Each file, every cell as its text."""
    pieces = list(handout.blocks())
    files = {name: b"".join(piece[name] for piece in pieces) for name in handout.names}
    return {
        name: pd.read_csv(io.BytesIO(file), dtype=str, keep_default_na=False)
        for name, file in files.items()
    }


def test_every_row_is_in_one_of_the_two_files_and_the_share_is_exact() -> None:
    files = frames(customers(split=0.2))
    whole = files["dataset"]
    assert len(files["test"]) == len(files["solution"]) == 400
    assert list(files["train"].columns) == list(whole.columns)
    tested = whole[whole["customer_id"].isin(files["test"]["customer_id"])]
    pd.testing.assert_frame_equal(files["train"], whole.drop(tested.index).reset_index(drop=True))
    pd.testing.assert_frame_equal(files["test"], tested.drop(columns="paid").reset_index(drop=True))
    pd.testing.assert_frame_equal(
        files["solution"], tested[["customer_id", "paid"]].reset_index(drop=True)
    )


def test_the_dataset_is_as_without_a_split() -> None:
    handout = customers(split=0.3)
    alone = b"".join(dataset(handout._dataset.schema).blocks())
    assert b"".join(block["dataset"] for block in handout.blocks()) == alone


def test_a_smaller_test_is_part_of_a_larger_one() -> None:
    small, large = (set(frames(customers(split=s))["test"]["customer_id"]) for s in (0.1, 0.4))
    assert small < large


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_any_block_alone_gives_the_same_bytes(format_: str) -> None:
    everything = {**EVERYTHING, "dirt": [*EVERYTHING.get("dirt", []), REPEATS]}
    made = dataset(parse_schema(everything), BLOCK_ROWS + 123)
    written_as = FORMATS[format_]
    whole = list(Handout(made, split=0.25, clean=True).blocks(written_as))
    for number_ in (1, 0):
        alone = Handout(dataset(made.schema, made.rows), split=0.25, clean=True)
        assert alone.written(number_, written_as) == whole[number_]


def test_a_subject_is_whole_in_one_file_where_the_answer_key_says_so() -> None:
    visits = number("visits", mean=4, sd=2, min=0, decimals=0)
    entity = {"name": "customer", "rows_per_entity": 4, "columns": [ID, PAID]}
    handout = handout_of(visits, entities=[entity], split=0.2)
    assert handout.split is not None
    assert handout.split.by == "customer"
    files = frames(handout)
    sides = [set(files[name]["customer_id"]) for name in ("train", "test")]
    assert not sides[0] & sides[1]
    assert len(sides[1]) == round(0.2 * len(sides[0] | sides[1]))
    assert handout.split.key == "row"  # a subject's id is no row's


def test_a_row_without_an_id_of_its_own_is_found_by_its_number() -> None:
    handout = handout_of(number("row", mean=1, sd=1), number("x", mean=1, sd=1), PAID)
    files = frames(handout)
    whole, test, solution = files["dataset"], files["test"], files["solution"]
    assert list(test.columns) == ["row_2", "row", "x"]
    assert list(solution.columns) == ["row_2", "paid"]
    at = solution["row_2"].astype(int)
    assert whole["paid"].iloc[at].tolist() == solution["paid"].tolist()
    assert whole["x"].iloc[at].tolist() == test["x"].tolist()


def test_an_id_that_repeats_with_its_row_is_no_key() -> None:
    split = customers(dirt=[REPEATS]).split
    assert split is not None
    assert split.key == "row"


def test_a_repeated_row_is_on_the_side_of_its_original() -> None:
    files = frames(customers(dirt=[REPEATS]))
    assert files["dataset"]["customer_id"].duplicated().any()
    assert not set(files["train"]["customer_id"]) & set(files["test"]["customer_id"])


def test_the_solution_knows_labels_that_the_file_lost_or_misspelt() -> None:
    spoiled = {
        "missing": [{"column": "paid", "share": 0.3}],
        "dirt": [{"what": "formats", "column": "paid", "share": 0.2}],
    }
    files = frames(customers(**spoiled))
    assert set(files["dataset"]["paid"]) > {"yes", "no", ""}
    assert set(files["solution"]["paid"]) == {"yes", "no"}


def test_what_gives_the_label_away_is_not_in_the_test_and_that_is_told() -> None:
    refund = formula("refund", "if(paid == 'yes', 10, 0)")
    handout = handout_of(number("age", mean=40, sd=9), PAID, refund)
    files = frames(handout)
    assert list(files["test"].columns) == ["row", "age"]
    assert "refund" in files["train"].columns
    assert any("refund" in warning for warning in handout.warnings)


def test_a_test_with_few_rows_of_the_rarer_value_says_so() -> None:
    fraud: dict[str, Any] = {"labels": ["fraud"], "split": 0.1}
    few = handout_of(boolean("fraud", 0.01), rows=1_000, **fraud)
    many = handout_of(boolean("fraud", 0.01), rows=20_000, **fraud)
    assert any("fraud" in warning for warning in few.warnings)
    assert not many.warnings


def test_rows_are_counted_as_they_are_written() -> None:
    handout = customers(split=0.2, clean=True, dirt=[REPEATS])
    files = frames(handout)
    assert handout.rows == {name: len(file) for name, file in files.items()}


def test_a_split_without_a_label_says_what_to_do() -> None:
    with pytest.raises(InvalidRequest, match="under labels in the schema") as refused:
        handout_of(number("x", mean=1, sd=1), labels=[])
    assert refused.value.where == "split"


def test_a_clean_twin_of_what_is_clean_says_what_to_do() -> None:
    with pytest.raises(InvalidRequest, match="5% typos in city") as refused:
        customers(split=None, clean=True)
    assert refused.value.where == "clean"


def test_too_few_rows_are_refused_with_how_many_are_enough() -> None:
    with pytest.raises(InvalidRequest, match="ask for 100 rows or more") as refused:
        customers(rows=60, split=0.1).check()
    assert refused.value.where == "split"
    customers(rows=100, split=0.1).check()


def test_too_few_subjects_are_refused() -> None:
    entity = {"name": "customer", "rows_per_entity": 50, "exact": True, "columns": [ID, PAID]}
    x = number("x", mean=1, sd=1)
    with pytest.raises(InvalidRequest, match=r"20 subjects \(customer\).* ask for 1,250 rows"):
        handout_of(x, entities=[entity], rows=1_000).check()
    handout_of(x, entities=[entity], rows=1_250).check()


def test_the_split_follows_neither_the_order_nor_the_label() -> None:
    files = frames(customers(rows=20_000))
    rate = (files["solution"]["paid"] == "yes").mean()
    assert rate == pytest.approx(0.3, abs=0.03)
    tested = files["dataset"]["customer_id"].isin(files["test"]["customer_id"])
    quarters = np.histogram(np.flatnonzero(tested), 4)[0]
    assert quarters == pytest.approx([1_000] * 4, abs=120)
