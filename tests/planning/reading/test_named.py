"""How columns and values are named: shared last words, figures in names, sides of figures."""

from __future__ import annotations

import pytest

from rowsmith.planning.reading.decode import decode
from rowsmith.planning.reading.parse import Moment, Parse, Period, Range
from training.markup import parse_markup


def read(marked: str) -> Parse:
    return decode(*parse_markup(marked))


def test_names_share_their_last_word() -> None:
    parse = read("[first]{col#1} and [last name]{col#2}, [opened]{col#3} and [closed dates]{col#4}")
    assert [field.words for field in parse.fields] == [
        "first name", "last name", "opened date", "closed dates",
    ]  # fmt: skip
    apart = read("[brand]{col#1} and [model name]{col#2}")
    assert [field.words for field in apart.fields] == ["brand", "model name"]


def test_a_name_may_end_in_a_figure() -> None:
    parse = read(
        "[type]{col#1} ([Falcon]{val#2:1} [9]{share:2}, [Soyuz]{val#3:1}, "
        "[Ariane]{val#4:1} [5]{share:4})"
    )
    assert [level.text for level in parse.levels] == ["Falcon 9", "Soyuz", "Ariane 5"]
    assert not parse.facts
    shares = read("[plan]{col#1} ([A]{val#2:1} [60]{share:2}, [B]{val#3:1} [40]{share:3})")
    assert len(shares.facts) == 2


@pytest.mark.parametrize(
    ("words", "label", "low", "high"),
    [
        ("under", "min", False, True),
        ("at most", "min", False, True),
        ("over", "max", True, False),
        ("never over", "max", False, True),
    ],
)
def test_the_word_before_a_bound_says_which_it_is(
    words: str, label: str, low: bool, high: bool
) -> None:
    (fact,) = read(f"[age]{{col#1}} {words} [50]{{{label}:1}}").facts
    assert isinstance(fact.value, Range)
    assert (fact.value.low is not None, fact.value.high is not None) == (low, high)


def test_the_word_before_a_period_says_which_side_of_it_is_meant() -> None:
    (fact,) = read("[date]{col#1} since [2022]{period:1}").facts
    assert fact.value == Period(Moment("2022"), Moment("today"))


def test_a_subject_has_what_says_which_ones() -> None:
    parse = read("[visits]{subject} at a veterinary clinic who may [return]{col#1}")
    assert parse.subject is not None
    assert parse.subject.value == "visits at a veterinary clinic"
    alone = read("[visits]{subject} of many kinds")
    assert alone.subject is not None
    assert alone.subject.value == "visits"


def test_what_is_asked_of_some_rows_is_true_or_false() -> None:
    for words in ("who will", "which of them", "which ones", "who gets"):
        (field,) = read(f"[people]{{subject}}, predict {words} [return]{{target#1}}").fields
        assert field.yes_no
        assert field.spoken


def test_what_is_spoken_of_is_no_closed_list() -> None:
    spoken = read("[videos]{subject} that get [views]{col#1} and [likes]{col#2}")
    assert spoken.listing == "open"
    assert read("[videos]{subject} with [views]{col#1} and [likes]{col#2}").listing == "closed"


def test_columns_that_are_said_to_be_there_are_a_list() -> None:
    parse = read("[tickets]{subject}. Columns should be [Show Name]{col#1}, [Ticket Price]{col#2}")
    assert parse.listing == "closed"
