"""Marked-up descriptions: what a mark says, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from rowsmith.planning.reading.marks import Mark
from training.markup import corpus_files, format_markup, parse_markup, read_examples


def test_marks_point_into_the_plain_text() -> None:
    plain, marks = parse_markup("[200]{rows} [cats]{subject}, [60%]{share:1} [female]{val#1:~sex}")
    assert plain == "200 cats, 60% female"
    assert [plain[mark.start : mark.end] for mark in marks] == ["200", "cats", "60%", "female"]
    assert marks[2:] == (
        Mark(10, 13, "share", heads=(1,)),
        Mark(14, 20, "val", own=1, heads=("~sex",)),
    )


def test_groups_several_heads_and_arcs_are_read() -> None:
    _, marks = parse_markup(
        "[a]{col#1} [b]{col#2} [5]{mean:1,2@3} [x]{val#3:1} [up]{up:1>2,3>2} [2%]{share:dirt}"
    )
    assert marks[2].heads == (1, 2)
    assert marks[2].groups == (3,)
    assert marks[4].arcs == ((1, 2), (3, 2))
    assert marks[5].heads == ("dirt",)


@pytest.mark.parametrize(
    "text",
    [
        "[a]{colour#1}",
        "[a]{col}",
        "[a]{val#1}",
        "[a]{col#1:2}",
        "[a]{mean}",
        "[a]{up}",
        "[a]{rows:1}",
        "[a]{col#1} [b]{col#1}",
        "[5]{mean:1}",
        "[a]{col#1} [up]{up:1>2}",
        "[a]{col#1} and {b}",
    ],
)
def test_what_is_not_markup_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"label|bracket|id"):
        parse_markup(text)


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: str(path.stem))
def test_every_example_of_the_corpus_is_well_formed(path: Path) -> None:
    faults = []
    for text in read_examples(path):
        try:
            parse_markup(text)
        except ValueError as fault:
            faults.append(f"{fault} in {text[:60]!r}")
    assert not faults


@pytest.mark.parametrize("path", corpus_files(), ids=lambda path: path.stem)
def test_marks_are_written_as_they_are_read(path: Path) -> None:
    for text in read_examples(path):
        plain, marks = parse_markup(text)
        assert parse_markup(format_markup(plain, marks)) == (plain, marks)
