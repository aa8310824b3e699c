"""The parse is written by hand in a test, and finds its own parts."""

from __future__ import annotations

from rowsmith.planning.reading.parse import (
    Fact,
    Field,
    Figure,
    Formula,
    Level,
    Moment,
    Parse,
    Range,
    Share,
    Span,
    Stated,
)

CATS = Parse(
    text="cats: age (1-20), 60% female, no names",
    subject=Stated(Span(0, 4), "cats"),
    fields=(
        Field(1, Span(6, 9), "age"),
        Field(4, Span(33, 38), "names", role="excluded"),
        Field(3, None, "sex", role="implied"),
    ),
    levels=(Level(2, Span(22, 28), "female", of=3),),
    facts=(
        Fact(Span(11, 15), 1, Range(Figure(1), Figure(20))),
        Fact(Span(18, 21), 2, Share(0.6)),
    ),
    uncovered=(Span(30, 32),),
)


def test_parts_are_found_by_their_id() -> None:
    assert [field.id for field in CATS.columns()] == [1, 3]
    assert CATS.levels_of(3) == CATS.levels
    assert [fact.value for fact in CATS.facts_of(2)] == [Share(0.6)]
    assert not CATS.facts_of(None)


def test_every_part_points_into_the_text() -> None:
    said = {span.of(CATS.text) for span in CATS.spans()}
    assert said == {"cats", "age", "names", "female", "1-20", "60%", "no"}


def test_a_formula_is_written_with_headers() -> None:
    formula = Formula("{4} * {12}", reads=(4, 12), text="qty times price")
    assert formula.written({4: "qty", 12: "unit_price"}) == "qty * unit_price"
    assert formula.written({4: "In", 12: "price ($)"}) == "`In` * `price ($)`"
    assert Formula(None, reads=(), text="magic").written({}) is None


def test_a_moment_knows_whether_it_is_a_time_of_day() -> None:
    assert Moment("08:30").is_time
    assert not Moment("2024-06-15 08:30").is_time
    assert not Moment("2024").is_time
