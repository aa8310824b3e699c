"""Words of a text, with their offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.planning.english.tokens import find_words


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in find_words(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("unit_price", ["unit", "_", "price"]),
        ("firstName", ["first", "Name"]),
        ("12,000.50 rows", ["12,000.50", "rows"]),
        ("1,2,3", ["1", ",", "2", ",", "3"]),
        ("normal(55,18)", ["normal", "(", "55", ",", "18", ")"]),
        ("INV-00001", ["INV", "-", "00001"]),
        ("$40k", ["$", "40", "k"]),
        ("Q4 2024", ["Q4", "2024"]),
        ("students' café", ["students", "'", "café"]),
        ("don't\nstop", ["don't", "\n", "stop"]),
    ],
)
def test_letters_figures_and_signs_are_parted(text: str, words: list[str]) -> None:
    assert split(text) == words


@given(st.text())
def test_every_character_but_blanks_is_in_one_word(text: str) -> None:
    words = find_words(text)
    assert all(a < b for a, b in words)
    assert all(before <= start for (_, before), (start, _) in pairwise(words))
    covered = {at for start, end in words for at in range(start, end)}
    assert all(text[at].isspace() for at in set(range(len(text))) - covered)
