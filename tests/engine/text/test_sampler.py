from __future__ import annotations

import re
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.engine.streams import RowStream, SubjectStream
from rowsmith.engine.text import TextSampler
from rowsmith.engine.text.library import library, style
from rowsmith.engine.values import Coded
from rowsmith.schema.columns import TextStyle
from rowsmith.schema.text_styles import TEXT_STYLES
from tests.engine.text.rendering import sampled, strings, topics

TITLES = {"review_title", "title", "product_name", "job_title", "course_name", "headline"}
SENTENCES = set(TEXT_STYLES) - TITLES - {"subject", "post", "email", "email_body", "reply"}
TONED = ("review", "comment", "feedback")

# Words of everyday judgement, chosen without a look at the data files.
POSITIVE = re.compile(
    r"\b(loved?|excellent|great|perfect|fantastic|wonderful|amazing|superb|outstanding|best|happy|"
    r"recommend(ed)?|impress(ed|ive)|friendly|helpful|good|nice|pleased|solid|brilliant|reliable|"
    r"beautiful|comfortable|clean|fair|strong|enjoyable|fast|quick|easily|spotless)\b",
    re.IGNORECASE,
)
NEGATIVE = re.compile(
    r"\b(terrible|awful|worst|bad|poor|disappoint(ed|ing)|waste|broken?|never|rude|useless|horrible|"
    r"unhappy|avoid|refund|late|slow|dirty|frustrated|problems?|regret|letdown|unacceptable|missing|"
    r"annoyed|fail(ed|s)|not?|weakest|weak|cheap|wrong|nobody|crashes|expensive|below|missed|concerns)\b",
    re.IGNORECASE,
)


def sentiment(texts: list[str]) -> float:
    """Positive words less negative words, per text."""
    whole = "\n".join(texts)
    return (len(POSITIVE.findall(whole)) - len(NEGATIVE.findall(whole))) / len(texts)


def test_styles_of_the_schema_are_those_listed() -> None:
    assert set(get_args(TextStyle)) == set(TEXT_STYLES)


FLAWS = {
    "a control character, a placeholder or a quote": r"[\x00-\x1f\x7f{}\"]",
    "spaces in the wrong place": r"^ | $|  | [.,!?;:]",
    "doubled punctuation": r",,|\.\.|[!?]\.|\.[!?]",
    "a sentence in lower case": r"^[^A-Z0-9]|[.!?] [a-z]",
    "a word twice in a row": r"\b(\w\w+) \1\b",
    "the wrong article": r"\ba (?!one)[aio]\w+|\ban [bcdfgjkmnpqrtvwyz]\w+",
}


@pytest.mark.parametrize("name", TEXT_STYLES)
def test_texts_are_clean_whatever_the_topic_and_tone(name: str) -> None:
    tone = np.arange(100) % 5 / 4
    for topic in [None, *topics(name)]:
        for text in sampled(TextSampler(name, topic=topic), 100, tone=tone):
            assert 2 < len(text) < 420, text
            assert not [flaw for flaw, pattern in FLAWS.items() if re.search(pattern, text)], text
            if name in SENTENCES:
                assert text[-1] in ".!?", text
            elif name in TITLES:
                assert text[-1] not in ".,;:", text


@pytest.mark.parametrize("name", TONED)
def test_texts_say_what_the_tone_says(name: str) -> None:
    for topic in [None, *topics(name)]:
        sampler = TextSampler(name, topic=topic)
        worst, mixed, best = (
            sentiment(sampled(sampler, 80, tone=tone)) for tone in (0.0, 0.5, 1.0)
        )
        assert worst < 0 < best, topic
        assert worst + 0.2 < mixed < best - 0.2, topic


@pytest.mark.parametrize("name", ["review_title", "note", "post", "headline", "support_message"])
def test_high_and_low_tones_have_nothing_but_neutral_parts_in_common(name: str) -> None:
    for topic in [None, *topics(name)]:
        sampler = TextSampler(name, topic=topic)
        low = set(sampled(sampler, 500, tone=0.0))
        high = set(sampled(sampler, 500, tone=1.0))
        assert not low & high, topic


