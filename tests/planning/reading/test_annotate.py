"""Reading a description: marks that hold together, whatever is written."""

from __future__ import annotations

import tomllib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.planning.reading.annotate import annotate
from rowsmith.planning.reading.marks import DIRT, IMPLIED, LABELS, MARKS_ARCS, MARKS_OWN, Mark
from rowsmith.planning.reading.trained import WEIGHTS, weights_hash

WORDS = (
    *("500", "rows of", "customers", "age", "name", "between", "18", "and", "65", "(", ")", ","),
    *("60%", "female", "smokers", "pay", "more", "older", "the", "null", "if", "unpaid", "like"),
    *("INV-0001", "\n- ", "daily", "in Spain", "higher", "than", "mean", "duplicates", "yes/no"),
)
described = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


def check(text: str, marks: tuple[Mark, ...]) -> None:
    ids = [mark.own for mark in marks if mark.own is not None]
    assert len(ids) == len(set(ids))
    assert all(before.end <= after.start for before, after in pairwise(marks))
    for mark in marks:
        assert 0 <= mark.start < mark.end <= len(text)
        assert mark.label in LABELS
        assert (mark.own is not None) == (mark.label in MARKS_OWN)
        assert 0 <= mark.confidence <= 1
        assert not mark.arcs or mark.label in MARKS_ARCS
        used = [*mark.heads, *mark.groups, *(end for arc in mark.arcs for end in arc)]
        for one in used:
            assert one in ids or one == DIRT or str(one).startswith(IMPLIED)
        assert mark.label != "val" or len(mark.heads) == 1


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.text(max_size=200), described))
def test_marks_hold_together(text: str) -> None:
    marks = annotate(text)
    check(text, marks)
    assert marks == annotate(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "🙂", "'; DROP TABLE users; --", "a" * 4000])
def test_anything_is_read(text: str) -> None:
    check(text, annotate(text))


def test_columns_values_and_figures_are_read() -> None:
    text = "500 gym members in Spain: name, age between 18 and 65, plan (basic 60%, plus 40%)"
    found = {(mark.label, text[mark.start : mark.end]) for mark in annotate(text)}
    assert found >= {
        ("rows", "500"),
        ("subject", "gym members"),
        ("place", "Spain"),
        ("col", "name"),
        ("col", "age"),
        ("min", "18"),
        ("max", "65"),
        ("val", "basic"),
        ("share", "60%"),
    }


def test_a_long_text_is_read_by_windows_to_its_end() -> None:
    line = "gym members in Spain: name, age between 18 and 65, plan (basic 60%, plus 40%).\n"
    text = line * 50
    marks = annotate(text)
    check(text, marks)
    assert len(marks) > 400
    assert marks[-1].end > len(text) - 10


def test_the_card_is_of_these_weights() -> None:
    card = tomllib.loads(WEIGHTS.with_name("card.toml").read_text())
    assert card["weights"]["sha256"] == weights_hash()
