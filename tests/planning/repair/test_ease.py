"""Numbers that cannot be become numbers that can, as the engine has it."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rowsmith import engine
from rowsmith.errors import InvalidSchema, Problem
from rowsmith.planning.repair import drop_problems, repair
from rowsmith.planning.repair.eased import eased
from rowsmith.schema import Schema, parse_schema
from rowsmith.schema.columns import NumberColumn, Shape


def accept(schema: Schema) -> None:
    engine.prepare(schema, rows=10, seed=0, locale="en_US", as_of=date(2026, 1, 1))


def made_possible(data: object) -> tuple[Schema, list[str]]:
    """The schema as the engine takes it."""
    return eased(parse_schema(data), accept)


def number(**keys: Any) -> dict[str, Any]:
    return {"columns": [{"kind": "number", "name": "x", **keys}]}


@pytest.mark.parametrize(
    "keys",
    [
        {"mean": 50, "sd": 60, "min": 0, "max": 100},
        {"shape": "lognormal", "mean": -5, "sd": 6},
        {"shape": "poisson", "mean": 3, "sd": 60},
        {"shape": "beta", "mean": 3, "sd": 60},
        {"shape": "binomial", "mean": 3},
        {"shape": "uniform"},
        {"min": 5, "max": 5, "mean": 5, "sd": 1},
        {"max": 5},
    ],
)
def test_impossible_number_is_made_possible(keys: dict[str, Any]) -> None:
    with pytest.raises(InvalidSchema):
        accept(parse_schema(number(**keys)))
    _, warnings = made_possible(number(**keys))
    assert warnings
    assert all(warning.startswith("'x': ") for warning in warnings)


def test_bounds_and_mean_that_were_asked_for_are_kept() -> None:
    schema, _ = made_possible(number(mean=50, sd=60, min=0, max=100))
    made = schema.columns[0]
    assert isinstance(made, NumberColumn)
    assert (made.mean, made.min, made.max) == (50, 0, 100)
    assert 0 < (made.sd or 0) < 50


def test_sd_of_a_case_is_fitted_to_the_bounds() -> None:
    schema = number(mean=50, sd=6, min=0, max=100, cases=[{"when": "b", "mean": 99, "sd": 60}])
    schema["columns"].append({"kind": "boolean", "name": "b", "rate": 0.5})
    made, _ = made_possible(schema)
    column = made.columns[0]
    assert isinstance(column, NumberColumn)
    assert column.cases is not None
    assert column.cases[0].mean == 99
    assert (column.cases[0].sd or 0) < 10


def test_pattern_without_room_gets_more() -> None:
    schema = {"columns": [{"kind": "id", "name": "x", "pattern": "A#"}]}
    made, _ = drop_problems(schema, [Problem("columns.x.pattern", "has room for 9 ids")])
    assert made == {"columns": [{"kind": "id", "name": "x", "pattern": "A####"}]}


@settings(max_examples=60, deadline=None)
@given(
    shape=st.sampled_from(get_args(Shape)),
    mean=st.none() | st.sampled_from([-50, 0, 0.5, 3, 40, 1000]),
    sd=st.none() | st.sampled_from([0.1, 1, 20, 5000]),
    low=st.none() | st.sampled_from([-100, 0, 1, 30]),
    high=st.none() | st.sampled_from([0, 1, 50, 2000]),
)
def test_any_number_is_made_possible(
    shape: str, mean: float | None, sd: float | None, low: float | None, high: float | None
) -> None:
    assume(low is None or high is None or low < high)
    keys = {"shape": shape, "mean": mean, "sd": sd, "min": low, "max": high}
    schema, _, _ = repair(
        number(**{key: value for key, value in keys.items() if value is not None})
    )
    made_possible(schema)
