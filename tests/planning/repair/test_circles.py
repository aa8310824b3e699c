"""Columns that need each other."""

from __future__ import annotations

import copy

from tests.planning.repair.slips import SHOP, a_circle_of_drivers, driver, mended


def test_weakest_term_of_a_circle_goes() -> None:
    schema = copy.deepcopy(SHOP)
    a_circle_of_drivers(schema)
    result, _ = mended(schema)
    assert [term["of"] for term in driver(result, "rating")["by"]] == ["tier"]
    assert len(driver(result, "returned")["by"]) == 2
