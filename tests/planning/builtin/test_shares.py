from __future__ import annotations

import pytest

from tests.planning.builtin.helpers import columns


@pytest.mark.parametrize(
    ("description", "column", "rate"),
    [
        ("medical appointments where 20% are no-shows", "no_show", 0.2),
        ("loans with amount, age, income, approved. 30% are not approved", "approved", 0.7),
    ],
)
def test_a_share_is_of_what_is_named(description: str, column: str, rate: float) -> None:
    assert columns(description)[column]["rate"] == pytest.approx(rate)


def test_what_failed_did_not_survive() -> None:
    made = columns("500 startups, 40% failed")
    assert made["survived"]["rate"] == pytest.approx(0.6)


def test_a_share_of_people_who_do_something_is_yes_or_no_where_a_domain_has_kinds_of_it() -> None:
    smokes = columns("patients with diabetes where 12% smoke")["smoke"]
    assert (smokes["kind"], smokes["rate"]) == ("boolean", 0.12)


def test_a_share_that_did_is_of_what_is_predicted() -> None:
    said = "MOOC learners: predict whether they completed the course, only 12% did"
    rates = [one["rate"] for name, one in columns(said).items() if name.startswith("completed")]
    assert rates == [0.12]
