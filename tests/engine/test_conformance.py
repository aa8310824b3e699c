"""Asked against got: what is off is told by name, what holds is not."""

from __future__ import annotations

import pytest

from tests.engine.making import boolean, category, dataset, formula, number, schema_of

ROWS = 20_000


@pytest.mark.parametrize("seed", range(5))
def test_what_holds_is_not_told(seed: int) -> None:
    schema = schema_of(
        number("x", shape="lognormal", mean=900, sd=1_500, decimals=2),
        number("rain", shape="gamma", mean=4, sd=3, zeros=0.7, decimals=1),
        category("plan", "free", "pro", "team"),
        boolean("rare", 0.01),
        boolean("left", 0.3, cases=[{"when": "plan == 'free'", "rate": 0.6}]),
        formula("ratio", "x / (rain + 1)"),
    )
    assert dataset(schema, ROWS, seed).warnings == []


def test_a_mean_that_the_bounds_of_other_columns_move_is_told() -> None:
    schema = schema_of(
        number("views", mean=10, sd=2, min=0),
        number("likes", mean=30, sd=10, min=0, max="views"),
    )
    warning = next(w for w in dataset(schema, ROWS).warnings if w.startswith("likes"))
    assert "instead of 30" in warning
    assert "bounds follow other columns" in warning


def test_bounds_that_cross_are_told_by_share() -> None:
    schema = schema_of(
        number("low", shape="uniform", min=0, max=10, decimals=2),
        number("high", shape="uniform", min=5, max=10, decimals=2),
        number("x", mean=6, sd=2, min="low", max="high", decimals=2),
    )
    assert any("its min is above its max in 2" in w for w in dataset(schema, ROWS).warnings)


def test_an_expression_without_results_is_told() -> None:
    schema = schema_of(number("sold", shape="poisson", mean=1), formula("price", "100 / sold"))
    made = dataset(schema, ROWS)
    share = made.frame()["price"].isna().mean()
    assert share > 0.3
    assert f"price: {share:.1%} of its cells are empty" in made.warnings[0]


def test_a_few_subjects_are_few_draws() -> None:
    """Five doctors can be four women: that is chance, and not told."""
    entity = {
        "name": "doctor",
        "rows_per_entity": 4_000,
        "columns": [boolean("senior", 0.5), number("experience", mean=12, sd=6)],
    }
    schema = schema_of(number("fee", mean=80, sd=20), entities=[entity])
    for seed in range(5):
        assert dataset(schema, ROWS, seed).warnings == []
