from __future__ import annotations

import pytest

from tests.planning.builtin.helpers import columns, shown


@pytest.mark.parametrize(
    "description",
    [
        "columns: variant A or B, conversion rate 5% vs 7%",
        "columns: variant (A, B), converted 5% for A and 7% for B",
    ],
)
def test_a_rate_for_each_group(description: str) -> None:
    assert shown(description) == ["variant", "converted"]
    assert [
        (case["when"], case["rate"]) for case in columns(description)["converted"]["cases"]
    ] == [("variant == 'A'", 0.05), ("variant == 'B'", 0.07)]