def labels(topic: str, kinds: list[str]) -> set[str]:
    """The sentences of a review's topic that its data files call praise or complaint."""
    (found,) = (
        library(name).topics[topic]
        for name in style("review").libraries
        if topic in library(name).topics
    )
    return {line for kind in kinds for line in found.find(kind) or () if "{" not in line}


@pytest.mark.parametrize("topic", ["laptop", "hotel", "movie", "shirt", "bank", "manager"])
def test_the_best_are_never_blamed_and_the_worst_never_praised(topic: str) -> None:
    sampler = TextSampler("review", topic=topic)
    good = labels(topic, ["praise", "verdict_best", "verdict_good", "closing_best"])
    bad = labels(topic, ["complaint", "verdict_bad", "verdict_worst", "closing_worst"])
    for tone, fitting, unfitting in ((1.0, good, bad), (0.0, bad, good)):
        texts = sampled(sampler, 400, tone=tone)
        assert not [text for text in texts if any(line in text for line in unfitting)]
        assert sum(any(line in text for line in fitting) for text in texts) > 320


def test_tones_between_levels_go_to_the_nearest() -> None:
    sampler = TextSampler("review", topic="hotel")
    for tone, level in ((0.05, 0.0), (0.3, 0.25), (0.6, 0.5), (0.8, 0.75), (0.95, 1.0)):
        assert sampled(sampler, 50, tone=tone) == sampled(sampler, 50, tone=level)
    assert sampled(sampler, 50, tone=-3.0) == sampled(sampler, 50, tone=0.0)
    assert sampled(sampler, 50, tone=7.0) == sampled(sampler, 50, tone=1.0)


def test_an_unknown_tone_is_drawn_and_shared_by_the_texts_of_a_row() -> None:
    unknown = np.full(2000, np.nan)
    titles = TextSampler("review_title")
    assert sampled(titles, 2000, tone=unknown) == sampled(titles, 2000)
    bodies = sampled(TextSampler("review"), 2000)
    best_titles = set(sampled(titles, 2000, tone=1.0, seed=2))
    worst_titles = set(sampled(titles, 2000, tone=0.0, seed=2))
    both = list(zip(sampled(titles, 2000, column="title"), bodies, strict=True))
    liked = [body for title, body in both if title in best_titles]
    hated = [body for title, body in both if title in worst_titles]
    assert len(liked) > len(hated) > 50
    assert sentiment(hated) < -0.5 < 0.5 < sentiment(liked)


@pytest.mark.parametrize(
    ("name", "topic", "expected", "foreign"),
    [
        (
            "review",
            "laptop",
            "laptop|screen|keyboard|battery|fan",
            "waiter|hotel",
        ),
        (
            "review",
            "restaurant",
            "food|service|menu|waiter|place",
            "laptop|flight",
        ),
        ("support_message", "billing", "charge|bill|invoice|amount|plan", "crash|parcel"),
        (
            "support_message",
            "shipping",
            "order|parcel|tracking|item|box",
            "invoice|password",
        ),
        ("note", "clinic", "patient|symptom|follow|blood|vital", "invoice"),
        ("product_name", "headphones", "headphones|headset", "laptop|shirt"),
        (
            "job_title",
            "finance",
            "account|audit|tax|risk|credit|loan|financ|pay|book|claim|under|contr",
            "nurse",
        ),
        ("course_name", "mathematics", "algebra|calculus|probab|number|geometr|math", "poetry"),
        ("headline", "stocks", "stock|share|market|rate|bond|investor|bank", "doctor|cup"),
        (
            "message",
            "spam",
            "won|account|parcel|loan|earn|card",
            "mom",
        ),
    ],
)
def test_texts_are_about_their_topic(name: str, topic: str, expected: str, foreign: str) -> None:
    texts = [text.lower() for text in sampled(TextSampler(name, topic=topic), 1000, tone=0.5)]
    assert sum(re.search(expected, text) is not None for text in texts) > 600
    assert not [text for text in texts if re.search(rf"\b({foreign})", text)]


def test_each_row_is_about_its_own_value() -> None:
    values = ["Laptops", "Shoes", "Coffee", "Gift cards"]
    sampler = TextSampler("product_name", topic_values=values)
    codes = np.arange(400) % 4
    names = sampled(sampler, 400, codes=codes)
    patterns = ["Laptop|Computer", "Sneakers|Shoes|Boots|Loafers|Sandals", "", "Gift Cards"]
    for value, pattern in enumerate(patterns):
        of_value = names[value::4]
        assert all(re.search(pattern, name) for name in of_value), values[value]


