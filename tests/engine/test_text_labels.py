"""The answer key of labels that texts carry, held against a classifier that reads the words."""

from __future__ import annotations

from typing import Any

import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from rowsmith.engine.labels import LabelReport
from tests.engine.making import boolean, calibrated, category, formula, frame_of, schema_of

STARS = category("stars", "1", "2", "3", "4", "5", ordered=True)


def text(style: str, **keys: Any) -> dict[str, Any]:
    return {"name": "text", "kind": "text", "style": style, **keys}


def report_of(*columns: dict[str, Any]) -> LabelReport:
    return calibrated(schema_of(*columns, labels=[columns[0]["name"]])).labels[0]


def accuracy(*columns: dict[str, Any], rows: int = 2_700) -> float:
    """Held-out accuracy of a linear model of the words."""
    frame = frame_of(*columns, rows=rows)
    words, label = frame["text"], frame[columns[0]["name"]].astype(str)
    train = rows * 2 // 3
    vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=2)
    model = LogisticRegression(C=5, max_iter=300)
    model.fit(vectors.fit_transform(words[:train]), label[:train])
    return float(model.score(vectors.transform(words[train:]), label[train:]))


@pytest.mark.parametrize(
    "columns",
    [
        (
            category("mood", "positive", "neutral", "negative"),
            text("review", tone="mood", strength=0.8),
        ),
        (boolean("is_spam", 0.3), text("message", topic="is_spam", strength=0.85)),
        (boolean("toxic", 0.3), text("comment", topic="toxic", strength=0.85)),
        (
            category("intent", "Billing", "Technical issue", "Shipping", "Refund"),
            text("support_message", topic="intent", strength=0.8),
        ),
        (STARS, text("review", tone="stars", strength=0.8)),
        (category("zone", "quarry", "lagoon", "tundra"), text("note", topic="zone", strength=0.7)),
    ],
    ids=lambda columns: columns[0]["name"],
)
def test_a_classifier_of_the_words_comes_near_the_best_possible_accuracy(
    columns: tuple[dict[str, Any], ...],
) -> None:
    (told,) = report_of(*columns).texts
    assert told.column == "text"
    assert told.strength == columns[1]["strength"]
    assert told.best_possible_accuracy is not None
    assert told.best_possible_accuracy > told.strength
    # The best is that of all rows there could be; a few hundred held-out rows are 2 % off.
    assert accuracy(*columns) == pytest.approx(told.best_possible_accuracy, abs=0.06)


def test_a_text_that_carries_a_label_is_no_leak_and_enough_to_learn_it() -> None:
    report = report_of(
        boolean("toxic", 0.3), text("comment", topic="toxic"), formula("banned", "toxic")
    )
    assert report.leaks == ("banned",)
    assert report.warnings == ()
    # The words of a tenth of the rows are drawn: half a tenth of the pairs are in no order.
    assert report.best == pytest.approx(0.95, abs=0.005)
    assert LabelReport.from_json(report.to_json()) == report


def test_values_that_are_written_alike_cannot_be_told_apart() -> None:
    ten = category("score", *map(str, range(1, 11)), ordered=True)
    (told,) = report_of(ten, text("review", tone="score", strength=1)).texts
    assert told.best_possible_accuracy == pytest.approx(0.5, abs=0.01)


def test_a_text_of_a_leak_is_a_leak() -> None:
    report = report_of(
        boolean("toxic", 0.3),
        formula("banned", "toxic"),
        text("comment", topic="banned"),
    )
    assert set(report.leaks) == {"banned", "text"}
    assert report.texts == ()
