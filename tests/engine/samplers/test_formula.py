"""`formula`: holds to the last printed decimal."""

from __future__ import annotations

import numpy as np
import pytest

from rowsmith.errors import InvalidSchema
from tests.engine.making import boolean, category, dataset, formula, frame_of, number, schema_of

PRICE = number("price", shape="lognormal", mean=40, sd=60, decimals=2, min=0.5)
QUANTITY = number("quantity", shape="geometric", mean=2, min=1)


def test_a_total_is_the_product_of_its_parts() -> None:
    frame = frame_of(PRICE, QUANTITY, formula("total", "quantity * price"), rows=100_000)
    assert np.array_equal(frame["total"], (frame["quantity"] * frame["price"]).round(2))


def test_decimals_are_those_that_the_parts_need() -> None:
    frame = frame_of(PRICE, QUANTITY, formula("sum", "quantity + 1"), formula("third", "price / 3"))
    assert frame["sum"].dtype == np.int64
    assert np.allclose(frame["third"], frame["price"] / 3, atol=1e-6)


def test_texts_and_truths_come_out_as_such() -> None:
    frame = frame_of(
        PRICE,
        formula("size", "if(price > 40, 'big', 'small')"),
        formula("is_big", "price > 40"),
        rows=5_000,
    )
    assert ((frame["size"] == "big") == frame["is_big"]).all()
    assert frame["is_big"].dtype == np.bool_


def test_noise_is_added_before_rounding() -> None:
    frame = frame_of(
        number("x", mean=10, sd=3, decimals=1),
        formula("y", "round(2 * x, 1)", noise=2),
        rows=50_000,
    )
    noise = frame["y"] - 2 * frame["x"]
    assert noise.std() == pytest.approx(2, rel=0.03)
    assert noise.mean() == pytest.approx(0, abs=0.05)
    assert np.allclose(frame["y"], frame["y"].round(1))


def test_noise_on_text_is_refused() -> None:
    with pytest.raises(InvalidSchema, match="goes with numbers"):
        dataset(schema_of(PRICE, formula("size", "if(price > 40, 'big', 'small')", noise=1)))


def test_no_result_is_an_empty_cell_and_is_told() -> None:
    schema = schema_of(number("n", shape="uniform", min=0, max=3), formula("share", "1 / n"))
    made = dataset(schema)
    frame = made.frame()
    assert (frame["share"].isna() == (frame["n"] == 0)).all()
    assert any("share" in warning and "division by zero" in warning for warning in made.warnings)


@pytest.mark.parametrize(
    ("expression", "why"), [("sqrt(x)", "square root"), ("log(x) / 2", "logarithm")]
)
def test_why_there_is_no_result_is_told(expression: str, why: str) -> None:
    made = dataset(schema_of(number("x", mean=0, sd=5), formula("y", expression)))
    assert any("y:" in warning and why in warning for warning in made.warnings)


def test_booleans_and_levels_compute() -> None:
    frame = frame_of(
        boolean("smoker", 0.3, words=["yes", "no"]),
        category("level", "1", "2", "3"),
        formula("score", "level * 10 + smoker"),
    )
    expected = frame["level"].astype(int) * 10 + (frame["smoker"] == "yes")
    assert (frame["score"] == expected).all()


@pytest.mark.parametrize(
    ("expression", "low", "high"),
    [
        ("max(0, x)", 0, None),
        ("abs(x - 10)", 0, None),
        ("min(x, 12)", None, 12),
        ("clip(x, 5, 14)", 5, 14),
        ("round(max(0, x - 10), 1)", 0, None),
        ("max(0, round(min(x, 11), 1))", 0, 11),
        ("if(x > 10, min(12, x), max(8, x))", None, None),
        ("min(x, bound)", None, None),
        ("2 * max(0, x - 10)", 0, None),
        ("clip(x, 5, 14) / 2 + 1", 3.5, 8),
        ("x % 7", 0, None),
    ],
)
def test_noise_stays_inside_the_outermost_bounds(
    expression: str, low: float | None, high: float | None
) -> None:
    x = number("x", mean=10, sd=3, decimals=1)
    bound = formula("bound", "x + 1")
    frame = frame_of(x, bound, formula("y", expression, noise=4), rows=20_000)
    plain = frame_of(x, bound, formula("y", expression), rows=20_000)
    assert (frame["y"] - plain["y"]).abs().mean() > 0.5
    assert low is None or frame["y"].min() == low
    assert high is None or frame["y"].max() == high


