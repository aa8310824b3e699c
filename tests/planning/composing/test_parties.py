"""A list of people and things is what a dataset is about, not its columns."""

from __future__ import annotations

import pytest

from tests.planning.composing.said import said


@pytest.mark.parametrize(
    ("marked", "headers"),
    [
        (
            "A [SaaS company]{subject} with [users]{col#1}, [monthly subscriptions]{col#2} and "
            "[20%]{share:3} [churn]{target#3}",
            {"account_id", "plan", "mrr", "churn"},
        ),
        (
            "a marketplace for [freelancers]{subject}: [sellers]{col#1}, [buyers]{col#2} and "
            "[projects]{col#3}",
            {"freelancer_id", "skill", "budget", "seller", "buyer"},
        ),
        (
            "a [school]{subject} with [students]{col#1}, [teachers]{col#2} and [grades]{col#3}",
            {"student_id", "teacher"},
        ),
    ],
)
def test_people_in_the_plural_leave_the_usual_columns(marked: str, headers: set[str]) -> None:
    found = said(marked)
    assert headers <= set(found.headers)
    assert len(found.headers) >= 7


def test_things_that_other_columns_tell_of_are_told() -> None:
    found = said("a [hospital]{subject}: [doctors]{col#1}, [patients]{col#2}, [treatments]{col#3}")
    assert "treatments" not in found.headers
    assert any("treatments" in note.text for note in found.made.notes)


def test_a_list_of_columns_stays_one() -> None:
    found = said("[products]{subject} with [name]{col#1}, [price]{col#2} and [sales]{col#3}")
    assert found.headers == ["name", "price", "sales"]


def test_a_period_of_ids_and_dates_is_of_the_dates() -> None:
    found = said(
        "[transactions]{subject} over [1 year]{period:1,2}: [id]{col#1}, [date]{col#2}, [x]{col#3}"
    )
    kinds = [column.kind for column in found.made.schema.columns]
    assert kinds[0] == "id"


def test_digits_beside_a_whole_example_tell_nothing_more() -> None:
    found = said(
        "[tag]{col#1} like [STU2024XXX]{like:1} ([3 digits]{like:1}), [age]{col#2}, [sex]{col#3}"
    )
    assert getattr(found.made.schema.columns[0], "pattern", "") == "STU2024###"


def test_what_a_column_is_said_to_hold_is_what_it_is() -> None:
    found = said("[assigned]{col#1} ([job title]{type:1}), [age]{col#2}, [sex]{col#3}")
    assert found.made.schema.columns[0].kind == "lookup"
    assert not any("not carried out" in note.text for note in found.made.notes)
