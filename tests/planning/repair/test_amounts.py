"""Shares, rates, bounds and means."""

from __future__ import annotations

import copy

import pytest

from tests.planning.repair.slips import SHOP, column, mended, shares_that_do_not_add_up


def test_shares_are_scaled_in_proportion() -> None:
    schema = copy.deepcopy(SHOP)
    shares_that_do_not_add_up(schema)
    result, _ = mended(schema)
    shares = [level["share"] for level in column(result, "tier")["values"]]
    assert sum(shares) == pytest.approx(100)
    assert shares[0] / shares[1] == pytest.approx(80 / 50, rel=1e-6)


def test_bounds_are_swapped_and_the_mean_moved_between() -> None:
    schema = copy.deepcopy(SHOP)
    column(schema, "age").update(min=90, max=18, mean=400)
    result, _ = mended(schema)
    age = column(result, "age")
    assert (age["min"], age["max"]) == (18, 90)
    assert 18 < age["mean"] < 90
