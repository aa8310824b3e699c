"""How many rows are asked for, however large the number and however it is written."""

from __future__ import annotations

import pytest

from rowsmith.planning import read_request


@pytest.mark.parametrize(
    ("description", "rows"),
    [
        ("1e9 rows of sales", 1_000_000_000),
        ("1 billion rows of customer churn", 1_000_000_000),
        ("2B rows of telecom churn data", 2_000_000_000),
        ("columns: a, b; 1e7 rows", 10_000_000),
        ("1.5e6 rows of flights", 1_500_000),
        ("2.5M rows of taxi rides", 2_500_000),
        ("5e5 records of hotel bookings", 500_000),
        ("10 crore rows of patients", 100_000_000),
        ("10 crore patients", 100_000_000),
        ("students with marks, 2 crore records", 20_000_000),
        ("a trillion rows of logs", 1_000_000_000_000),
        ("4.2 billion lines of web logs", 4_200_000_000),
        ("1e6 patients", 1_000_000),
        ("10 million customers with 5 orders each", 50_000_000),
        ("200 customers with 5 orders each", 1_000),
        ("10k rows, age 20 to 90, 2e3 columns", 10_000),
    ],
)
def test_rows(description: str, rows: int) -> None:
    assert read_request(description).rows == rows


@pytest.mark.parametrize(
    "description", ["hotel bookings, 3% duplicate rows", "model 3e2 cars with price"]
)
def test_what_counts_no_rows(description: str) -> None:
    assert read_request(description).rows is None
