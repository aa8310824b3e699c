"""Subjects are found by what their words mean, never by words that all data have."""

from __future__ import annotations

from pathlib import Path

import pytest

from rowsmith.planning.knowledge import knowledge

ASKED = Path(__file__).parents[2] / "evals" / "subjects.txt"
ENOUGH = 0.94


def asked() -> list[tuple[str, list[str], list[str]]]:
    """What is asked for, the columns named with it, and words of a right outline's title."""
    rows = [line.split("|") for line in ASKED.read_text("utf-8").splitlines() if line[:2] != "//"]
    return [(row[0].strip(), _listed(row[1]), _listed(row[2])) for row in rows]


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def is_right(words: str, columns: list[str], wanted: list[str]) -> bool:
    found = knowledge().subject(words, columns)
    if wanted == ["-"]:
        return found is None or found.by == "rows"
    said = f"{found.outline.title} {found.outline.row}".lower() if found is not None else ""
    return any(word in said for word in wanted)


def test_most_of_what_people_ask_for_is_found() -> None:
    cases = asked()
    missed = [words for words, columns, wanted in cases if not is_right(words, columns, wanted)]
    assert len(missed) <= (1 - ENOUGH) * len(cases), missed


@pytest.mark.parametrize("words", ["data", "", "records of our company", "asdf qwerty", "123 %&"])
def test_words_that_all_data_have_are_no_subject(words: str) -> None:
    assert knowledge().subject(words) is None


def test_an_outlines_own_title_and_asks_find_it() -> None:
    for name in knowledge().names():
        outline = knowledge().outline(name)
        found = knowledge().subject(outline.title)
        assert found is not None
        assert found.outline.name == name, outline.title
        assert found.by == "name"


def test_columns_are_evidence() -> None:
    named = ["sepal length", "petal width", "species"]
    found = knowledge().subject("", named)
    assert found is not None
    assert found.outline.name == "iris_flowers"
    assert found.by == "columns"


def test_rows_of_an_unknown_subject_are_of_their_kind() -> None:
    found = knowledge().subject("lighthouse inspections")
    assert found is not None
    assert (found.by, found.outline.row) == ("rows", "inspection")