@pytest.mark.parametrize(
    "expression", ["sqrt(x)", "exp(x / 10)", "round(sqrt(x), 1)", "5 * sqrt(x)"]
)
def test_noise_takes_nothing_below_zero_that_cannot_be(expression: str) -> None:
    frame = frame_of(number("x", mean=4, sd=2, min=0), formula("y", expression, noise=3))
    assert frame["y"].min() >= 0
    assert frame["y"].std() > 1


def test_noise_leaves_the_constant_of_a_choice() -> None:
    frame = frame_of(boolean("paid", 0.5), formula("fee", "if(paid, 5 * 4, 0)", noise=2))
    assert (frame["fee"][~frame["paid"]] == 0).all()
    assert frame["fee"][frame["paid"]].std() > 1


def test_noise_moves_what_is_computed_and_not_its_bound() -> None:
    frame = frame_of(
        number("stock", mean=50, sd=20, min=0), formula("sold", "min(2 * 30, stock)", noise=25)
    )
    assert (frame["sold"] <= frame["stock"]).all()
    assert frame["sold"].std() > 10


def test_draws_are_uniform_or_normal_and_each_its_own() -> None:
    frame = frame_of(
        formula("u", "random(-2, 6)"),
        formula("z", "normal(100, 15)"),
        formula("pair", "random(0, 1) - random(0, 1)"),
        rows=50_000,
    )
    assert frame["u"].between(-2, 6).all()
    assert frame["u"].mean() == pytest.approx(2, abs=0.05)
    assert frame["u"].std() == pytest.approx(8 / 12**0.5, rel=0.02)
    assert frame["z"].mean() == pytest.approx(100, abs=0.4)
    assert frame["z"].std() == pytest.approx(15, rel=0.02)
    assert frame["pair"].std() == pytest.approx(6**-0.5, rel=0.02)
    assert abs(frame["u"].corr(frame["z"])) < 0.02


def test_draws_may_depend_on_columns() -> None:
    frame = frame_of(number("x", mean=10, sd=3), formula("y", "random(x, x + 1)"), rows=5_000)
    assert ((frame["y"] >= frame["x"]) & (frame["y"] <= frame["x"] + 1)).all()


def test_any_block_draws_the_same_alone() -> None:
    schema = schema_of(formula("y", "random(0, 1)"))
    whole = dataset(schema, 120_000)
    assert dataset(schema, 120_000).written(2) == list(whole.blocks())[2]


@pytest.mark.parametrize("key", ["min", "max"])
def test_only_a_formula_may_draw(key: str) -> None:
    with pytest.raises(InvalidSchema, match="calls 'random', which only a formula can"):
        schema_of(number("n", mean=1, sd=1, **{key: "random(0, 9)"}))


def test_the_answer_key_knows_how_much_of_a_drawn_label_is_chance() -> None:
    x = number("x", mean=10, sd=3, decimals=3)
    made = dataset(schema_of(x, formula("y", "x + normal(0, 3)"), labels=["y"]))
    assert made.labels[0].best == pytest.approx(0.5, abs=0.02)
    made = dataset(schema_of(x, formula("y", "max(0, x - 10)", noise=3), labels=["y"]))
    assert 0.3 < made.labels[0].best < 0.6
    made = dataset(schema_of(x, formula("y", "x > random(5, 15)"), labels=["y"]))
    assert made.labels[0].metric == "auc"
    assert 0.7 < made.labels[0].best < 0.9
    made = dataset(schema_of(x, formula("y", "if(x > random(5, 15), 'up', 'down')"), labels=["y"]))
    assert made.labels[0].metric == "accuracy"
    assert 0.6 < made.labels[0].best < 0.8
