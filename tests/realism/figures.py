"""Figures of five datasets that learners use, beside those of the outlines written after them.

The measured figures (measured.json) were computed from the published files; categories bear
the names that the outlines give them. What counts as near is decided here, once for all.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import r2_score, roc_auc_score
from sklearn.model_selection import cross_val_predict
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from rowsmith import engine
from rowsmith.planning.knowledge import knowledge

ROWS = 8_000
FOLDS = 5
SEED = 7
AS_OF = date(2026, 1, 15)

SHARE = 0.03
BASE_RATE = 0.01
SPEARMAN = 0.13
LEARNABILITY = 0.03
RATE_BY_VALUE = 0.11
"""How far a label's rate within one value of a column may be off."""
MEAN_BY_VALUE = 0.35
"""As RATE_BY_VALUE for a label that is a number, in its standard deviations."""
LOCATION = {"mean": 0.15, "p5": 0.4, "median": 0.25, "p95": 0.6}
"""How far a location may be off, in standard deviations of the measured column."""
SPREAD = 0.35
"""How far a standard deviation may be off, as a share of itself."""

_QUANTILES = {"p5": 0.05, "median": 0.5, "p95": 0.95}


@dataclass(frozen=True, slots=True)
class Measured:
    """One dataset's figures.

    shares: of values, 0 to 1. numbers: mean, sd, p5, median, p95. label_by_value: the label's
    rate or mean where a column has a value. spearman: two columns and their rank correlation.
    learnability: out-of-fold AUC of a boolean label or R2 of a number, by boosting.
    """

    dataset: str
    rows: int
    domain: str
    label: str
    learnability: float
    shares: dict[str, dict[str, float]]
    numbers: dict[str, dict[str, float]]
    label_by_value: dict[str, dict[str, float]]
    spearman: list[tuple[str, str, float]]
    base_rate: float | None = field(default=None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure on both sides, and how far apart the two may be."""

    figure: str
    measured: float
    ours: float
    tolerance: float

    @property
    def near(self) -> bool:
        """Whether ours is within the tolerance."""
        return abs(self.ours - self.measured) <= self.tolerance


def measured() -> list[Measured]:
    """The five datasets, as measured."""
    text = (Path(__file__).parent / "measured.json").read_text("utf-8")
    return [
        Measured(**{**entry, "spearman": [tuple(pair) for pair in entry["spearman"]]})
        for entry in json.loads(text)
    ]


@lru_cache(maxsize=8)
def made(domain: str) -> pd.DataFrame:
    """Rows of an outline."""
    schema = knowledge().outline(domain).schema()
    dataset = engine.prepare(schema, rows=ROWS, seed=SEED, locale="en_US", as_of=AS_OF)
    return dataset.frame()


def compare(them: Measured) -> Iterator[Comparison]:
    """Every measured figure beside ours."""
    frame = made(them.domain)
    label = as_number(frame[them.label])
    with threadpool_limits(1):  # threads only wait for each other on so few rows
        learnability = _learnability(them, frame, label)
    yield learnability
    if them.base_rate is not None:
        yield Comparison(f"rate of {them.label}", them.base_rate, label.mean(), BASE_RATE)
    yield from _shares(them, frame)
    yield from _numbers(them, frame)
    yield from _label_by_value(them, frame, label)
    for first, second, rho in them.spearman:
        ours = as_number(frame[first]).corr(as_number(frame[second]), method="spearman")
        yield Comparison(f"rank correlation {first} ~ {second}", rho, ours, SPEARMAN)


def _shares(them: Measured, frame: pd.DataFrame) -> Iterator[Comparison]:
    for column, shares in them.shares.items():
        ours = frame[column].astype(str).value_counts(normalize=True)
        for value, share in shares.items():
            yield Comparison(f"{column} = {value}", share, float(ours.get(value, 0)), SHARE)


def _numbers(them: Measured, frame: pd.DataFrame) -> Iterator[Comparison]:
    for column, figures in them.numbers.items():
        ours = as_number(frame[column])
        spread = figures["sd"]
        yield Comparison(f"{column}: sd", spread, ours.std(), SPREAD * spread)
        for figure, tolerance in LOCATION.items():
            value = ours.mean() if figure == "mean" else ours.quantile(_QUANTILES[figure])
            yield Comparison(
                f"{column}: {figure}", figures[figure], float(value), tolerance * spread
            )


def _label_by_value(
    them: Measured, frame: pd.DataFrame, label: pd.Series[Any]
) -> Iterator[Comparison]:
    rate = them.base_rate is not None
    tolerance = RATE_BY_VALUE if rate else MEAN_BY_VALUE * them.numbers[them.label]["sd"]
    for column, means in them.label_by_value.items():
        ours = label.groupby(frame[column].astype(str)).mean()
        for value, mean in means.items():
            figure = f"{them.label} where {column} = {value}"
            yield Comparison(figure, mean, float(ours.get(value, math.nan)), tolerance)


def _learnability(them: Measured, frame: pd.DataFrame, label: pd.Series[Any]) -> Comparison:
    features = pd.DataFrame(
        {
            name: as_number(column) if _is_number(column) else column.astype("category").cat.codes
            for name, column in frame.drop(columns=them.label).items()
            if column.nunique() < 0.9 * len(column) or _is_number(column)
        }
    )
    if them.base_rate is None:
        model: Any = HistGradientBoostingRegressor(max_iter=60, random_state=0)
        guess = cross_val_predict(model, features, label, cv=FOLDS)
        return Comparison("R2", them.learnability, r2_score(label, guess), LEARNABILITY)
    model = HistGradientBoostingClassifier(max_iter=50, learning_rate=0.08, random_state=0)
    guess = cross_val_predict(model, features, label, cv=FOLDS, method="predict_proba")[:, 1]
    return Comparison("AUC", them.learnability, roc_auc_score(label, guess), LEARNABILITY)


def _is_number(column: pd.Series[Any]) -> bool:
    return bool(pd.to_numeric(column, errors="coerce").notna().any())


def as_number(column: pd.Series[Any]) -> pd.Series[float]:
    """A column as numbers; yes and true are 1, no and false 0."""
    if column.dtype == bool:
        return column.astype(float)
    words = {"yes": 1.0, "no": 0.0, "true": 1.0, "false": 0.0}
    texts = column.astype(str).str.lower()
    if set(texts.unique()) <= words.keys():
        return texts.map(words)
    return pd.to_numeric(column, errors="coerce").astype(np.float64)
