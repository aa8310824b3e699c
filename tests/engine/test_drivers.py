"""Drivers: marginals stay, difficulties are met, the answer key is true."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray
from scipy import stats
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import QuantileTransformer

from rowsmith.engine.block import Block
from rowsmith.engine.dataset import Dataset
from rowsmith.engine.drivers.calibration import DriverCalibration
from rowsmith.engine.drivers.driven import DrivenRanks
from rowsmith.engine.drivers.scores import ScoreTable
from rowsmith.engine.marginals import Marginal, solve
from rowsmith.engine.pilot import Calibration
from rowsmith.schema import Schema
from rowsmith.schema.columns import BooleanColumn, NumberColumn
from tests.engine.making import boolean, calibrated, category, dataset, number, schema_of

RANDOM_SCHEMAS = 200 if os.environ.get("CI") else 20
ROWS = 50_000

SHAPES: tuple[dict[str, Any], ...] = (
    {"shape": "normal", "mean": 50, "sd": 12, "decimals": 3},
    {"shape": "lognormal", "mean": 900, "sd": 1_500, "decimals": 3},
    {"shape": "uniform", "min": 0, "max": 10, "decimals": 4},
    {"shape": "gamma", "mean": 20, "sd": 18, "min": 0, "decimals": 3},
    {"shape": "beta", "mean": 0.3, "sd": 0.2, "min": 0, "max": 1, "decimals": 6},
    {"shape": "exponential", "mean": 4, "decimals": 4},
)


def test_a_difficulty_is_the_best_possible_auc() -> None:
    for difficulty, wanted in (("easy", 0.90), ("medium", 0.82), ("hard", 0.72)):
        for rate in (0.01, 0.05, 0.2, 0.5):
            schema = _labelled(rate, difficulty)
            calibration = calibrated(schema)
            assert calibration.labels[0].best == pytest.approx(wanted, abs=0.005)
            made = dataset(schema, 200_000, calibration=calibration)
            score = _true_score(schema, calibration, made)
            labels = _labels(made)
            error = 3 * 0.3 / np.sqrt(max(1, labels.sum()))
            assert roc_auc_score(labels, score) == pytest.approx(wanted, abs=0.01 + error)


def test_coarse_terms_are_told_with_what_was_reached() -> None:
    schema = schema_of(
        boolean("smoker", 0.02),
        boolean("sick", 0.3),
        drivers=[{"column": "sick", "explained": "easy", "by": [{"of": "smoker"}]}],
        labels=["sick"],
    )
    label = calibrated(schema).labels[0]
    assert label.best < 0.6
    assert f"{label.best:.2f}" in label.warnings[0]


def test_numbers_by_difficulty_reach_their_r2() -> None:
    for difficulty, wanted in (("easy", 0.80), ("medium", 0.55), ("hard", 0.30)):
        schema = schema_of(
            number("area", shape="lognormal", mean=120, sd=60, decimals=1),
            number("rooms", shape="uniform", min=1, max=8),
            number("price", shape="lognormal", mean=300_000, sd=150_000, decimals=0),
            drivers=[
                {
                    "column": "price",
                    "explained": difficulty,
                    "by": [{"of": "area"}, {"of": "rooms"}],
                }
            ],
            labels=["price"],
        )
        calibration = calibrated(schema)
        assert calibration.labels[0].metric == "r2"
        assert calibration.labels[0].best == pytest.approx(wanted, abs=0.005)


def test_an_ordered_category_keeps_its_shares_and_follows_its_driver() -> None:
    levels = [{"value": v, "share": s} for v, s in (("low", 20), ("mid", 50), ("high", 30))]
    schema = schema_of(
        number("income", shape="lognormal", mean=50_000, sd=30_000),
        {"name": "tier", "kind": "category", "ordered": True, "values": levels},
        drivers=[{"column": "tier", "explained": 0.6, "by": [{"of": "income"}]}],
    )
    frame = dataset(schema, ROWS).frame()
    shares = frame["tier"].value_counts(normalize=True)
    assert shares["low"] == pytest.approx(0.2, abs=0.01)
    assert shares["high"] == pytest.approx(0.3, abs=0.01)
    medians = frame.groupby("tier")["income"].median()
    assert medians["low"] < medians["mid"] < medians["high"]


def test_rates_hold_within_every_case() -> None:
    schema = schema_of(
        number("age", shape="normal", mean=45, sd=15, min=18, max=90),
        category("plan", "a", "b", "c"),
        boolean(
            "left",
            0.3,
            cases=[{"when": "plan == 'a'", "rate": 0.6}, {"when": "plan == 'b'", "rate": 0.05}],
        ),
        drivers=[
            {
                "column": "left",
                "explained": 0.7,
                "by": [{"of": "age", "weight": -1}, {"of": "plan == 'a'"}],
            }
        ],
    )
    rates = dataset(schema, 100_000).frame().groupby("plan")["left"].mean()
    for plan, rate in (("a", 0.6), ("b", 0.05), ("c", 0.25)):
        assert rates[plan] == pytest.approx(rate, abs=0.012)


def test_a_chain_carries_the_influence_on() -> None:
    schema = schema_of(
        number("tenure", shape="gamma", mean=30, sd=20),
        number("satisfaction", shape="normal", mean=6, sd=2, min=0, max=10, decimals=1),
        boolean("churn", 0.2),
        drivers=[
            {"column": "satisfaction", "explained": 0.6, "by": [{"of": "tenure"}]},
            {"column": "churn", "explained": 0.6, "by": [{"of": "satisfaction", "weight": -1}]},
        ],
    )
    frame = dataset(schema, ROWS).frame()
    assert frame["tenure"].corr(frame["satisfaction"], method="spearman") > 0.6
    assert frame["tenure"].corr(frame["churn"].astype(int), method="spearman") < -0.2


def test_a_calibration_survives_json() -> None:
    schema = _labelled(0.2, "medium")
    calibration = calibrated(schema)
    again = Calibration.from_json(calibration.to_json())
    made = (b"".join(dataset(schema, calibration=c).blocks()) for c in (calibration, again))
    assert len(set(made)) == 1


@pytest.mark.parametrize("number_of_schema", range(RANDOM_SCHEMAS))
def test_random_schemas_keep_their_word(number_of_schema: int) -> None:
    """Marginals, rate and the best possible score of a schema drawn at random."""
    rng = np.random.default_rng(number_of_schema)
    schema, linear = _random_schema(rng)
    calibration = calibrated(schema)
    made = dataset(schema, ROWS, seed=number_of_schema, calibration=calibration)
    frame = made.frame()
    for column in schema.columns:
        if column.kind == "number":
            marginal = solve(
                column.shape,
                mean=column.mean,
                sd=column.sd,
                low=_figure(column.min),
                high=_figure(column.max),
            )
            # A step of the printed decimals is far below what this test can see.
            found = stats.kstest(frame[column.name], partial(_distribution, marginal))
            assert found.pvalue > 1e-6, column.name
    label = calibration.labels[0]
    rate = next(column.rate or 0.0 for column in schema.columns if column.kind == "boolean")
    error = 5 * np.sqrt(rate * (1 - rate) / ROWS)
    assert frame["label"].mean() == pytest.approx(rate, abs=0.002 + error)
    labels = frame["label"].to_numpy()
    score = _true_score(schema, calibration, made)
    assert roc_auc_score(labels, score) == pytest.approx(label.best, abs=0.02)
    if rate >= 0.1:
        # On the same unseen rows, so that their sampling error is in both scores.
        unseen = roc_auc_score(labels[ROWS // 2 :], score[ROWS // 2 :])
        learned = _learned_auc(frame.drop(columns="label"), labels, linear=linear)
        assert unseen - 0.03 < learned < unseen + 0.02


@pytest.mark.parametrize("number_of_schema", range(RANDOM_SCHEMAS))
def test_random_schemas_keep_their_word_within_cases(number_of_schema: int) -> None:
    """Marginals, shares and rates of driven columns with cases, and of several labels."""
    rng = np.random.default_rng(10_000 + number_of_schema)
    schema, of_rest = _random_cases(rng)
    frame = dataset(schema, ROWS, seed=number_of_schema).frame()
    by_plan = {str(plan): rows for plan, rows in frame.groupby("plan")}
    for column in schema.columns:
        if column.name in ("plan", "x"):
            continue
        if isinstance(column, BooleanColumn):
            _check_share(frame[column.name], column.rate or 0.0)
        written = getattr(column, "cases", None) or ()
        cases = {case.when.split("'")[1]: case.model_dump() for case in written}
        if isinstance(column, NumberColumn) and column.mean and column.sd:
            assert frame[column.name].mean() == pytest.approx(column.mean, rel=0.03)
            assert frame[column.name].std() == pytest.approx(column.sd, rel=0.1)
        for plan, rows in by_plan.items() if cases else []:
            of_case = cases.get(plan, of_rest[column.name])
            if isinstance(column, NumberColumn):
                figures = {"mean": of_case["mean"], "sd": of_case["sd"]}
                marginal = solve(column.shape, **figures, low=0, high=None)
                found = stats.kstest(rows[column.name], partial(_distribution, marginal))
                assert found.pvalue > 1e-6, (column.name, plan)
            elif isinstance(column, BooleanColumn):
                _check_share(rows[column.name], of_case["rate"])
            else:
                for level in of_case["values"]:
                    _check_share(rows["tier"] == level["value"], level["share"] / 100)


def _check_share(hits: pd.Series, share: float) -> None:
    """A share is as stated, but for 0.2 points and the sampling error."""
    error = 5 * np.sqrt(share * (1 - share) / len(hits))
    assert hits.mean() == pytest.approx(share, abs=0.002 + error)


def _random_cases(rng: np.random.Generator) -> tuple[Schema, dict[str, dict[str, Any]]]:
    """A driven number, a driven ordered category and two labels, the levels of all by plan.

    Plan c, and b at times, is in no case: what stands at a column is of all plans together.
    """
    cased = ["a", "b"][: rng.integers(1, 3)]

    def mean_and_sd() -> dict[str, float]:
        mean = float(rng.integers(20, 200))
        return {"mean": mean, "sd": round(mean * float(rng.uniform(0.2, 0.8)), 1)}

    def levels() -> list[dict[str, Any]]:
        low, mid = (int(share) for share in rng.integers(10, 45, 2))
        shares = {"low": low, "mid": mid, "high": 100 - low - mid}
        return [{"value": value, "share": share} for value, share in shares.items()]

    def rate() -> dict[str, float]:
        return {"rate": float(rng.choice([0.05, 0.2, 0.4, 0.7]))}

    def by_plan(of_plan: Callable[[], Any]) -> tuple[list[Any], list[float]]:
        """The level of each case and of the rest, and the share of each."""
        found = [of_plan() for _ in (*cased, "rest")]
        return found, [1 / 3] * len(cased) + [1 - len(cased) / 3]

    def cases(found: list[Any]) -> list[dict[str, Any]]:
        return [
            {"when": f"plan == '{plan}'", **level}
            for plan, level in zip(cased, found, strict=False)
        ]

    spends, shares = by_plan(mean_and_sd)
    mean = float(np.average([level["mean"] for level in spends], weights=shares))
    squares = [level["sd"] ** 2 + (level["mean"] - mean) ** 2 for level in spends]
    tiers, _ = by_plan(lambda: {"values": levels()})
    of_value = np.average(
        [[level["share"] for level in tier["values"]] for tier in tiers], axis=0, weights=shares
    )
    rates, _ = by_plan(rate)

    def weight() -> float:
        return round(float(rng.normal()), 2) or 1.0

    def explained() -> float:
        return round(float(rng.uniform(0.1, 0.9)), 2)

    shape = str(rng.choice(["gamma", "lognormal"]))
    whole = {"mean": mean, "sd": float(np.sqrt(np.average(squares, weights=shares)))}
    schema = schema_of(
        category("plan", "a", "b", "c"),
        number("x", **SHAPES[rng.integers(len(SHAPES))]),
        number("spend", shape=shape, min=0, decimals=4, **whole, cases=cases(spends)),
        {
            "name": "tier",
            "kind": "category",
            "ordered": True,
            "values": [
                {"value": value, "share": share}
                for value, share in zip(("low", "mid", "high"), of_value.tolist(), strict=True)
            ],
            "cases": cases(tiers),
        },
        boolean(
            "bought",
            float(np.average([level["rate"] for level in rates], weights=shares)),
            cases=cases(rates),
        ),
        boolean("left", rate()["rate"]),
        drivers=[
            {"column": "spend", "explained": explained(), "by": [{"of": "x", "weight": weight()}]},
            {
                "column": "tier",
                "explained": explained(),
                "by": [{"of": "spend", "weight": weight()}, {"of": "plan == 'a'"}],
            },
            {
                "column": "bought",
                "explained": explained(),
                "by": [{"of": "tier", "weight": weight()}, {"of": "x > 10", "weight": weight()}],
            },
            {
                "column": "left",
                "explained": str(rng.choice(["easy", "medium", "hard"])),
                "by": [{"of": "bought", "weight": -1}, {"of": "spend", "weight": weight()}],
            },
        ],
        labels=["bought", "left"],
    )
    return schema, {"spend": spends[-1], "tier": tiers[-1], "bought": rates[-1]}


def _labelled(rate: float, difficulty: str) -> Schema:
    return schema_of(
        number("tenure", shape="gamma", mean=30, sd=22, min=0, decimals=2),
        number("spend", shape="lognormal", mean=60, sd=40, decimals=2),
        category("plan", "free", "pro", "team", ordered=True),
        boolean("label", rate),
        drivers=[
            {
                "column": "label",
                "explained": difficulty,
                "by": [
                    {"of": "tenure", "weight": -1},
                    {"of": "spend", "weight": 0.7},
                    {"of": "plan", "weight": -0.5},
                ],
            }
        ],
        labels=["label"],
    )


def _random_schema(rng: np.random.Generator) -> tuple[Schema, bool]:
    """A schema of a few features, maybe driven themselves, and a boolean label; is it linear?"""
    features = [
        number(f"x{i}", **SHAPES[rng.integers(len(SHAPES))]) for i in range(rng.integers(2, 6))
    ]
    linear = bool(rng.random() < 0.5)
    terms = [{"of": f["name"], "weight": round(float(rng.normal()), 2) or 1} for f in features]
    if not linear:
        terms.append({"of": "x0 > 5 and x1 > 0.3", "weight": 1.5})
        terms.append({"of": "abs(x1 - 10)", "weight": 1})
    drivers = [
        {
            "column": "label",
            "explained": [0.2, 0.5, 0.8, "easy", "medium", "hard"][rng.integers(6)],
            "by": terms,
        }
    ]
    if rng.random() < 0.5:
        drivers.append({"column": "x1", "explained": 0.4, "by": [{"of": "x0"}]})
    rate = float(np.round(rng.choice([0.02, 0.1, 0.3, 0.5]), 2))
    return schema_of(*features, boolean("label", rate), drivers=drivers, labels=["label"]), linear


def _true_score(schema: Schema, calibration: Calibration, made: Dataset) -> NDArray[np.float64]:
    """The label's score of every row, from the values as printed."""
    driver = next(driver for driver in schema.drivers if driver.column == "label")
    ranks = DrivenRanks(driver, schema, calibration.drivers)
    found = calibration.drivers["label"]
    assert isinstance(found, DriverCalibration)
    scores = []
    for n in range(made.block_count):
        values = made.block(n)
        size = values["label"].size
        block = Block(np.arange(size), size, 0, made._program.today, lambda name: None)  # type: ignore[arg-type,return-value]
        block.values.update(values)
        scores.append(ranks.terms.score(block, found))
    return np.concatenate(scores)


def _distribution(marginal: Marginal, x: NDArray[np.float64]) -> NDArray[np.float64]:
    return marginal.cdf(np.asarray(x))


def _figure(bound: float | str | None) -> float | None:
    return None if isinstance(bound, str) else bound


def _labels(made: Dataset) -> NDArray[np.bool_]:
    return np.concatenate([made.block(n)["label"].values for n in range(made.block_count)])  # type: ignore[union-attr]


def _learned_auc(features: pd.DataFrame, labels: NDArray[np.bool_], *, linear: bool) -> float:
    """What an independent model gets on rows that it has not seen."""
    half = len(labels) // 2
    model = (
        make_pipeline(QuantileTransformer(output_distribution="normal"), LogisticRegression())
        if linear
        else HistGradientBoostingClassifier(max_iter=80, random_state=0)
    )
    model.fit(features[:half], labels[:half])
    return float(roc_auc_score(labels[half:], model.predict_proba(features[half:])[:, 1]))


def test_values_next_to_nothing_score_as_nothing() -> None:
    table = ScoreTable.of(np.array([0.0, 5e-324, 1e-310, 1.0, 2.0]))
    assert np.isfinite(table(np.array([0.0, 1e-320, 5e-324, 0.5, 3.0]))).all()
