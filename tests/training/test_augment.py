"""Descriptions said otherwise: their marks still fit them."""

from __future__ import annotations

import random

from training.augment import Bank, joined, vary
from training.examples import read_described
from training.markup import corpus_files, format_markup, parse_markup

DESCRIBED = read_described(corpus_files())[::25]
BANK = Bank(DESCRIBED)


def test_marks_of_varied_descriptions_hold_words() -> None:
    rng = random.Random(1)
    for one in DESCRIBED:
        other = vary(one, BANK, rng)
        assert [mark.label for mark in other.marks] == [mark.label for mark in one.marks]
        words = [other.text[mark.start : mark.end] for mark in other.marks]
        assert all(words)
        assert parse_markup(format_markup(other.text, other.marks))


def test_joined_descriptions_keep_their_ids_apart() -> None:
    first, second = DESCRIBED[:2]
    long = joined((first, second))
    assert len(long.text) == len(first.text) + len(second.text) + 1
    assert parse_markup(format_markup(long.text, long.marks))
    assert sum(mark.label == "subject" for mark in long.marks) <= 1


def test_a_tenth_is_kept_out() -> None:
    kept = sum(one.kept_out for one in DESCRIBED)
    assert 0.04 < kept / len(DESCRIBED) < 0.2
