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
    assert any("share" in warning and "empty" in warning for warning in made.warnings)


def test_booleans_and_levels_compute() -> None:
    frame = frame_of(
        boolean("smoker", 0.3, words=["yes", "no"]),
        category("level", "1", "2", "3"),
        formula("score", "level * 10 + smoker"),
    )
    expected = frame["level"].astype(int) * 10 + (frame["smoker"] == "yes")
    assert (frame["score"] == expected).all()
