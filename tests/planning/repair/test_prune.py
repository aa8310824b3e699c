"""Parts that a problem names."""

from __future__ import annotations

from rowsmith.errors import Problem
from rowsmith.planning.repair import drop_problems
from rowsmith.schema import parse_schema
from tests.planning.repair.slips import SHOP, column, driver


def test_drop_problems_takes_what_is_named() -> None:
    result, warnings = drop_problems(
        SHOP,
        [
            Problem("columns.age.sd", "is too large"),
            Problem("columns.quantity.cases.0.mean", "cannot be reached"),
            Problem("drivers.returned.by.0", "is constant"),
            Problem("labels.returned", "cannot be learned"),
        ],
    )
    schema = parse_schema(result)
    assert isinstance(result, dict)
    assert "sd" not in column(result, "age")
    assert "cases" not in column(result, "quantity")
    assert [term["of"] for term in driver(result, "returned")["by"]] == ["channel == 'web'"]
    assert schema.labels == []
    assert len(warnings) == 4


def test_drop_problems_leaves_what_it_cannot_take() -> None:
    assert drop_problems(SHOP, [Problem("columns.tier", "is too high")]) == (SHOP, [])
