from __future__ import annotations

import pytest

from rowsmith.planning.builtin.labels import difficulty, label_words
from tests.planning.builtin.helpers import driver, plan


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("predict churn from usage", "churn"),
        ("to predict whether a customer will buy", "buy"),
        ("the target is price", "price"),
        ("price as the target", "price"),
        ("house price prediction", "house price"),
        ("for detecting fraud", "fraud"),
    ],
)
def test_reads_what_is_to_be_predicted(text: str, phrase: str) -> None:
    assert phrase in label_words(text)


@pytest.mark.parametrize("text", ["customer data", "a dataset for a classification task"])
def test_sees_no_label_where_none_is_named(text: str) -> None:
    assert label_words(text) == []


def test_reads_how_hard_it_should_be() -> None:
    assert difficulty("hard to predict") == "hard"
    assert difficulty("easily predictable") == "easy"
    assert difficulty("hardware sales") is None


def test_what_is_usually_predicted_comes_before_a_flag() -> None:
    description = (
        "patients with blood pressure, cholesterol, BMI, smoker flag; "
        "heart disease risk higher for smokers and older people"
    )
    assert plan(description).schema.labels == ["heart_disease"]
    assert set(driver(description, "heart_disease")) == {"smoker", "age"}
