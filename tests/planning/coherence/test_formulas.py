from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from rowsmith.planning.coherence.data import read
from rowsmith.planning.coherence.formulas import _PLACE, Formulas
from tests.planning.coherence.helpers import (
    COUNT,
    DATE,
    FLAG,
    MOMENT,
    MONEY,
    agreed,
    named,
    rows_of,
    said,
    schema_of,
)

Check = Callable[[pd.DataFrame], Any]
SHARE: dict[str, Any] = {"kind": "number", "shape": "uniform", "min": 0, "max": 1, "decimals": 3}
PERCENT: dict[str, Any] = {
    "kind": "number",
    "shape": "uniform",
    "min": 0,
    "max": 100,
    "decimals": 1,
}
SCORE: dict[str, Any] = {"kind": "number", "mean": 60, "sd": 12, "min": 0, "max": 100}
HEIGHT: dict[str, Any] = {"kind": "number", "mean": 170, "sd": 9, "min": 140, "max": 210}


def days(span: Any) -> Any:
    return span.dt.total_seconds() / 86_400


FORMULAS: list[tuple[list[dict[str, Any]], Check]] = [
    ([*named(COUNT, "hours worked"), *named(MONEY, "hourly rate, gross pay")],
     lambda f: f.gross_pay - f.hours_worked * f.hourly_rate),
    (named(SCORE, "math score, reading score, average score"),
     lambda f: (f.average_score - (f.math_score + f.reading_score) / 2) / 10),
    (named(COUNT, "wins, losses, draws, points"), lambda f: f.points - 3 * f.wins - f.draws),
    ([*named(MONEY, "credit limit, balance"), *named(SHARE, "utilization rate")],
     lambda f: f.utilization_rate - f.balance / f.credit_limit),
    ([*named(MONEY, "distance km, duration minutes, average speed")],
     lambda f: f.average_speed - f.distance_km / (f.duration_minutes / 60)),
    (named(COUNT, "systolic, diastolic, pulse pressure"),
     lambda f: f.systolic - f.diastolic - f.pulse_pressure),
    ([*named(HEIGHT, "height cm"), *named(MONEY, "weight kg, bmi")],
     lambda f: (f.bmi - f.weight_kg / (f.height_cm / 100) ** 2) / 10),
    ([*named(COUNT, "quantity"), *named(MONEY, "unit price, total")],
     lambda f: f.total - f.quantity * f.unit_price),
    ([*named(COUNT, "impressions, clicks"), *named(PERCENT, "click through rate")],
     lambda f: (f.click_through_rate - 100 * f.clicks / np.maximum(f.impressions, 1)) / 10),
    ([*named(MOMENT, "shift start, shift end"), *named(MONEY, "hours worked")],
     lambda f: f.hours_worked - 24 * days(f.shift_end - f.shift_start)),
    ([*named(MOMENT, "scheduled departure, actual departure"), *named(COUNT, "delay minutes")],
     lambda f: f.delay_minutes - 1440 * days(f.actual_departure - f.scheduled_departure)),
    # made up
    ([*named(MONEY, "inventory value, unit cost"), *named(COUNT, "stock")],
     lambda f: f.inventory_value - f.stock * f.unit_cost),
    ([*named(MONEY, "area hectares, production tonnes, yield per hectare")],
     lambda f: f.yield_per_hectare - f.production_tonnes / f.area_hectares),
    ([*named(COUNT, "games, wins"), *named(SHARE, "win rate")],
     lambda f: f.win_rate - f.wins / np.maximum(f.games, 1)),
    ([*named(COUNT, "population"), *named(MONEY, "area km2, population density")],
     lambda f: (f.population_density - f.population / f.area_km2) / 10),
    ([*named(MONEY, "budget, actual, variance")], lambda f: f.variance - (f.actual - f.budget)),
    ([*named(DATE, "admission date, discharge date"), *named(COUNT, "length of stay days")],
     lambda f: f.length_of_stay_days - days(f.discharge_date - f.admission_date)),
    ([*named(COUNT, "nights"), *named(MONEY, "price per night, total price")],
     lambda f: f.total_price - f.nights * f.price_per_night),
    ([*named(COUNT, "shots, goals"), *named(PERCENT, "shot accuracy")],
     lambda f: (f.shot_accuracy - 100 * f.goals / np.maximum(f.shots, 1)) / 10),
    ([*named(MONEY, "buy price, sell price, profit")],
     lambda f: f.profit - (f.sell_price - f.buy_price)),
    ([*named(MONEY, "monthly rent, annual rent")], lambda f: f.annual_rent - 12 * f.monthly_rent),
    ([*named(COUNT, "total classes, classes attended"), *named(PERCENT, "attendance percent")],
     lambda f: (f.attendance_percent - 100 * f.classes_attended
                / np.maximum(f.total_classes, 1)) / 10),
]  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "rest"), FORMULAS, ids=[", ".join(c["name"] for c in one[0]) for one in FORMULAS]
)
def test_what_follows_from_others_is_computed(columns: list[dict[str, Any]], rest: Check) -> None:
    assert rest(rows_of(*columns)).abs().max() < 0.006


