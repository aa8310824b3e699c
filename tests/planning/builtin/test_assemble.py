from __future__ import annotations

from typing import Any

import pytest

from rowsmith.errors import InvalidSchema
from rowsmith.planning.builtin.assemble import to_schema
from rowsmith.planning.builtin.draft import Draft, DraftColumn

NUMBER: dict[str, Any] = {"kind": "number", "shape": "normal", "mean": 5, "sd": 1}


def draft(*columns: tuple[str, dict[str, Any]], **parts: Any) -> Draft:
    made = [DraftColumn(name=name, keys=dict(keys), phrase=name) for name, keys in columns]
    return Draft(columns=made, **parts)


def test_terms_that_cannot_stand_are_taken_out() -> None:
    found = to_schema(
        draft(
            ("x", NUMBER),
            ("y", NUMBER),
            ("plan", {"kind": "category", "values": [{"value": "a"}, {"value": "b"}]}),
            drivers=[
                {"column": "y", "by": [{"of": "x"}, {"of": "gone"}, {"of": "plan == 'c'"}]},
                {"column": "gone", "by": [{"of": "x"}]},
            ],
        )
    )
    (driver,) = found.drivers
    assert [term.of for term in driver.by] == ["x"]


def test_cases_missing_labels_and_references_that_cannot_stand_are_taken_out() -> None:
    found = to_schema(
        draft(
            ("x", {**NUMBER, "cases": [{"when": "gone > 1", "mean": 2}]}),
            ("d", {"kind": "datetime", "after": "gone", "within": 3}),
            missing=[{"column": "gone", "share": 0.1}],
            labels=["gone"],
        )
    )
    assert not found.missing
    assert not found.labels


def test_a_tone_that_nothing_gives_is_left_out() -> None:
    found = to_schema(draft(("review", {"kind": "text", "style": "review", "tone": "{rating}"})))
    assert found.columns[0].model_dump()["tone"] is None


def test_what_cannot_be_mended_is_said() -> None:
    with pytest.raises(InvalidSchema):
        to_schema(draft())
