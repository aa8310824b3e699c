from __future__ import annotations

from tests.planning.builtin.helpers import plan


def test_a_column_in_the_plural_may_be_missing() -> None:
    missing = plan("messy data about employees with missing salaries").schema.missing
    assert "salary" in {one.column for one in missing}
