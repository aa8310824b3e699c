"""What stands at a column is of all its rows, whatever its cases say."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

from rowsmith.engine import check, pilot
from rowsmith.engine.dataset import Dataset
from rowsmith.errors import InvalidSchema, Problem
from tests.engine.making import (
    DAY,
    boolean,
    calibrated,
    dataset,
    formula,
    frame_of,
    number,
    schema_of,
)

ROWS = 100_000
SMOKER = boolean("smoker", 0.2)
AGE = number("age", mean=45, sd=15, min=18, max=90)


def problem(*columns: dict[str, Any], **rest: Any) -> Problem:
    with pytest.raises(InvalidSchema) as refused:
        calibrated(schema_of(*columns, **rest))
    (found,) = refused.value.problems
    return found


def test_a_rate_is_of_all_rows_and_the_rest_is_solved_for() -> None:
    frame = frame_of(
        SMOKER, boolean("ill", 0.1, cases=[{"when": "smoker", "rate": 0.3}]), rows=ROWS
    )
    assert frame["ill"].mean() == pytest.approx(0.1, abs=0.004)
    by_smoker = frame.groupby("smoker")["ill"].mean()
    assert by_smoker[True] == pytest.approx(0.3, abs=0.01)
    assert by_smoker[False] == pytest.approx(0.05, abs=0.004)


@pytest.mark.parametrize("seed", range(12))
def test_wholes_hold_in_random_schemas(seed: int) -> None:
    random = Random(seed)
    low, high = random.uniform(20, 40), random.uniform(45, 70)
    conditions = [f"age < {low:.0f}", "smoker", f"age > {high:.0f} and not smoker"]
    random.shuffle(conditions)
    cases = conditions[: random.randint(1, 3)]
    rate, mean = random.uniform(0.3, 0.6), random.uniform(60, 140)
    shares = [random.uniform(25, 40), random.uniform(25, 35)]
    driven = random.random() < 0.5
    schema = schema_of(
        SMOKER,
        AGE,
        boolean(
            "ill", rate, cases=[{"when": c, "rate": rate * random.uniform(0.7, 1.3)} for c in cases]
        ),
        number(
            "cost",
            shape=random.choice(("normal", "gamma", "lognormal")),
            mean=mean,
            sd=0.5 * mean,
            min=0,
            decimals=2,
            cases=[{"when": c, "mean": mean * random.uniform(0.8, 1.2)} for c in cases],
        ),
        {
            "name": "tier",
            "kind": "category",
            "ordered": True,
            "values": [
                {"value": "a", "share": shares[0]},
                {"value": "b", "share": shares[1]},
                {"value": "c"},
            ],
            "cases": [
                {
                    "when": c,
                    "values": [
                        {"value": "a", "share": random.uniform(20, 35)},
                        {"value": "b", "share": 30},
                        {"value": "c"},
                    ],
                }
                for c in cases
            ],
        },
        drivers=[
            {"column": n, "explained": 0.5, "by": [{"of": "age"}]} for n in ("ill", "cost", "tier")
        ]
        if driven
        else [],
    )
    made = dataset(schema, ROWS, seed=seed)
    frame = made.frame()
    assert made.warnings == []
    assert frame["ill"].mean() == pytest.approx(rate, abs=0.008)
    assert frame["cost"].mean() == pytest.approx(mean, abs=0.012 * mean)
    assert frame["cost"].std() == pytest.approx(0.5 * mean, rel=0.03)
    found = frame["tier"].value_counts(normalize=True)
    assert found["a"] == pytest.approx(shares[0] / 100, abs=0.008)
    assert found["b"] == pytest.approx(shares[1] / 100, abs=0.008)


def test_a_share_is_of_all_rows() -> None:
    status = {
        "name": "status",
        "kind": "category",
        "values": [
            {"value": "discharged", "share": 70},
            {"value": "admitted", "share": 25},
            {"value": "transferred", "share": 5},
        ],
        "cases": [
            {
                "when": "smoker",
                "values": [{"value": "discharged", "share": 40}, {"value": "admitted"}],
            },
            {
                "when": "age > 70",
                "values": [{"value": "discharged", "share": 50}, {"value": "admitted"}],
            },
        ],
    }
    frame = frame_of(SMOKER, AGE, status, rows=ROWS)
    shares = frame["status"].value_counts(normalize=True)
    assert shares["discharged"] == pytest.approx(0.70, abs=0.006)
    assert shares["transferred"] == pytest.approx(0.05, abs=0.004)
    assert frame["status"][frame["smoker"]].value_counts(normalize=True)["discharged"] == (
        pytest.approx(0.4, abs=0.01)
    )


def test_an_sd_is_of_all_rows_where_the_cases_leave_it_room_and_told_where_not() -> None:
    cases = [{"when": "smoker", "mean": 60, "sd": 5}]
    near = dataset(schema_of(SMOKER, number("x", mean=50, sd=10, decimals=2, cases=cases)), ROWS)
    assert near.frame()["x"].std() == pytest.approx(10, rel=0.01)
    assert near.warnings == []
    far = dataset(schema_of(SMOKER, number("x", mean=50, sd=2, decimals=2, cases=cases)), ROWS)
    assert far.frame()["x"].mean() == pytest.approx(50, abs=0.1)
    assert "instead of 2" in far.warnings[0]
    frame = far.frame()
    assert frame["x"][frame["smoker"] == frame["smoker"].mode()[0]].std() == pytest.approx(
        2, rel=0.05
    )


def test_of_subjects_the_wholes_hold_as_well() -> None:
    entity = {
        "name": "customer",
        "rows_per_entity": 2,
        "columns": [SMOKER, boolean("ill", 0.1, cases=[{"when": "smoker", "rate": 0.3}])],
    }
    frame = frame_of(number("x", mean=1, sd=1), entities=[entity], rows=ROWS)
    assert frame["ill"].mean() == pytest.approx(0.1, abs=0.006)


def test_where_the_column_is_absent_at_times_the_whole_is_of_the_rows_that_have_it() -> None:
    frame = frame_of(
        SMOKER,
        AGE,
        boolean("ill", 0.1, when="age > 45", cases=[{"when": "smoker", "rate": 0.3}]),
        number("cost", mean=80, sd=20, when="ill", cases=[{"when": "smoker", "mean": 95}]),
        rows=ROWS,
    )
    assert frame["ill"].mean() == pytest.approx(0.1, abs=0.005)
    assert frame["cost"].mean() == pytest.approx(80, abs=1.2)


@pytest.mark.parametrize(
    ("column", "where", "said", "instead"),
    [
        (
            boolean("ill", 0.1, cases=[{"when": "smoker", "rate": 0.9}]),
            "columns.ill.rate",
            "18.0% to 98.0%",
            0.18,
        ),
        (
            boolean(
                "ill",
                0.1,
                cases=[{"when": "smoker", "rate": 0.3}, {"when": "not smoker", "rate": 0.2}],
            ),
            "columns.ill.rate",
            "22.0%, whatever is stated",
            0.22,
        ),
        (
            {"name": "ill", "kind": "boolean", "cases": [{"when": "smoker", "rate": 0.3}]},
            "columns.ill.rate",
            "80.0% of the rows are in no case",
            None,
        ),
        (
            number(
                "cost", mean=50, sd=10, min=30, max=80, cases=[{"when": "not smoker", "mean": 60}]
            ),
            "columns.cost.mean",
            "with its cases it can be 54 to 64",
            54,
        ),
        (
            number(
                "cost",
                mean=50,
                sd=10,
                cases=[{"when": "smoker", "mean": 60}, {"when": "not smoker", "mean": 55}],
            ),
            "columns.cost.mean",
            "make it 56",
            56,
        ),
    ],
)
def test_a_whole_that_cannot_be_is_refused_with_what_can(
    column: dict[str, Any], where: str, said: str, instead: float | None
) -> None:
    found = problem(SMOKER, column)
    assert found.where == where
    assert said in found.message
    if instead is not None:
        assert found.instead == pytest.approx(instead, rel=0.002)


def test_shares_that_cannot_be_are_refused_with_those_that_can() -> None:
    values = [{"value": "a", "share": 90}, {"value": "b", "share": 10}]
    cases = [{"when": "smoker", "values": [{"value": "b"}]}]
    column = {"name": "x", "kind": "category", "values": values, "cases": cases}
    found = problem(SMOKER, column)
    assert "'b' is 0.1 of all rows" in found.message or "'a' is 0.9 of all rows" in found.message
    assert found.instead == [{"value": "a", "share": 80.0}, {"value": "b", "share": 20.0}]
    mended = {**column, "values": found.instead}
    assert frame_of(SMOKER, mended, rows=ROWS)["x"].eq("b").mean() == pytest.approx(0.2, abs=0.005)


def test_cases_that_cover_all_rows_need_no_rate() -> None:
    cases = [{"when": "smoker", "rate": 0.3}, {"when": "not smoker", "rate": 0.2}]
    schema = schema_of(SMOKER, {"name": "ill", "kind": "boolean", "cases": cases}, labels=["ill"])
    assert calibrated(schema).labels[0].base_rate == pytest.approx(0.22, abs=0.001)
    assert dataset(schema, ROWS).frame()["ill"].mean() == pytest.approx(0.22, abs=0.005)


def test_a_rate_is_needed_without_cases() -> None:
    with pytest.raises(InvalidSchema, match="is missing"):
        schema_of({"name": "ill", "kind": "boolean"})


def test_what_cannot_be_is_refused_before_any_row_is_made() -> None:
    schema = schema_of(SMOKER, boolean("ill", 0.1, cases=[{"when": "smoker", "rate": 0.9}]))
    with pytest.raises(InvalidSchema, match="cannot be"):
        check(schema, rows=100, locale="en_US", as_of=DAY)


def test_cases_hold_under_the_conditions_of_other_columns() -> None:
    """The share of a case is that of what the rows hold, drivers and formulas included."""
    made: Dataset = dataset(
        schema_of(
            AGE,
            boolean("smoker", 0.2),
            formula("risk", "age / 10 + if(smoker, 3, 0)"),
            number(
                "bill",
                shape="gamma",
                mean=100,
                sd=80,
                min=0,
                decimals=2,
                cases=[{"when": "risk > 6", "mean": 180}, {"when": "risk > 5", "mean": 120}],
            ),
            drivers=[{"column": "smoker", "explained": 0.6, "by": [{"of": "age"}]}],
        ),
        ROWS,
    )
    frame = made.frame()
    assert frame["bill"].mean() == pytest.approx(100, abs=1.5)
    assert frame["bill"][frame["risk"] > 6].mean() == pytest.approx(180, abs=3)
    assert np.isfinite(frame["bill"]).all()
    assert pilot.PILOT_ROWS > pilot.CHECK_ROWS


@pytest.mark.parametrize("seed", range(8))
def test_zeros_are_their_share_of_the_file_and_the_mean_is_of_the_others(seed: int) -> None:
    random = Random(seed)
    shape = random.choice(("poisson", "geometric", "gamma", "lognormal", "exponential", "normal"))
    zeros, mean = random.choice((0.05, 0.3, 0.9)), random.uniform(2, 40)
    made = dataset(
        schema_of(
            number("x", shape=shape, mean=mean, min=0, decimals=random.choice((0, 2)), zeros=zeros)
        ),
        ROWS,
        seed=seed,
    )
    cells = made.frame()["x"]
    assert cells.eq(0).mean() == pytest.approx(zeros, abs=0.006)
    assert cells[cells != 0].mean() == pytest.approx(mean, rel=0.06)
    assert made.warnings == []


def test_zeros_that_the_numbers_have_of_themselves_count_and_too_few_are_refused() -> None:
    few = number("x", shape="poisson", mean=0.5, zeros=0.8)
    assert frame_of(few, rows=ROWS)["x"].eq(0).mean() == pytest.approx(0.8, abs=0.006)
    with pytest.raises(InvalidSchema) as refused:
        frame_of(number("x", shape="poisson", mean=0.5, zeros=0.1))
    (found,) = refused.value.problems
    assert found.where == "columns.x.zeros"
    assert found.instead == pytest.approx(0.607, abs=0.001)
