"""Texts of the styles that carry a label: distinct, and learnable from their words."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB

from rowsmith.engine.text import TextSampler
from rowsmith.engine.text.sampler import Following
from tests.engine.text.rendering import sampled, topics

VALUES = {
    "bio": ["Dating", "Developer", "Fitness", "Travel"],
    "job_description": ["Sales Manager", "Software Engineer", "Registered Nurse", "Accountant"],
    "clinical_note": ["COPD", "Sepsis", "Migraine", "Type 2 Diabetes"],
    "email": ["Spam", "Marketing", "Billing", "Personal"],
    "reply": ["toxic", "not toxic"],
    "email_body": ["Spam", "Marketing", "Billing", "Personal"],
    "news": ["Business", "Sports", "Politics", "Technology"],
    "question": ["Programming", "Cooking", "Travel", "Health"],
    "answer": ["Programming", "Cooking", "Travel", "Health"],
    "chat": ["order status", "refund", "password reset", "greeting"],
}


def learned(name: str, strength: float) -> float:
    """The accuracy of a bag of words on rows that it has not seen."""
    values, size = VALUES[name], 1200
    codes = np.random.default_rng(3).integers(0, len(values), size)
    sampler = TextSampler(name, topic_values=values, follows=Following(strength))
    words = CountVectorizer().fit_transform(sampled(sampler, size, codes=codes))
    half = size // 2
    model = MultinomialNB().fit(words[:half], codes[:half])
    return float((model.predict(words[half:]) == codes[half:]).mean())


@pytest.mark.parametrize("name", VALUES)
def test_a_bag_of_words_learns_the_topic_as_far_as_the_text_follows_it(name: str) -> None:
    chance = 1 / len(VALUES[name])
    assert learned(name, 0.9) > 0.8
    assert abs(learned(name, 0.0) - chance) < 0.1


@pytest.mark.parametrize("name", sorted(set(VALUES) - {"reply"}))
def test_every_topic_has_many_texts_that_repeat_no_sentence(name: str) -> None:
    for topic in topics(name):
        texts = sampled(TextSampler(name, topic=topic), 200)
        assert len(set(texts)) > 60, topic
        for text in texts:
            sentences = [part for part in text.split(". ") if len(part) > 12]
            assert len(set(sentences)) == len(sentences), text


def test_the_head_of_a_phrase_decides() -> None:
    codes = np.zeros(50, dtype=np.int64)

    def about(name: str, value: str) -> list[str]:
        return sampled(TextSampler(name, topic_values=[value]), 50, codes=codes)

    assert about("job_description", "Hospital Accountant") == about("job_description", "Accountant")
    assert about("clinical_note", "Severe Migraine") == about("clinical_note", "Migraine")


def test_an_email_has_a_subject_line_and_its_body_has_none() -> None:
    for topic in topics("email"):
        whole = sampled(TextSampler("email", topic=topic), 100)
        assert all(text.startswith("Subject: ") for text in whole)
        assert not any(
            "Subject:" in text for text in sampled(TextSampler("email_body", topic=topic), 100)
        )


def test_an_answer_is_of_the_questions_matter() -> None:
    question = sampled(TextSampler("question", topic="Gardening"), 300)
    answer = sampled(TextSampler("answer", topic="Gardening"), 300)
    for texts in (question, answer):
        assert sum(any(word in text for word in PLANTS) for text in texts) > 200


PLANTS = (
    "plant",
    "rose",
    "tree",
    "fern",
    "basil",
    "hydrangea",
    "water",
    "soil",
    "Cut it",
    "Compost",
)


@pytest.mark.parametrize(
    ("who", "says"), [("agent", "Hello, how can I help you?"), ("user", "Where")]
)
def test_a_turn_of_a_chat_is_of_who_speaks(who: str, says: str) -> None:
    others = {"agent": "user", "user": "agent"}
    assert any(says in text for text in sampled(TextSampler("chat", topic=who), 600))
    other = sampled(TextSampler("chat", topic=others[who]), 600)
    assert not any(says in text for text in other)
