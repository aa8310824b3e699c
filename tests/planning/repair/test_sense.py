"""What is valid and cannot be meant."""

from __future__ import annotations

import pytest

from tests.planning.repair.slips import column, mended


@pytest.mark.parametrize(
    ("name", "kind"),
    [("plan_name", "category"), ("product_name", "text"), ("course_title", "text")],
)
def test_thing_does_not_bear_a_persons_name(name: str, kind: str) -> None:
    schema = {"columns": [{"kind": "person", "name": name, "field": "full_name"}]}
    result, warnings = mended(schema)
    assert result["columns"][0]["kind"] == kind
    assert len(warnings) == 1


@pytest.mark.parametrize("name", ["customer_name", "name", "owner", "plan_manager_name", "doctor"])
def test_person_keeps_a_persons_name(name: str) -> None:
    schema = {"columns": [{"kind": "person", "name": name, "field": "full_name"}]}
    assert mended(schema) == (schema, [])


def test_later_date_comes_after_the_earlier() -> None:
    schema = {
        "columns": [
            {"kind": "datetime", "name": "check_in", "after": "check_out", "within": 7},
            {"kind": "datetime", "name": "check_out", "start": "2024-01-01", "end": "2024-12-31"},
        ]
    }
    result, warnings = mended(schema)
    assert column(result, "check_in") == {
        "kind": "datetime",
        "name": "check_in",
        "start": "2024-01-01",
        "end": "2024-12-31",
    }
    assert column(result, "check_out")["after"] == "check_in"
    assert column(result, "check_out")["within"] == 7
    assert len(warnings) == 1


def test_dates_that_could_cross_are_put_in_order() -> None:
    schema = {
        "columns": [
            {"kind": "datetime", "name": "start_date", "start": "2024-01-01", "end": "2024-06-30"},
            {"kind": "datetime", "name": "end_date", "start": "2024-03-01", "end": "2024-12-31"},
        ]
    }
    result, _ = mended(schema)
    assert column(result, "end_date")["after"] == "start_date"


def test_dates_that_cannot_cross_are_left() -> None:
    schema = {
        "columns": [
            {"kind": "datetime", "name": "start_date", "start": "2023-01-01", "end": "2023-06-30"},
            {"kind": "datetime", "name": "end_date", "start": "2024-03-01", "end": "2024-12-31"},
        ]
    }
    assert mended(schema) == (schema, [])
