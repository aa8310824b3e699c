from __future__ import annotations

from typing import Any

import pytest

from rowsmith.planning import BuiltinPlanner, examples

EXAMPLES = examples()


def test_there_are_a_dozen_over_the_domains_of_the_mission() -> None:
    domains = {example["domain"] for example in EXAMPLES}
    assert len(EXAMPLES) >= 12
    assert domains >= {"e-commerce", "healthcare", "finance", "education", "social media"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["description"])[:40])
def test_each_gives_the_columns_that_it_promises(example: dict[str, Any]) -> None:
    plan = BuiltinPlanner().plan(example["description"], locale=None, seconds_left=1.0)
    shown = {column.name for column in plan.schema.csv_order()}
    assert set(example["columns"]) <= shown


def test_changing_what_is_returned_changes_nothing() -> None:
    examples()[0]["description"] = "spoiled"
    assert examples()[0]["description"] != "spoiled"
