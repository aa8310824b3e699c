"""A column of units names those of what is measured beside it."""

from __future__ import annotations

import pytest

from tests.planning.described.helpers import columns, frame


@pytest.mark.parametrize(
    ("description", "name", "units"),
    [
        ("columns: timestamp, sensor id, rpm, unit", "unit", {"rpm"}),
        ("columns: patient, glucose, unit", "unit", {"mg/dL"}),
        ("columns: station, temperature, humidity, units", "units", {"°C", "%"}),
        ("columns: site, wind speed, voltage, uom", "uom", {"m/s", "V"}),
    ],
)
def test_units_are_those_of_the_numbers(description: str, name: str, units: set[str]) -> None:
    assert set(frame(description)[name]) == units


def test_units_that_are_listed_stay() -> None:
    made = columns("columns: item, weight, unit (bottle, crate)")
    assert {one["value"] for one in made["unit"]["values"]} == {"bottle", "crate"}
