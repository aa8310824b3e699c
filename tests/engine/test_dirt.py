"""What is spoiled on purpose: as much as was asked for, where it was asked for, and listed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from rowsmith.engine.program import BLOCK_ROWS
from tests.engine.making import boolean, category, dataset, formula, number, schema_of

AGE = number("age", mean=40, sd=10, decimals=1)
CITY = category("city", "Berlin", "Hamburg", "Munich")
ROWS = 20_000


def entry(dirt: list[dict[str, Any]], what: str) -> dict[str, Any]:
    return next(found for found in dirt if found["what"] == what)


def clean_and_dirty(*columns: dict[str, Any], **dirt: Any) -> tuple[pd.DataFrame, Any]:
    """The clean rows, and the dataset that differs by its dirt alone."""
    return dataset(schema_of(*columns), ROWS).frame(), dataset(schema_of(*columns, **dirt), ROWS)


def test_clean_data_has_no_dirt_to_list() -> None:
    made = dataset(schema_of(AGE, CITY))
    assert made.dirt == []
    assert not made.frame().isna().any().any()


def test_missing_cells_come_by_share_and_the_rest_stays() -> None:
    clean, made = clean_and_dirty(AGE, CITY, missing=[{"column": "age", "share": 0.1}])
    frame = made.frame()
    gone = frame["age"].isna()
    assert gone.mean() == pytest.approx(0.1, abs=0.01)
    pd.testing.assert_series_equal(frame["age"][~gone], clean["age"][~gone])
    assert entry(made.dirt, "missing") == {
        "what": "missing",
        "column": "age",
        "when": None,
        "asked": 0.1,
        "got": round(float(gone.mean()), 4),
    }


def test_missing_cells_can_depend_on_another_column() -> None:
    missing = [{"column": "age", "share": 0.4, "when": "city == 'Berlin'"}]
    made = dataset(schema_of(AGE, CITY, missing=missing), ROWS)
    frame = made.frame()
    by_city = frame["age"].isna().groupby(frame["city"]).mean()
    assert by_city["Berlin"] == pytest.approx(0.4, abs=0.03)
    assert by_city["Hamburg"] == by_city["Munich"] == 0
    assert entry(made.dirt, "missing")["got"] == pytest.approx(by_city["Berlin"], abs=1e-4)


def test_formulas_have_read_the_cells_before_they_were_emptied() -> None:
    made = dataset(
        schema_of(AGE, formula("twice", "age * 2"), missing=[{"column": "age", "share": 0.5}])
    )
    assert not made.frame()["twice"].isna().any()


def test_an_entitys_cells_are_missing_by_subject_or_by_row_as_asked() -> None:
    entity = {
        "name": "customer",
        "rows_per_entity": 5,
        "columns": [{"name": "id", "kind": "id", "pattern": "C-######"}, AGE, boolean("vip")],
    }
    missing = [
        {"column": "age", "share": 0.2, "when": "vip"},
        {"column": "age", "share": 0.3, "when": "paid"},
    ]
    made = dataset(schema_of(boolean("paid"), entities=[entity], missing=missing), ROWS)
    frame = made.frame()
    unpaid = frame[~frame["paid"]]
    assert set(unpaid.groupby("id")["age"].agg(lambda ages: ages.isna().mean())) <= {0.0, 1.0}
    assert frame[frame["paid"]]["age"].isna().mean() > unpaid["age"].isna().mean()
    assert len(made.dirt) == 2


@pytest.mark.parametrize("share", [0.0, 0.05, 0.5])
def test_typos_change_a_share_of_the_cells(share: float) -> None:
    dirt = [{"what": "typos", "column": "city", "share": share}]
    clean, made = clean_and_dirty(AGE, CITY, dirt=dirt)
    differs = made.frame()["city"] != clean["city"]
    assert differs.mean() == pytest.approx(share, abs=0.015)
    assert entry(made.dirt, "typos")["got"] == pytest.approx(differs.mean(), abs=1e-4)


def test_typos_reach_the_fields_of_people_and_places() -> None:
    columns = [
        {"name": "name", "kind": "person", "field": "full_name"},
        {"name": "email", "kind": "person", "field": "email"},
        {"name": "town", "kind": "place", "field": "city"},
    ]
    dirt = [{"what": "typos", "column": column["name"], "share": 0.2} for column in columns]
    clean, made = clean_and_dirty(*columns, dirt=dirt)
    for name in ("name", "email", "town"):
        assert (made.frame()[name] != clean[name]).mean() == pytest.approx(0.2, abs=0.02)


def test_dates_in_mixed_formats_are_still_the_same_days() -> None:
    column = {"name": "day", "kind": "datetime", "start": "2024-01-13", "end": "2024-01-31"}
    clean, made = clean_and_dirty(
        column,
        AGE,
        dirt=[{"what": "formats", "column": "day", "share": 0.3}],
        missing=[{"column": "day", "share": 0.2}],
    )
    frame = made.frame()
    shown = frame["day"].dropna()
    assert frame["day"].isna().mean() == pytest.approx(0.2, abs=0.02)
    clean_days = clean["day"].astype(str)[shown.index]
    assert (shown != clean_days).mean() == pytest.approx(0.3, abs=0.02)
    assert all(day[-2:] in text for text, day in zip(shown, clean_days, strict=True))


@pytest.mark.parametrize(
    "column",
    [
        {"name": "x", "kind": "datetime", "start": "08:00", "end": "18:00"},
        boolean("x"),
        boolean("x", words=["YES", "NO"]),
        boolean("x", words=["1", "0"]),
        category("x", "A", "b", "C d"),
    ],
)
def test_mixed_formats_change_every_struck_cell(column: dict[str, Any]) -> None:
    clean, made = clean_and_dirty(
        column, AGE, dirt=[{"what": "formats", "column": "x", "share": 0.25}]
    )
    differs = made.frame()["x"].astype(str) != clean["x"].astype(str)
    assert differs.mean() == pytest.approx(0.25, abs=0.02)


def test_outliers_lie_far_out_and_inside_the_bounds() -> None:
    dirt = [{"what": "outliers", "column": "pay", "share": 0.02}]
    pay = number("pay", mean=50, sd=5, min=0, max=80, decimals=2)
    clean, made = clean_and_dirty(pay, AGE, dirt=dirt)
    frame = made.frame()
    far = (frame["pay"] - 50).abs() > 19.9
    assert far.mean() == pytest.approx(0.02, abs=0.005)
    assert entry(made.dirt, "outliers")["got"] == pytest.approx(far.mean(), abs=1e-3)
    assert frame["pay"].between(0, 80).all()
    assert frame.loc[far, "pay"].nunique() > 100
    pd.testing.assert_series_equal(frame["pay"][~far], clean["pay"][~far])


def test_outliers_without_room_are_told() -> None:
    dirt = [{"what": "outliers", "column": "rating", "share": 0.1}]
    made = dataset(schema_of(number("rating", mean=3, sd=1, min=1, max=5), dirt=dirt), ROWS)
    assert entry(made.dirt, "outliers")["got"] == 0
    assert any("no outliers" in warning for warning in made.warnings)


def test_duplicates_repeat_whole_rows_also_of_unique_columns() -> None:
    columns = ({"name": "id", "kind": "id", "pattern": "A-######"}, AGE, CITY)
    made = dataset(schema_of(*columns, dirt=[{"what": "duplicates", "share": 0.08}]), ROWS)
    frame = made.frame()
    repeated = frame.duplicated()
    assert repeated.mean() == pytest.approx(0.08, abs=0.01)
    assert (frame["id"].duplicated() == repeated).all()
    assert entry(made.dirt, "duplicates")["got"] == pytest.approx(repeated.mean(), abs=0.002)


def test_a_block_is_spoiled_alike_when_it_is_made_alone() -> None:
    schema = schema_of(
        AGE,
        CITY,
        missing=[{"column": "age", "share": 0.3}],
        dirt=[
            {"what": "typos", "column": "city", "share": 0.1},
            {"what": "duplicates", "share": 0.05},
        ],
    )
    whole = dataset(schema, 2 * BLOCK_ROWS).frame(BLOCK_ROWS)
    alone = dataset(schema, 2 * BLOCK_ROWS).frame(BLOCK_ROWS, 2 * BLOCK_ROWS)
    pd.testing.assert_frame_equal(whole, alone)
    assert np.mean(whole["age"].isna()) == pytest.approx(0.3, abs=0.02)
