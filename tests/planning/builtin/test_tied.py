"""Names with words that open lists elsewhere."""

from __future__ import annotations

import pytest

from rowsmith.planning import BuiltinPlanner
from rowsmith.planning.builtin.tied import tied


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("columns: name, no show, age", "columns: name, no_show, age"),
        ("city, temperature and feels like", "city, temperature and feels_like"),
        ("- check in\n- check-out", "- check_in\n- check-out"),
        ("Shots on target: 0 to 20", "Shots_on_target: 0 to 20"),
    ],
)
def test_a_name_that_is_all_of_a_piece_is_tied(written: str, expected: str) -> None:
    assert tied(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "fields like name, age",
        "no show of force, please",
        "price range 10 to 20",
        "patients check in the morning",
    ],
)
def test_other_words_stay_as_they_are(written: str) -> None:
    assert tied(written) == written


def test_a_name_with_has_in_a_list_does_not_open_another() -> None:
    plan = BuiltinPlanner().plan(
        "columns: attack, has loan, age and has credit card", locale=None, seconds_left=10
    )
    names = [column.name for column in plan.schema.csv_order()]
    assert names == ["attack", "has_loan", "age", "has_credit_card"]
