"""Few rows and few subjects: shares, rates and means hold for them too."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rowsmith.schema import Schema
from tests.engine.making import boolean, calibrated, category, dataset, frame_of, number, schema_of


def machines(rows_per_entity: float = 100) -> Schema:
    entity: dict[str, Any] = {
        "name": "machine",
        "rows_per_entity": rows_per_entity,
        "columns": [
            {"name": "machine_id", "kind": "id", "pattern": "M-###"},
            category("model", "A", "B"),
            number("age", mean=8, sd=4, min=0),
        ],
    }
    terms = [{"of": "age"}, {"of": "temperature"}, {"of": "model == 'B'"}]
    return schema_of(
        number("temperature", mean=70, sd=8, decimals=1),
        boolean("failed", 0.06),
        category("state", "idle", "busy", "broken"),
        entities=[entity],
        drivers=[
            {"column": "failed", "by": terms},
            {"column": "state", "by": [{"of": "age", "toward": "broken"}]},
        ],
        labels=["failed"],
    )


def test_a_rate_holds_on_the_rows_of_ten_machines_for_every_seed() -> None:
    schema = machines()
    calibration = calibrated(schema)
    for seed in range(8):
        made = dataset(schema, 1_000, seed=seed, calibration=calibration)
        frame = made.frame()
        assert frame["machine_id"].nunique() == 10
        assert frame["failed"].mean() == pytest.approx(0.06, abs=0.002)
        assert frame["state"].value_counts(normalize=True).to_numpy() == (
            pytest.approx([1 / 3] * 3, abs=0.03)
        )
        models = frame.drop_duplicates("machine_id")["model"]
        assert models.value_counts().tolist() == [5, 5]


@pytest.mark.parametrize("seed", range(6))
def test_shares_of_few_rows_are_as_near_as_whole_rows_can_be(seed: int) -> None:
    frame = frame_of(
        category("half", "a", "b"),
        boolean("tenth", 0.1),
        number("x", mean=50, sd=10, decimals=2),
        boolean("moved", 0.25),
        rows=20,
        seed=seed,
        drivers=[{"column": "moved", "explained": 0.5, "by": [{"of": "x"}]}],
        missing=[{"column": "x", "share": 0.1}],
    )
    assert frame["half"].value_counts().tolist() == [10, 10]
    assert frame["tenth"].sum() == 2
    assert frame["moved"].sum() == 5
    assert frame["x"].isna().sum() == 2
    assert frame["x"].mean() == pytest.approx(50, abs=3)


def test_columns_are_spread_independently() -> None:
    frame = frame_of(number("x", mean=0, sd=1, decimals=4), number("y", mean=0, sd=1, decimals=4))
    assert abs(frame["x"].corr(frame["y"])) < 0.1
    assert abs(np.corrcoef(frame["x"][1:], frame["x"][:-1])[0, 1]) < 0.1


def test_where_few_subjects_decide_a_rate_of_many_rows_it_is_told() -> None:
    schema = machines(rows_per_entity=20_000)
    made = dataset(schema, 100_000, calibration=calibrated(schema))
    rate = made.frame(0, 50_000)["failed"].mean()
    told = [warning for warning in made.warnings if warning.startswith("failed")]
    assert bool(told) == (abs(rate - 0.06) > 0.01)
    assert all("since few subjects decide it" in warning for warning in told)


def test_any_block_of_few_subjects_alone_has_the_same_bytes() -> None:
    schema = machines(rows_per_entity=20_000)
    calibration = calibrated(schema)
    whole = list(dataset(schema, 120_000, calibration=calibration).blocks())
    assert dataset(schema, 120_000, calibration=calibration).written(2) == whole[2]
