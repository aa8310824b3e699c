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