def test_high_is_highest_and_low_is_lowest() -> None:
    frame = rows_of(*named(MONEY, "open, high, low, close"))
    ends = frame[["open", "close"]]
    assert (frame.high >= ends.max(axis=1)).all()
    assert (frame.low <= ends.min(axis=1)).all()


def test_a_mean_lies_between_the_ends() -> None:
    frame = rows_of(*named(MONEY, "minimum temperature, maximum temperature, average temperature"))
    assert frame.average_temperature.between(
        frame.minimum_temperature, frame.maximum_temperature
    ).all()


def test_a_year_of_birth_and_an_age_agree() -> None:
    age = {"kind": "number", "mean": 40, "sd": 12, "min": 18, "max": 80}
    year = {"kind": "number", "mean": 1984, "sd": 12, "min": 1940, "max": 2007}
    frame = rows_of(*named(year, "birth year"), *named(age, "age"))
    assert (frame.birth_year + frame.age).nunique() == 2


def test_units_in_headers_count() -> None:
    hours = rows_of(*named(MONEY, "distance miles, time hours, speed mph"))
    expected: Any = hours.distance_miles / np.maximum(hours.time_hours, 0.001)
    assert (hours.speed_mph - expected).abs().max() < 0.006


def test_figures_that_were_said_stay_and_the_other_side_is_computed() -> None:
    quantity, price, total = [*named(COUNT, "quantity"), *named(MONEY, "unit price, total")]
    total |= {"shape": "uniform", "mean": None, "sd": None, "min": 100, "max": 500}
    frame = rows_of(quantity, price, total, stated=said(total="figures"))
    assert frame.total.between(100, 500).all()
    assert (frame.unit_price - frame.total / frame.quantity).abs().max() < 0.006


def test_a_formula_that_is_there_stays() -> None:
    quantity, price = [*named(COUNT, "quantity"), *named(MONEY, "unit price")]
    total = {"name": "total", "kind": "formula", "expression": "quantity * unit_price * 0.9"}
    schema = schema_of(quantity, price, total)
    assert agreed(schema) == (schema, ())


def test_what_moved_a_computed_column_goes_and_so_does_its_label() -> None:
    columns = [*named(COUNT, "quantity"), *named(MONEY, "unit price, total")]
    drivers = [{"column": "total", "by": [{"of": "quantity"}]}]
    schema, _ = agreed(schema_of(*columns, drivers=drivers, labels=["total"]))
    assert not schema.drivers
    assert not schema.labels


def test_a_label_that_was_asked_for_is_not_computed() -> None:
    columns = [*named(COUNT, "quantity"), *named(MONEY, "unit price, total")]
    drivers = [{"column": "total", "by": [{"of": "quantity"}]}]
    schema = schema_of(*columns, drivers=drivers, labels=["total"])
    assert agreed(schema, said(total="label"))[0] == schema


def test_a_count_that_was_taken_for_a_flag_is_a_count() -> None:
    frame = rows_of(*named({**COUNT, "mean": 900}, "impressions"), *named(FLAG, "clicks"))
    assert (frame.clicks <= frame.impressions).all()
    assert frame.clicks.dtype == np.int64


def test_every_formula_reads_its_own_roles() -> None:
    for formula in read("formulas.toml", Formulas).formula:
        texts = [*formula.make.values(), *formula.otherwise.values(), formula.says or ""]
        names = {match["role"] for text in texts for match in _PLACE.finditer(text)}
        assert names <= {*formula.roles, *formula.hidden}, formula.of
        assert {*formula.make, *formula.otherwise} <= set(formula.roles), formula.of
