"""What is said of each column is what pandas finds in it."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from tests.engine.making import boolean, category, dataset, number, schema_of

SCHEMA = schema_of(
    {"name": "id", "kind": "id", "pattern": "A-#####"},
    number("pay", shape="gamma", mean=50, sd=20, decimals=2),
    number("children", shape="poisson", mean=1),
    category("plan", "free", "pro"),
    boolean("active", 0.7),
    boolean("churn", 0.2, words=["Yes", "No"]),
    {"name": "day", "kind": "datetime", "start": "2024-01-01", "end": "2024-12-31"},
    {"name": "at", "kind": "datetime", "start": "08:00", "end": "17:00"},
    entities=[{"name": "client", "rows_per_entity": 3, "columns": [number("age", mean=4, sd=1)]}],
    missing=[{"column": "pay", "share": 0.2}, {"column": "plan", "share": 0.1}],
    labels=["churn"],
)
MADE = dataset(SCHEMA, 4_000)
FRAME = MADE.frame()
COLUMNS = {column["name"]: column for column in MADE.columns}


def test_columns_are_listed_as_in_the_file() -> None:
    assert list(COLUMNS) == list(FRAME.columns)
    assert COLUMNS["age"]["entity"] == "client"
    assert [name for name, column in COLUMNS.items() if column.get("label")] == ["churn"]


def test_dtypes_are_what_pandas_reads() -> None:
    csv = b"".join(MADE.blocks())
    read = pd.read_csv(io.BytesIO(csv))
    assert {name: column["dtype"] for name, column in COLUMNS.items()} == {
        name: str(read[name].dtype) for name in COLUMNS
    }


@pytest.mark.parametrize("name", ["pay", "children", "age"])
def test_figures_of_numbers_leave_missing_cells_out(name: str) -> None:
    cells = FRAME[name].dropna().astype(float)
    for figure, found in (
        ("mean", cells.mean()),
        ("sd", cells.std(ddof=0)),
        ("min", cells.min()),
        ("median", cells.median()),
        ("max", cells.max()),
    ):
        assert COLUMNS[name][figure] == pytest.approx(found, rel=1e-5)


def test_shares_of_texts_and_booleans() -> None:
    for name in ("plan", "churn", "active"):
        shares = FRAME[name].value_counts(normalize=True)
        found = COLUMNS[name]["shares"]
        assert found == {str(k): pytest.approx(v, abs=1e-4) for k, v in shares.items()}


def test_missing_shares_and_ends_of_dates() -> None:
    assert COLUMNS["pay"]["missing"] == pytest.approx(FRAME["pay"].isna().mean(), abs=1e-4)
    assert COLUMNS["day"]["earliest"] == str(FRAME["day"].min().date())
    assert COLUMNS["at"]["latest"] == FRAME["at"].max()
