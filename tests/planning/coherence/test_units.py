from __future__ import annotations

import pytest

from tests.planning.coherence.helpers import MONEY, agreed, named, rows_of, said, schema_of

PAIRS = [
    ("temperature celsius", "temperature fahrenheit", lambda x: x * 9 / 5 + 32),
    ("weight kg", "weight lb", lambda x: x / 0.45359237),
    ("price usd", "price eur", lambda x: x / 1.1),
    ("height in cm", "height in inches", lambda x: x / 2.54),
    ("distance miles", "distance km", lambda x: x * 1.609344),
    ("duration hours", "duration minutes", lambda x: x * 60),
    ("file size kb", "file size mb", lambda x: x / 1000),
    ("speed mph", "speed kmh", lambda x: x * 1.609344),
    ("temp f", "temp c", lambda x: (x - 32) * 5 / 9),
    ("area sqft", "area m2", lambda x: x * 0.09290304),
    ("volume liters", "volume gallons", lambda x: x / 3.785411784),
]


@pytest.mark.parametrize(("one", "other", "convert"), PAIRS, ids=[pair[1] for pair in PAIRS])
def test_a_quantity_in_a_second_unit_is_the_same_quantity(one, other, convert) -> None:  # type: ignore[no-untyped-def]
    frame = rows_of(*named(MONEY, f"{one}, {other}"))
    first, second = frame.columns
    assert (frame[second] - convert(frame[first])).abs().max() < 0.006


def test_the_unit_whose_figures_were_said_is_drawn() -> None:
    first, second = named(MONEY, "weight kg, weight lb")
    second |= {"shape": "uniform", "mean": None, "sd": None, "min": 100, "max": 200}
    frame = rows_of(first, second, stated=said(weight_lb="figures"))
    assert frame.weight_lb.between(100, 200).all()
    assert (frame.weight_kg - frame.weight_lb * 0.45359237).abs().max() < 0.006


def test_other_quantities_stay() -> None:
    schema = schema_of(*named(MONEY, "height cm, width inches, price usd, cost eur"))
    assert agreed(schema)[0].columns[0] == schema.columns[0]
    assert agreed(schema)[0].columns[1] == schema.columns[1]
