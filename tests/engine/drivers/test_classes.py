"""Categories without an order as targets of drivers."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from rowsmith.engine import Calibration
from rowsmith.errors import InvalidSchema
from rowsmith.schema import Schema
from tests.engine.making import boolean, calibrated, category, dataset, number, schema_of

ROWS = 60_000
AGE = number("age", mean=45, sd=15, min=18, max=90, decimals=1)
INCOME = number("income", shape="lognormal", mean=50_000, sd=30_000)
SHARES: dict[str, float] = {"car": 55, "bus": 30, "bike": 10, "boat": 5}


def transport(shares: dict[str, float] | None = None, **keys: Any) -> dict[str, Any]:
    values = [{"value": value, "share": share} for value, share in (shares or SHARES).items()]
    return {"name": "transport", "kind": "category", "values": values, **keys}


def driven(explained: Any, *terms: dict[str, Any], **rest: Any) -> Schema:
    drivers = [{"column": "transport", "explained": explained, "by": list(terms) or TERMS}]
    return schema_of(AGE, INCOME, transport(**rest), drivers=drivers, labels=["transport"])


TERMS: list[dict[str, Any]] = [
    {"of": "income", "toward": "car"},
    {"of": "age", "toward": "bus", "weight": 0.8},
    {"of": "age < 30", "toward": "bike", "weight": 2},
]


@pytest.mark.parametrize("explained", [0, 0.3, 0.95, "easy", "hard"])
def test_the_shares_stated_hold_whatever_drives_them(explained: float | str) -> None:
    frame = dataset(driven(explained), ROWS).frame()
    found = frame["transport"].value_counts(normalize=True)
    for value, share in SHARES.items():
        error = 4 * np.sqrt(share / 100 * (1 - share / 100) / ROWS)
        assert found[value] == pytest.approx(share / 100, abs=0.002 + error)


def test_a_term_makes_its_own_value_likelier() -> None:
    frame = dataset(driven(0.6), ROWS).frame()
    rich = frame["income"] > frame["income"].median()
    assert frame["transport"][rich].eq("car").mean() > frame["transport"].eq("car").mean() + 0.1
    young = frame["age"] < 30
    assert frame["transport"][young].eq("bike").mean() > 0.2
    against = dataset(driven(0.6, {"of": "income", "toward": "car", "weight": -1}), ROWS).frame()
    rich = against["income"] > against["income"].median()
    assert against["transport"][rich].eq("car").mean() < 0.45


@pytest.mark.parametrize(
    ("difficulty", "wanted"), [("easy", 0.9), ("medium", 0.82), ("hard", 0.72)]
)
def test_a_difficulty_is_a_macro_auc_and_a_model_reaches_what_the_key_tells(
    difficulty: str, wanted: float
) -> None:
    terms: list[dict[str, Any]] = [
        {"of": "income", "toward": "car"},
        {"of": "age", "toward": "bus"},
        {"of": "income", "toward": "boat", "weight": -1.5},
        {"of": "age", "toward": "bike", "weight": -1},
    ]
    schema = driven(difficulty, *terms)
    calibration = calibrated(schema)
    label = calibration.labels[0]
    assert label.metric == "accuracy"
    assert label.base_rate == 0.55
    assert label.macro_auc == pytest.approx(wanted, abs=0.006)
    assert label.warnings == ()
    frame = dataset(schema, ROWS, calibration=calibration).frame()
    # Terms enter by their normal scores: ranks, to a linear model, are near those.
    features = frame[["age", "income"]].rank(pct=True).clip(1e-4, 1 - 1e-4)
    scores = np.log(features / (1 - features))
    half = ROWS // 2
    model = LogisticRegression(max_iter=500).fit(scores[:half], frame["transport"][:half])
    accuracy = model.score(scores[half:], frame["transport"][half:])
    assert accuracy == pytest.approx(label.best, abs=0.015)
    reached = roc_auc_score(
        frame["transport"][half:],
        model.predict_proba(scores[half:]),
        multi_class="ovr",
        labels=model.classes_,
    )
    assert reached == pytest.approx(label.macro_auc, abs=0.02)


def test_shares_hold_within_cases_and_in_all() -> None:
    cases = [{"when": "age < 30", "values": [{"value": "car", "share": 70}, {"value": "bike"}]}]
    schema = driven(0.6, {"of": "income", "toward": "car"}, cases=cases)
    frame = dataset(schema, ROWS).frame()
    young = frame["age"] < 30
    assert set(frame["transport"][young]) == {"car", "bike"}
    assert frame["transport"][young].eq("car").mean() == pytest.approx(0.7, abs=0.02)
    assert frame["transport"].eq("boat").mean() == pytest.approx(0.05, abs=0.005)


def test_without_a_value_of_its_own_a_term_leads_to_the_later_ones() -> None:
    frame = dataset(driven(0.7, {"of": "age"}), ROWS).frame()
    medians = frame.groupby("transport")["age"].median()
    assert medians["car"] < medians["bus"] < medians["bike"] < medians["boat"]


def test_any_block_alone_is_the_same_and_a_calibration_survives_json() -> None:
    schema = driven("medium")
    calibration = calibrated(schema)
    again = Calibration.from_json(json.loads(json.dumps(calibration.to_json())))
    whole = list(dataset(schema, 120_000, calibration=calibration).blocks())
    alone = dataset(schema, 120_000, calibration=again)
    assert alone.written(2) == whole[2]


def test_hidden_terms_lower_what_the_key_tells() -> None:
    base = driven("easy")
    hidden = base.model_copy(update={"hidden": ["income"]})
    assert calibrated(hidden).labels[0].best < calibrated(base).labels[0].best - 0.01


@pytest.mark.parametrize(
    ("values", "positive"),
    [
        ({"Yes": 20, "No": 80}, "Yes"),
        ({"No": 80, "Yes": 20}, "Yes"),
        ({"approved": 20, "rejected": 80}, "approved"),
        ({"left": 20, "stayed": 80}, "left"),
    ],
)
def test_two_values_are_a_yes_or_no(values: dict[str, float], positive: str) -> None:
    schema = driven("medium", {"of": "income"}, shares=values)
    label = calibrated(schema).labels[0]
    assert (label.metric, label.positive) == ("auc", positive)
    assert label.base_rate == pytest.approx(0.2, abs=0.001)
    assert label.best == pytest.approx(0.82, abs=0.006)
    assert label.macro_auc is None
    frame = dataset(schema, ROWS).frame()
    yes = frame["transport"] == positive
    assert yes.mean() == pytest.approx(0.2, abs=0.006)
    assert roc_auc_score(yes, frame["income"]) == pytest.approx(0.82, abs=0.01)


def test_toward_turns_a_term_round_in_booleans_and_levels_too() -> None:
    drivers = [
        {"column": "home", "explained": 0.6, "by": [{"of": "income", "toward": "no"}]},
        {"column": "tier", "explained": 0.6, "by": [{"of": "income", "toward": "low"}]},
    ]
    schema = schema_of(
        INCOME,
        boolean("home", 0.3, words=["yes", "no"]),
        category("tier", "low", "mid", "high", ordered=True),
        drivers=drivers,
    )
    medians = dataset(schema, ROWS).frame().groupby("home")["income"].median()
    assert medians["no"] > medians["yes"]
    medians = dataset(schema, ROWS).frame().groupby("tier")["income"].median()
    assert medians["low"] > medians["high"]


@pytest.mark.parametrize(
    ("column", "toward", "said"),
    [
        (transport(), "train", "names 'train'"),
        (number("transport", mean=1, sd=1), "car", "goes with categories and booleans"),
        (category("transport", "a", "b", "c", ordered=True), "b", "names 'b'"),
        (boolean("transport", words=["yes", "no"]), "maybe", "names 'maybe'"),
    ],
)
def test_a_value_that_is_not_there_is_refused(
    column: dict[str, Any], toward: str, said: str
) -> None:
    drivers = [{"column": "transport", "by": [{"of": "age", "toward": toward}]}]
    with pytest.raises(InvalidSchema) as refused:
        schema_of(AGE, column, drivers=drivers)
    assert said in str(refused.value.problems)
