"""Written descriptions are marked up as those of the corpus are."""

from __future__ import annotations

import random

import pytest

from rowsmith.planning.reading.decode import decode
from training.examples import Described
from training.markup import format_markup, parse_markup
from training.written import write

MANY = 150


@pytest.fixture(scope="module")
def written() -> list[Described]:
    rng = random.Random(5)
    return [write(rng) for _ in range(MANY)]


def test_they_are_what_their_markup_says(written: list[Described]) -> None:
    for one in written:
        if not set("[]{}") & set(one.text):
            assert parse_markup(format_markup(one.text, one.marks)) == (one.text, one.marks)


def test_no_mark_meets_another_or_a_blank(written: list[Described]) -> None:
    for one in written:
        last = 0
        for mark in one.marks:
            words = one.text[mark.start : mark.end]
            assert last <= mark.start < mark.end
            assert words == words.strip()
            last = mark.end


def test_every_column_is_read_from_its_mark(written: list[Described]) -> None:
    for one in written:
        named = [one.text[m.start : m.end] for m in one.marks if m.label in ("col", "target")]
        fields = {field.words for field in decode(one.text, one.marks).fields}
        whole = sum(name in fields for name in named)
        assert whole >= len(named) - 2, one.text


def test_the_same_chance_writes_the_same(written: list[Described]) -> None:
    rng = random.Random(5)
    assert [write(rng) for _ in range(3)] == written[:3]
