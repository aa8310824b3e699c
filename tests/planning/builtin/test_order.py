from __future__ import annotations

import pytest

from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.order import read_missing, read_order


@pytest.mark.parametrize(
    ("text", "key", "other", "within"),
    [
        ("due date after issue date", "after", "issue date", None),
        ("due date is always later than the issue date", "after", "issue date", None),
        ("start before end", "before", "end", None),
        ("ship date within 5 days of order date", "after", "order date", 5),
        ("delivered up to 2 weeks after the order date", "after", "order date", 14),
        ("sale price less than list price", "at_most", "list price", None),
        ("high greater than low", "at_least", "low", None),
    ],
)
def test_reads_what_comes_first(text: str, key: str, other: str, within: float | None) -> None:
    details = Details()
    read_order(text, details)
    assert getattr(details, key) == other
    assert details.within == within


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("email 10% missing", 0.1),
        ("about 5% of values are null", 0.05),
        ("missing in 12.5% of rows", 0.125),
        ("sometimes missing", 0.08),
        ("optional", 0.08),
    ],
)
def test_reads_the_share_of_missing_cells(text: str, share: float) -> None:
    details = Details()
    read_missing(text, details)
    assert details.missing == share


def test_sees_no_missing_cells_where_there_are_none() -> None:
    details = Details()
    assert read_missing("name", details) == "name"
    assert details.missing is None


def test_a_number_of_days_after_is_met_exactly() -> None:
    details = Details()
    read_order("due date 14 days after loan date", details)
    assert (details.within, details.exactly) == (14, True)
    details = Details()
    read_order("paid within 14 days of issue date", details)
    assert (details.within, details.exactly) == (14, False)
