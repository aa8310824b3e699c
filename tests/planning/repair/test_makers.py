"""Providers, fields and patterns of other makes."""

from __future__ import annotations

import pytest

from tests.planning.repair.slips import Json, mended


@pytest.mark.parametrize(
    ("provider", "expected"),
    [
        ("name", {"kind": "person", "field": "full_name"}),
        ("email", {"kind": "person", "field": "email"}),
        ("mobile_number", {"kind": "person", "field": "phone"}),
        ("city", {"kind": "place", "field": "city"}),
        ("zipcode", {"kind": "place", "field": "postcode"}),
        ("occupation", {"kind": "text", "style": "job_title"}),
        ("guid", {"kind": "id", "pattern": "uuid"}),
    ],
)
def test_provider_becomes_the_right_kind(provider: str, expected: Json) -> None:
    schema = {"columns": [{"kind": "faker", "name": "x", "provider": provider}]}
    result, warnings = mended(schema)
    assert result["columns"] == [{"name": "x", **expected}]
    assert len(warnings) == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[A-Z]{3}[0-9]{4}", "???####"),
        ("ORD-0001", "ORD-####"),
        ("^EMP\\d{5}$", "EMP#####"),
        ("CUST{:05d}", "CUST#####"),
        ("auto_increment", "sequence"),
        ("CUST", "CUST-######"),
        ("A{b", "Ab-######"),
    ],
)
def test_patterns_are_read_in_other_forms(written: str, meant: str) -> None:
    result, _ = mended({"columns": [{"kind": "id", "name": "x", "pattern": written}]})
    assert result["columns"][0]["pattern"] == meant
