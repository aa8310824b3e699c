"""What is valid and cannot be meant."""

from __future__ import annotations

import pytest

from tests.planning.repair.slips import mended


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
