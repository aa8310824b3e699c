"""The words of a text follow what a description asks to be told from it."""

from __future__ import annotations

import pytest

from rowsmith.schema.columns import TextColumn
from tests.planning.described.helpers import plan, shown


def _texts(description: str) -> dict[str, TextColumn]:
    schema = plan(description).schema
    return {one.name: one for one in schema.csv_order() if isinstance(one, TextColumn)}


@pytest.mark.parametrize(
    ("description", "text", "label"),
    [
        ("spam detection dataset: sms text and label ham or spam (13% spam)", "sms_text", "label"),
        (
            "toxic comment classification, 8% toxic, with comment text",
            "comment_text",
            "toxic_comment",
        ),
        ("fake news: text, author, label (fake 50%, real 50%)", "text", "label"),
        ("columns: headline, clickbait yes/no", "headline", "clickbait"),
        ("columns: email body, sender, is_phishing (20%)", "email_body", "is_phishing"),
    ],
)
def test_a_text_is_about_the_class_that_is_told_from_it(
    description: str, text: str, label: str
) -> None:
    assert _texts(description)[text].topic == label


@pytest.mark.parametrize(
    ("description", "text", "tone"),
    [
        ("movie reviews with text and sentiment (positive, negative)", "text", "sentiment"),
        ("columns: rating_id, star rating, review text", "review_text", "star_rating"),
        ("columns: review, rating id, sentiment, rating", "review", "sentiment"),
    ],
)
def test_a_text_has_the_tone_of_its_sentiment(description: str, text: str, tone: str) -> None:
    assert _texts(description)[text].tone == tone


def test_a_rate_is_no_rating() -> None:
    assert _texts("columns: review text, engagement rate, click rate")["review_text"].tone is None


@pytest.mark.parametrize(
    ("description", "columns"),
    [
        (
            "spam detection dataset: sms text and label ham or spam (13% spam)",
            ["sms_text", "label"],
        ),
        (
            "loan default prediction with income, loan amount, default",
            ["income", "loan_amount", "default"],
        ),
        (
            "train a model for heart attack risk with cholesterol, age, smoker, risk",
            ["cholesterol", "age", "smoker", "risk"],
        ),
    ],
)
def test_what_is_predicted_is_the_column_that_is_named_for_it(
    description: str, columns: list[str]
) -> None:
    assert shown(description) == columns
