"""How words are written and where they stand."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.planning.english.tokens import find_words
from rowsmith.planning.reading.forms import FORMS, lines_and_sentences, word_forms


@given(st.text(alphabet="aB1$%()[]{}\"',.:;-*_ \n", max_size=60))
def test_every_word_has_features_of_0_and_1(text: str) -> None:
    words = find_words(text)
    forms = word_forms(text, words)
    assert forms.shape == (len(words), FORMS)
    assert np.isin(forms, (0, 1)).all()


def test_lines_and_sentences_are_counted() -> None:
    text = "Ages of 1.5 cats. Dogs\nmice"
    lines, sentences = lines_and_sentences(text, find_words(text))
    assert lines.tolist() == [0, 0, 0, 0, 0, 0, 0, 1]
    assert sentences.tolist() == [0, 0, 0, 0, 0, 1, 1, 2]