def test_texts_of_a_row_are_about_the_same_thing() -> None:
    departments = ["Electronics", "Clothing", "Groceries"]
    codes = np.arange(900) % 3
    names = sampled(
        TextSampler("product_name", topic_values=departments), 900, codes=codes, column="product"
    )
    reviews = sampled(TextSampler("review", topic_values=departments), 900, codes=codes)
    for thing, others in (
        ("Laptop", "smartphone|tablet|headset|camera|TV|jacket|dress|coffee"),
        ("Smartphone", "laptop|tablet|headset|camera|TV|jacket|dress|coffee"),
        ("Jacket", "laptop|shirt|dress|bag|coffee"),
    ):
        told = [text for name, text in zip(names, reviews, strict=True) if thing in name]
        assert len(told) > 5
        assert not [text for text in told if re.search(rf"this ({others})\b", text)]


def test_an_unknown_topic_stands_in_the_text_itself() -> None:
    texts = sampled(TextSampler("review", topic="kayaks"), 500, tone=1.0)
    assert sum("kayak" in text for text in texts) > 250
    assert all(
        "gift cards" in t for t in sampled(TextSampler("support_message", topic="Gift cards"), 50)
    )


@pytest.mark.parametrize(
    ("name", "topic", "least"),
    [
        ("review", None, 9000),
        ("review", "restaurant", 8000),
        ("review", "electronics", 9500),
        ("support_message", None, 5000),
        ("support_message", "billing", 5000),
        ("comment", None, 4000),
        ("feedback", "employee", 2000),
        ("sentence", None, 5000),
        ("post", None, 4000),
        ("headline", None, 4000),
        ("note", None, 2000),
        ("message", None, 2000),
        ("description", None, 4000),
        ("review_title", None, 1000),
        ("product_name", "electronics", 1500),
        ("title", "movie", 2000),
        ("job_title", None, 400),
        ("course_name", None, 800),
        ("subject", None, 500),
    ],
)
def test_texts_vary(name: str, topic: str | None, least: int) -> None:
    assert len(set(sampled(TextSampler(name, topic=topic), 10_000))) >= least


@pytest.mark.parametrize("name", TEXT_STYLES)
def test_the_same_streams_give_the_same_texts(name: str) -> None:
    assert sampled(TextSampler(name), 300) == sampled(TextSampler(name), 300)
    assert sampled(TextSampler(name), 300) != sampled(TextSampler(name), 300, seed=2)
    assert sampled(TextSampler(name), 300) != sampled(TextSampler(name), 300, column="other")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=40), st.sampled_from(TEXT_STYLES))
def test_a_subjects_text_does_not_depend_on_the_rows_around_it(
    subjects: list[int], name: str
) -> None:
    sampler = TextSampler(name, topic="hotel")

    def texts(of: list[int]) -> list[str]:
        numbers = np.array(of, dtype=np.int64)
        return strings(
            sampler.sample(
                SubjectStream(5, "text", numbers),
                about=SubjectStream(5, "about", numbers),
                tone=numbers % 11 / 10,
            )
        )

    assert texts(subjects) == [texts([subject])[0] for subject in subjects]


@pytest.mark.parametrize("name", TEXT_STYLES)
def test_the_number_of_parts_is_fixed_and_tables_stay_small(name: str) -> None:
    for values in (None, ["Electronics", "Clothing", "Home", "Toys", "Billing", "Books", "Other"]):
        sampler = TextSampler(name, topic_values=values)
        size = 1000
        text = sampler.sample(
            RowStream(1, "text", 0, size),
            about=RowStream(1, "about", 0, size),
            topic_codes=None if values is None else np.arange(size) % len(values),
        )
        assert 1 <= len(text.parts) <= 7
        for part in text.parts:
            assert isinstance(part, Coded)
            assert len(part.codes) == text.size == size
            assert part.codes.max() < len(part.table) < 2**16
            assert len(set(part.table.strings.tolist())) == len(part.table)


def test_a_style_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        TextSampler("sonnet")


def test_no_rows_give_no_texts() -> None:
    assert sampled(TextSampler("review"), 0) == []
