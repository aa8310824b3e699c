"""Different people ask for each domain in their own words, with or without phrases around them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rowsmith.planning.builtin.domains import cards, ranked

ASKED: dict[str, list[str]] = json.loads(Path(__file__).with_name("asked.json").read_text("utf-8"))
"""Phrases that ask for each domain."""

PHRASES = ["{}", "I need a dataset of {}", "Generate 1000 rows of {} data for practice"]


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize(
    ("name", "words"), [(name, words) for name, asked in ASKED.items() for words in asked]
)
def test_is_the_first_of_those_that_match(name: str, words: str, phrase: str) -> None:
    found = ranked(phrase.format(words))
    assert found, "nothing matches"
    assert found[0].name == name


def test_every_domain_is_asked_for() -> None:
    assert sorted(ASKED) == sorted(card.name for card in cards())
