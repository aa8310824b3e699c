"""The pilot: the same findings on every run, kept as JSON, for as long as they hold."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import numpy as np
import pytest

from rowsmith.engine import Calibration, calibrate
from rowsmith.engine.pilot import StratifiedStream
from rowsmith.schema import Schema
from tests.engine.making import DAY, boolean, calibrated, dataset, number, schema_of


def driven(*columns: dict[str, Any], of: str = "x") -> Schema:
    drivers = [{"column": "y", "explained": 0.5, "by": [{"of": of}]}]
    return schema_of(*columns, boolean("y", 0.3), drivers=drivers, labels=["y"])


def test_every_run_finds_the_same() -> None:
    schema = driven(number("x", mean=0, sd=1, decimals=3))
    assert calibrated(schema).to_json() == calibrated(schema).to_json()


def test_findings_survive_json() -> None:
    found = calibrated(driven(number("x", mean=0, sd=1, decimals=3)))
    kept = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert Calibration.from_json(kept).to_json() == found.to_json()


@pytest.mark.parametrize("spoil", [{}, {"drivers": 3}, {"day": "soon"}])
def test_anything_else_is_refused_as_such(spoil: dict[str, object]) -> None:
    kept = {**calibrated(driven(number("x", mean=0, sd=1))).to_json(), **spoil} if spoil else {}
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        Calibration.from_json(kept)


def test_a_schema_without_a_clock_holds_on_any_day() -> None:
    assert calibrated(driven(number("x", mean=0, sd=1))).holds_on(date(2031, 1, 1))


def test_a_schema_that_reads_today_holds_on_its_day_alone() -> None:
    since = {"name": "since", "kind": "datetime", "start": "2020-01-01"}
    found = calibrated(driven(since, of="days(today - since)"))
    assert found.holds_on(DAY)
    assert not found.holds_on(date(2026, 7, 1))


def test_nothing_driven_and_no_label_need_no_pilot() -> None:
    assert (
        calibrate(schema_of(number("x", mean=0, sd=1)), locale="en_US", as_of=DAY) == Calibration()
    )


def test_its_draws_fill_every_stratum_once() -> None:
    stream = StratifiedStream("column", 1_000)
    strata = np.floor(stream.uniform("draw") * 1_000).astype(int)
    assert sorted(strata) == list(range(1_000))
    of_bits = (stream.bits("draw") >> np.uint64(11)) * 2.0**-53
    assert np.array_equal(of_bits, np.floor(stream.uniform("draw") * 2**53) * 2.0**-53)


def test_a_checkpoint_can_end_it() -> None:
    schema = schema_of(
        number("a", mean=5, sd=1),
        boolean("b", 0.5),
        drivers=[{"column": "b", "by": [{"of": "a"}]}],
    )

    def stop() -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        calibrate(schema, locale="en_US", as_of=DAY, checkpoint=stop)


def test_a_case_that_no_row_is_in_is_told() -> None:
    age = number("age", mean=40, sd=10, min=18, max=65)
    cases = [{"when": "age > 30", "mean": 12}, {"when": "age > 200", "mean": 20}]
    made = dataset(schema_of(age, number("pay", mean=10, sd=1, cases=cases)), 50)
    assert "pay: no row is in its case `age > 200`, which changes nothing" in made.warnings
