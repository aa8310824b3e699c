"""Names that are taken, and names that are nearly right."""

from __future__ import annotations

import copy

from tests.planning.repair.slips import SHOP, a_reference_nearly_right, column, mended


def test_nearest_name_is_taken() -> None:
    schema = copy.deepcopy(SHOP)
    a_reference_nearly_right(schema)
    result, _ = mended(schema)
    assert column(result, "total")["expression"] == "round(quantity * unit_price, 2)"


def test_second_of_two_names_is_renamed_and_references_mean_the_first() -> None:
    schema = copy.deepcopy(SHOP)
    schema["columns"].append({"kind": "number", "name": "quantity", "min": 0, "max": 9})
    result, warnings = mended(schema)
    assert column(result, "quantity_2")["kind"] == "number"
    assert column(result, "total")["expression"] == "round(quantity * unit_price, 2)"
    assert len(warnings) == 1
