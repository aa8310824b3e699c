"""Marks become a parse: values typed, owners found, an annotator's faults survived."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.planning.reading.decode import SURE, decode
from rowsmith.planning.reading.marks import LABELS, Mark
from rowsmith.planning.reading.parse import (
    Distance,
    Empty,
    Field,
    Figure,
    Filled,
    Formula,
    Mean,
    Moment,
    Parse,
    Period,
    Range,
    Relation,
    Share,
    Span,
    Spread,
    Step,
    Strength,
    Value,
)
from training.markup import corpus_files, parse_markup, read_examples

COUNTED = frozenset({"entities", "each", "strength", "within", "share"})
"""Labels whose marks may be part of a repeat, a relation or a flaw, without a span of their own."""


def read(marked: str) -> Parse:
    return decode(*parse_markup(marked))


def values(parse: Parse, of: int | None) -> list[Value]:
    return [fact.value for fact in parse.facts_of(of)]


@cache
def gold() -> list[tuple[str, tuple[Mark, ...]]]:
    """Every ninth example of the corpus."""
    return [parse_markup(text) for text in read_examples(*corpus_files())][::9]


def test_every_mark_of_the_corpus_ends_in_the_parse_or_is_uncovered() -> None:
    for text, marks in gold():
        parse = decode(text, marks)
        spans = list(parse.spans())
        for mark in marks:
            there = any(span.start < mark.end and mark.start < span.end for span in spans)
            assert there or mark.label in COUNTED, f"{text[mark.start : mark.end]!r} in {text!r}"


def test_every_column_and_value_of_the_corpus_is_there_once() -> None:
    for text, marks in gold():
        parse = decode(text, marks)
        columns = [mark for mark in marks if mark.label in ("col", "target", "not")]
        assert len([field for field in parse.fields if field.role != "implied"]) == len(columns)
        ids = [*(one.id for one in parse.fields), *(one.id for one in parse.levels)]
        assert len(ids) == len(set(ids))
        assert {level.of for level in parse.levels} <= {field.id for field in parse.fields}


def test_references_lead_to_what_is_there() -> None:
    for text, marks in gold():
        parse = decode(text, marks)
        ids = {one.id for one in parse.fields} | {one.id for one in parse.levels}
        ids |= {one.id for one in parse.repeats}
        used = {fact.of for fact in parse.facts} | {fact.within for fact in parse.facts}
        used |= {end for relation in parse.relations for end in (relation.of, relation.to)}
        used |= {mention.of for mention in parse.mentions}
        assert used - {None} <= ids


@given(seed=st.integers(0, 10_000))
@settings(max_examples=150, deadline=None)
def test_no_marks_are_too_wrong(seed: int) -> None:
    rng = Random(seed)
    text, marks = rng.choice(gold())
    parse = decode(text, [spoiled(mark, rng, len(text)) for mark in marks if rng.random() < 0.9])
    for span in parse.spans():
        assert 0 <= span.start < span.end <= len(text)


def spoiled(mark: Mark, rng: Random, length: int) -> Mark:
    """A mark as a bad annotator might give it."""
    labels = sorted(LABELS)
    ids = range(12)
    changes: list[dict[str, object]] = [
        {},
        {"label": rng.choice(labels)},
        {"start": rng.randint(-3, length + 3), "end": rng.randint(-3, length + 3)},
        {"heads": ()},
        {"heads": (rng.choice(ids), "~", "dirt")},
        {"groups": (rng.choice(ids),)},
        {"arcs": ((rng.choice(ids), rng.choice(ids)),)},
        {"own": rng.choice([None, *ids])},
        {"confidence": rng.random()},
    ]
    return replace(mark, **rng.choice(changes))  # type: ignore[arg-type]


def test_nothing_marked_is_all_uncovered() -> None:
    parse = decode("Please give me 50 cats with whiskers", ())
    assert parse.uncovered
    assert parse.listing == "none"


def test_two_bounds_are_one_range() -> None:
    parse = read(
        "[age]{col#1} [18]{min:1}-[65]{max:1}, [pay]{col#2} from [$10]{min:2} to [20k]{max:2}"
    )
    assert values(parse, 1) == [Range(Figure(18), Figure(65))]
    assert values(parse, 2) == [
        Range(Figure(10_000, currency="USD"), Figure(20_000, currency="USD"))
    ]


def test_bounds_in_the_wrong_order_change_places() -> None:
    assert values(read("[age]{col#1} [65]{min:1} to [18]{max:1}"), 1) == [
        Range(Figure(18), Figure(65))
    ]


def test_one_mark_may_hold_both_bounds() -> None:
    assert values(read("[age]{col#1} [10 to 20]{max:1}"), 1) == [Range(Figure(10), Figure(20))]


def test_words_before_a_bound_open_it() -> None:
    assert values(read("[age]{col#1} over [18]{min:1}"), 1) == [Range(Figure(18), low_open=True)]
    assert values(read("[age]{col#1} never over [18]{max:1}"), 1) == [Range(None, Figure(18))]
    assert values(read("[age]{col#1} under [18]{max:1}"), 1) == [
        Range(None, Figure(18), high_open=True)
    ]


def test_figures_within_groups_keep_their_group() -> None:
    parse = read(
        "[height]{col#1}: [men]{val#2:~sex} median [178]{mean:1@2} ± [7]{sd:1@2}, "
        "[women]{val#3:~sex} [165]{mean:1@3}"
    )
    assert [(fact.within, fact.value) for fact in parse.facts] == [
        (2, Mean(Figure(178), median=True)),
        (2, Spread(Figure(7))),
        (3, Mean(Figure(165))),
    ]
    implied = next(field for field in parse.fields if field.role == "implied")
    assert (implied.words, implied.span) == ("sex", None)
    assert [level.text for level in parse.levels_of(implied.id)] == ["men", "women"]


def test_an_implied_column_that_is_named_is_that_column() -> None:
    parse = read("[Sex]{col#1}, [60%]{share:2} [female]{val#2:~sex}")
    assert [field.id for field in parse.fields] == [1]
    assert parse.levels[0].of == 1


@pytest.mark.parametrize(
    ("marked", "shares"),
    [
        ("[a]{val#2:1} [60%]{share:2}, [b]{val#3:1} [the rest]{share:3}", [0.6, 0.4]),
        ("[a]{val#2:1}/[b]{val#3:1} ([50/50]{share:2,3})", [0.5, 0.5]),
        ("[a]{val#2:1} [3]{share:2} [b]{val#3:1} [1]{share:3}", [0.75, 0.25]),
        ("[a]{val#2:1} [55]{share:2} [b]{val#3:1} [45]{share:3}", [0.55, 0.45]),
        ("[a]{val#2:1} [.3]{share:2} [b]{val#3:1} [.7]{share:3}", [0.3, 0.7]),
        ("[a]{val#2:1} [2 in 5]{share:2}", [0.4]),
        ("[200]{rows} rows, [a]{val#2:1} [150]{share:2} [b]{val#3:1} [50]{share:3}", [0.75, 0.25]),
    ],
)
def test_shares_of_one_column_are_read_together(marked: str, shares: list[float]) -> None:
    facts = read(f"[kind]{{col#1}}: {marked}").facts
    assert [fact.value.value for fact in facts if isinstance(fact.value, Share)] == shares


def test_what_has_no_head_belongs_to_the_nearest() -> None:
    text = "name, age 18-65, income around 50k; 60% female"
    marks = [
        Mark(0, 4, "col", own=1),
        Mark(6, 9, "col", own=2),
        Mark(10, 12, "min"),
        Mark(13, 15, "max"),
        Mark(17, 23, "col", own=3),
        Mark(31, 34, "mean"),
        Mark(36, 39, "share"),
        Mark(40, 46, "val", own=4, heads=("~sex",)),
    ]
    parse = decode(text, marks)
    assert values(parse, 2) == [Range(Figure(18), Figure(65))]
    assert values(parse, 3) == [Mean(Figure(50_000))]
    assert values(parse, 4) == [Share(0.6)]


def test_torn_names_are_joined() -> None:
    text = "ride-hailing trips with pick-up time"
    marks = [
        Mark(0, 5, "subject"),
        Mark(5, 18, "subject"),
        Mark(24, 28, "col", own=1),
        Mark(29, 36, "col", own=2),
    ]
    parse = decode(text, marks)
    assert parse.subject is not None
    assert parse.subject.value == "ride-hailing trips"
    assert [field.words for field in parse.fields] == ["pick-up time"]


@pytest.mark.parametrize(
    "name",
    ["45 percent", "there should be 4 distinct clusters", "$500", "please make it realistic"],
)
def test_instructions_and_shares_are_no_columns(name: str) -> None:
    parse = read(f"columns: [age]{{col#1}}, [{name}]{{col#2}}")
    assert [field.words for field in parse.fields] == ["age"]
    assert [span.of(parse.text) for span in parse.uncovered] == [name]


def test_a_column_defined_again_is_a_mention_but_twice_in_a_list_it_is_two() -> None:
    parse = read("[age]{col#1}, [pay]{col#2}. [Pay]{col#3} [rises with]{up:1>3} [age]{ref:1}")
    assert [field.id for field in parse.fields] == [1, 2]
    assert [(relation.of, relation.to) for relation in parse.relations] == [(1, 2)]
    assert len(read("columns: [name]{col#1}, [name]{col#2}").fields) == 2


def test_how_a_column_is_named_tells_its_kind() -> None:
    parse = read(
        "whether they [left]{col#1}, how many [visits]{col#2}, [smokes]{col#3}; [smokers]{vref:3}"
    )
    assert parse.fields == (
        Field(1, Span(13, 17), "left", yes_no=True),
        Field(2, Span(28, 34), "visits", counted=True),
        Field(3, Span(36, 42), "smokes", yes_no=True),
    )


def test_distances_belong_to_the_relation_that_they_measure() -> None:
    parse = read("[due]{col#1} within [30 days]{within:1} [after]{after:2>1} [issue date]{col#2}")
    assert parse.relations == (
        Relation(Span(19, 24), "after", of=2, to=1, within=Distance(None, 30, "day"), strict=True),
    )
    alone = read("[due date]{col#1} (within [30 days]{within:1})")
    assert values(alone, 1) == [Distance(None, 30, "day")]


def test_orders_of_size_are_told_from_orders_of_time() -> None:
    parse = read(
        "[paid]{col#1} [must not exceed]{after:1>2} [total]{col#2}, "
        "[out]{col#3} [later than]{after:4>3} [in]{col#4}"
    )
    assert [(one.kind, one.strict) for one in parse.relations] == [
        ("at_least", False),
        ("after", True),
    ]


def test_strength_is_of_the_nearest_relation() -> None:
    parse = read("[age]{col#1} [strongly]{strength:2} [raises]{up:1>2} [pay]{col#2}, r")
    assert [one.strength for one in parse.relations] == [Strength("degree", 0.8)]


def test_gaps_hold_within_their_group() -> None:
    parse = read(
        "[ship date]{col#1} [null unless]{filled:1@2} [shipped]{val#2:~status}, "
        "[reason]{col#3} [blank for]{empty:3@2} those, "
        "[fee]{col#4} [0 unless]{filled:4@5} [late]{col#5}"
    )
    assert [(fact.of, fact.value, fact.within) for fact in parse.facts] == [
        (1, Filled(), 2),
        (3, Empty(), 2),
        (4, Filled(otherwise="0"), 5),
    ]


def test_formulas_are_over_ids() -> None:
    parse = read(
        "[qty]{col#1}, [price]{col#2}, [total]{col#3} = [qty times price]{formula:3}, "
        "[tax]{col#4} [8% of the total]{formula:4}, [big]{col#5}: [total of 100 or more]{formula:5}"
    )
    assert values(parse, 3) == [Formula("{1} * {2}", (1, 2), "qty times price")]
    assert values(parse, 4) == [Formula("0.08 * {3}", (3,), "8% of the total")]
    assert values(parse, 5) == [Formula("{3} >= 100", (3,), "total of 100 or more")]


def test_repeats_steps_periods_and_flaws() -> None:
    parse = read(
        "[hourly]{every} [temperature]{col#1} of [5]{entities:2} [weather stations]{entity#2} with "
        "[20 to 30]{each:2} rows for [July 2024]{period}; [2%]{share:dirt} [duplicates]{dirt}, "
        "[3]{clusters} groups, [noisy]{level}, in [Italy and Greece]{place}"
    )
    repeat = parse.repeats[0]
    assert (repeat.words, repeat.count, repeat.each) == ("weather stations", 5, (20, 30))
    assert parse.step == Step(Span(0, 6), 1, "hour")
    assert values(parse, None) == [Period(Moment("2024-07"), Moment("2024-07"))]
    assert [(flaw.kind, flaw.share) for flaw in parse.flaws] == [("duplicates", 0.02)]
    assert parse.clusters is not None
    assert parse.clusters.value == 3
    assert parse.difficulty is not None
    assert parse.difficulty.value == "hard"
    assert [place.value for place in parse.places] == ["Italy", "Greece"]


@pytest.mark.parametrize(
    ("marked", "listing"),
    [
        ("[cats]{subject} with [age]{col#1} and [breed]{col#2}", "closed"),
        ("columns: [age]{col#1}, [breed]{col#2}", "closed"),
        ("[cats]{subject}, including [age]{col#1} and [breed]{col#2}", "open"),
        ("[cats]{subject} with [age]{col#1}, [breed]{col#2} etc.", "open"),
        ("[cats]{subject}; the [older]{ref:1} ones. [age]{col#1}, nothing else", "closed"),
        ("[cats]{subject}", "none"),
    ],
)
def test_a_list_is_closed_or_open_by_the_words_around_it(marked: str, listing: str) -> None:
    assert read(marked).listing == listing


def test_doubts_are_what_was_read_with_little_confidence() -> None:
    marks = [Mark(0, 4, "subject", confidence=SURE - 0.1), Mark(10, 13, "col", own=1)]
    parse = decode("cats with age", marks)
    assert [doubt.span.of(parse.text) for doubt in parse.doubts] == ["cats"]


@pytest.mark.parametrize(
    ("marked", "uncovered"),
    [
        ("Please create [cats]{subject} as a CSV file, thanks!", []),
        ("[cats]{subject} with [age]{col#1} for my statistics class", []),
        ("cats with [age]{col#1}, frobnication index, [breed]{col#2}", ["frobnication index"]),
        ("[cats]{subject} with [age]{col#1} 7", ["7"]),
        ("[age]{col#1}, [breed]{col#2}. [Older]{ref:1} ones hiss", ["hiss"]),
        ("[age]{col#1} in [the reign of Akhenaten]{period:1}", ["the reign of Akhenaten"]),
    ],
)
def test_what_nothing_was_read_from_is_uncovered(marked: str, uncovered: list[str]) -> None:
    parse = read(marked)
    assert [span.of(parse.text) for span in parse.uncovered] == uncovered
