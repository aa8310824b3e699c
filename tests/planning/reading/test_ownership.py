"""Heads that an annotator gave wrong are put right where the text leaves no doubt."""

from __future__ import annotations

import pytest

from rowsmith.planning.reading.decode import decode
from rowsmith.planning.reading.ownership import put_right
from rowsmith.planning.reading.parse import Figure, Parse, Range, Share
from training.markup import corpus_files, parse_markup, read_examples


def read(marked: str) -> Parse:
    return decode(*parse_markup(marked))


def test_careful_marks_stay_nearly_all() -> None:
    marks = changed = 0
    for text in read_examples(*corpus_files()):
        plain, given = parse_markup(text)
        right = put_right(plain, given)
        marks += len(given)
        changed += sum(one != other for one, other in zip(given, right, strict=True))
    assert changed / marks < 0.002


@pytest.mark.parametrize(
    "marked",
    [
        "[slot]{col#1} ([am]{val#3:2} 35%, [pm]{val#4:2} 65%), [kind]{col#2}",
        "[kind]{col#2}, [slot]{col#1} ([am]{val#3:2}, [pm]{val#4:2})",
    ],
)
def test_values_in_a_bracket_are_of_the_column_before_it(marked: str) -> None:
    assert {level.of for level in read(marked).levels} == {1}


def test_a_value_in_a_bracket_may_be_a_group_of_another_column() -> None:
    parse = read("[price]{col#1} ([blank for]{empty:1@3} [open]{val#3:2} ones), [status]{col#2}")
    assert parse.levels[0].of == 2


def test_figures_in_a_bracket_are_of_the_column_before_it() -> None:
    parse = read("[age]{col#1} (mean [40]{mean:2}), [pay]{col#2} (mean [50]{mean:1})")
    assert [fact.of for fact in parse.facts] == [1, 2]


def test_a_figure_is_of_the_column_that_it_follows_at_once() -> None:
    parse = read("[age]{col#1} [18]{min:1}-[65]{max:1,2}, [score]{col#2} [0]{min:2,1}-[9]{max:2}")
    assert [(fact.of, fact.value) for fact in parse.facts] == [
        (1, Range(Figure(18), Figure(65))),
        (2, Range(Figure(0), Figure(9))),
    ]


def test_what_is_said_of_all_stays_of_all() -> None:
    parse = read("[left]{col#1}, [right]{col#2}, both [0]{min:1,2} to [15]{max:1,2}")
    assert [fact.of for fact in parse.facts] == [1, 2]
    parse = read("[src]{col#1}, [dst]{col#2} ([IPv4]{like:1,2})")
    assert [fact.of for fact in parse.facts] == [1, 2]


def test_a_share_is_of_the_nearest_of_its_heads() -> None:
    parse = read("[pay]{col#1}: [card]{val#2:1} [72%]{share:2}, [cash]{val#3:1} [28%]{share:3,2}")
    assert [(fact.of, fact.value) for fact in parse.facts] == [(2, Share(0.72)), (3, Share(0.28))]


def test_a_share_behind_a_value_in_a_bracket_is_that_values() -> None:
    parse = read("[pay]{col#1} ([card]{val#2:1} [72%]{share:1}, [cash]{val#3:1} [28%]{share:3})")
    assert [fact.of for fact in parse.facts] == [2, 3]


def test_a_mention_leads_to_what_is_spelt_like_it() -> None:
    parse = read(
        "[group]{col#1} [A]{val#2:1} or [B]{val#3:1}; [rate]{col#4} [8%]{share:4@3} in [A]{vref:3}"
    )
    assert [mention.of for mention in parse.mentions] == [2]
    assert [fact.within for fact in parse.facts] == [2]


def test_a_figure_holds_within_the_value_behind_it() -> None:
    parse = read(
        "[group]{col#1} [A]{val#3:1} or [B]{val#4:1}, [clicked]{col#2} ([8%]{share:2@4} in "
        "[A]{vref:3}, [10%]{share:2@4} in [B]{vref:4})"
    )
    assert [fact.within for fact in parse.facts] == [3, 4]


def test_one_thing_is_to_be_predicted() -> None:
    parse = read("detect [fraud]{target#1}: [amount]{col#2}, a [fraud label]{target#3}")
    assert [(field.words, field.role) for field in parse.fields] == [
        ("amount", "column"),
        ("fraud label", "target"),
    ]


def test_a_half_range_beside_a_whole_one_is_uncovered() -> None:
    parse = read("[gpa]{col#1} [2.0]{min:1}-[4.0]{max:1}, [1]{min:1} bonus")
    assert len(parse.facts) == 1
    assert [span.of(parse.text) for span in parse.uncovered] == ["1"]


def test_a_subject_that_is_counted_and_does_not_repeat_is_the_rows() -> None:
    parse = read("[20]{entities:1} [products]{entity#1}, each with [name]{col#2}")
    assert (parse.subject and parse.subject.value, parse.rows and parse.rows.value) == (
        "products",
        20,
    )
    assert not parse.repeats
