"""Every domain makes rows that a learner can learn from, with nothing to warn of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rowsmith import engine
from rowsmith.planning.builtin import domains
from rowsmith.planning.builtin.domains import read_domain

FOLDER = Path(domains.__file__).parents[1] / "domains"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
BETTER_THAN_CHANCE = {"auc": 0.68, "r2": 0.25, "accuracy": 0.3}
ALMOST_CERTAIN = {"auc": 0.97, "r2": 0.97, "accuracy": 0.985}
ROWS = 1_000
AS_OF = date(2026, 6, 30)


@pytest.mark.parametrize("name", NAMES)
def test_makes_rows_without_a_warning_and_labels_worth_learning(name: str) -> None:
    schema = read_domain((FOLDER / f"{name}.json").read_text("utf-8")).data
    dataset = engine.prepare(schema, rows=ROWS, seed=3, locale="en_US", as_of=AS_OF)
    assert [
        said for said in dataset.warnings if not said.startswith("postcode: pandas.read_csv")
    ] == []
    assert len(dataset.frame()) == ROWS
    for label in dataset.labels:
        assert BETTER_THAN_CHANCE[label.metric] < label.best < ALMOST_CERTAIN[label.metric], label


def test_every_domain_has_a_handful_of_columns() -> None:
    for name in NAMES:
        schema = read_domain((FOLDER / f"{name}.json").read_text("utf-8")).data
        assert 3 <= len(schema.csv_order()) <= 18, name
