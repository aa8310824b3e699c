"""What moves what."""

from __future__ import annotations

import copy

from tests.planning.repair.slips import SHOP, a_nominal_term, column, driver, mended


def test_nominal_term_becomes_comparisons() -> None:
    schema = copy.deepcopy(SHOP)
    a_nominal_term(schema)
    result, _ = mended(schema)
    terms = [term["of"] for term in driver(result, "returned")["by"]]
    assert terms[-2:] == ["channel == 'web'", "channel == 'store'"]


def test_values_that_rise_are_ordered() -> None:
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
    assert column(result, "risk")["ordered"] is True
    assert len(result["drivers"]) == 1
