"""What moves what."""

from __future__ import annotations

import copy

from tests.planning.repair.slips import SHOP, a_nominal_term, driver, mended


def test_nominal_term_becomes_comparisons() -> None:
    schema = copy.deepcopy(SHOP)
    a_nominal_term(schema)
    result, _ = mended(schema)
    terms = [term["of"] for term in driver(result, "returned")["by"]]
    assert terms[-2:] == ["channel == 'web'", "channel == 'store'"]


def test_a_category_without_an_order_may_be_driven() -> None:
    schema = {
        "columns": [
            {
                "kind": "category",
                "name": "risk",
                "values": [{"value": "Low"}, {"value": "Medium"}, {"value": "High"}],
            },
            {"kind": "number", "name": "x", "min": 0, "max": 1},
        ],
        "drivers": [{"column": "risk", "by": [{"of": "x"}]}],
    }
    result, _ = mended(schema)
    assert len(result["drivers"]) == 1
