"""The log of defects leads from the dirty file to its clean twin, cell by cell."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from rowsmith.engine.handout import Handout
from tests.engine.making import boolean, category, dataset, formula, number, schema_of
from tests.engine.test_handout import frames

COLUMNS = [
    {"name": "order_id", "kind": "id", "pattern": "O-#####"},
    number("price", mean=20, sd=5, min=1, max=200, decimals=2),
    number("quantity", mean=3, sd=1, min=1, max=30, decimals=0),
    formula("total", "round(price * quantity, 2)"),
    category("city", "Berlin", "Paris", "Rome", "Saint-Denis"),
    boolean("paid", 0.4),
    {"name": "day", "kind": "datetime", "start": "2024-01-01", "end": "2024-12-31"},
    {"name": "name", "kind": "person", "field": "full_name"},
]
FLAWS: dict[str, dict[str, Any]] = {
    "missing": {"missing": [{"column": "city", "share": 0.1}]},
    "missing where": {"missing": [{"column": "day", "share": 0.5, "when": "paid == True"}]},
    "typos": {"dirt": [{"what": "typos", "column": "name", "share": 0.1}]},
    "formats": {
        "dirt": [{"what": "formats", "column": name, "share": 0.1} for name in ("day", "paid")]
    },
    "outliers": {"dirt": [{"what": "outliers", "column": "price", "share": 0.05}]},
    "duplicates": {"dirt": [{"what": "duplicates", "share": 0.1}]},
}
ALL: dict[str, Any] = {
    "missing": [entry for flaw in FLAWS.values() for entry in flaw.get("missing", [])],
    "dirt": [
        *(entry for flaw in FLAWS.values() for entry in flaw.get("dirt", [])),
        {"what": "formats", "column": "city", "share": 0.2},
        {"what": "typos", "column": "city", "share": 0.2},
        {"what": "duplicates", "share": 0.2},
    ],
}


def cleaned(rows: int = 6_000, **flaws: Any) -> dict[str, pd.DataFrame]:
    made = dataset(schema_of(*COLUMNS, **flaws), rows)
    return frames(Handout(made, split=None, clean=True))


@pytest.mark.parametrize("flaws", [*FLAWS.values(), ALL], ids=[*FLAWS, "all"])
def test_the_log_leads_from_the_dirty_file_to_the_clean_one(flaws: dict[str, Any]) -> None:
    files = cleaned(**flaws)
    mended, log = files["dataset"].copy(), files["defects"]
    assert len(log)
    assert log["row"].astype(int).is_monotonic_increasing
    of_rows = log["what"] == "duplicates"
    for line in log[~of_rows].to_dict("records"):
        row, column = int(line["row"]), str(line["column"])
        assert mended.loc[row, column] == line["dirty_value"]
        assert line["dirty_value"] != line["clean_value"]
        mended.loc[row, column] = line["clean_value"]
    mended = mended.drop(log["row"][of_rows].astype(int)).reset_index(drop=True)
    pd.testing.assert_frame_equal(mended, files["clean"])


@pytest.mark.parametrize("flaw", sorted(set(FLAWS) - {"outliers", "duplicates"}))
def test_the_clean_twin_is_the_file_of_the_same_seed_without_dirt(flaw: str) -> None:
    files = cleaned(**FLAWS[flaw])
    alone = dataset(schema_of(*COLUMNS), 6_000).frame().to_csv(index=False)
    assert files["clean"].to_csv(index=False) == alone


@pytest.mark.parametrize(
    ("flaw", "whats"),
    [
        ("missing", {"missing"}),
        ("typos", {"typos"}),
        ("formats", {"formats"}),
        ("outliers", {"outliers", "follows"}),
        ("duplicates", {"duplicates"}),
    ],
)
def test_every_defect_says_what_it_is(flaw: str, whats: set[str]) -> None:
    assert set(cleaned(**FLAWS[flaw])["defects"]["what"]) == whats


def test_what_an_outlier_leads_to_follows_it() -> None:
    log = cleaned(**FLAWS["outliers"])["defects"]
    by_what = {what: set(lines["column"]) for what, lines in log.groupby("what")}
    assert by_what == {"outliers": {"price"}, "follows": {"total"}}


def test_a_cell_struck_twice_says_both() -> None:
    twice = [{"what": what, "column": "city", "share": 0.4} for what in ("typos", "formats")]
    assert "typos and formats" in set(cleaned(dirt=twice)["defects"]["what"])


def test_a_repeated_row_is_logged_once_with_the_row_that_it_repeats() -> None:
    files = cleaned(**FLAWS["duplicates"])
    dirty, log = files["dataset"], files["defects"]
    assert len(log) == dirty.duplicated().sum() == len(dirty) - len(files["clean"])
    for line in log.to_dict("records"):
        row, repeated = int(line["row"]), int(line["dirty_value"])
        assert list(dirty.loc[row]) == list(dirty.loc[repeated])
        assert repeated < row
        assert line["column"] == line["clean_value"] == ""


def test_as_many_cells_are_logged_as_the_answer_says_are_wrong() -> None:
    made = dataset(schema_of(*COLUMNS, **FLAWS["missing"]), 6_000)
    log = frames(Handout(made, split=None, clean=True))["defects"]
    (told,) = made.dirt
    assert len(log) == round(told["got"] * 6_000)
