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
