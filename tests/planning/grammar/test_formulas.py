"""Formulas in signs and words, over the ids of columns."""

from __future__ import annotations

import pytest

from rowsmith.planning.english.words import stems
from rowsmith.planning.grammar.formula_words import Names
from rowsmith.planning.grammar.formulas import read_formula
from rowsmith.schema.expressions import parse

NAMES = Names(
    ids={
        stems(name): number
        for number, name in enumerate(
            ("quantity", "unit price", "subtotal", "score", "weight", "height", "q1", "q2", "x"), 1
        )
    },
    before=(3, 7, 8),
    texts={"gold": "Gold"},
)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("quantity times unit price", "{1} * {2}"),
        ("quantity × unit_price", "{1} * {2}"),
        ("8% of the subtotal", "0.08 * {3}"),
        ("10 percent of the subtotal", "0.1 * {3}"),
        ("subtotal - 20% * subtotal", "{3} - 0.2 * {3}"),
        ("weight / (height / 100)^2", "{5} / ({6} / 100) ** 2"),
        ("weight divided by height squared", "{5} / {6} ** 2"),
        ("weight / height²", "{5} / {6} ** 2"),
        ("2x + 1", "2 * {9} + 1"),
        ("3 + 0.5x + noise", "3 + 0.5 * {9}"),
        ("|q1 - q2|", "abs({7} - {8})"),
        ("max(q1, 0)", "max({7}, 0)"),
        ("sum of both", "({7} + {8})"),
        ("average of the three", "({3} + {7} + {8}) / 3"),
        ("mean of q1 and q2", "({7} + {8}) / 2"),
        ("difference between q1 and q2", "{7} - {8}"),
        ("15 per quantity", "15 * {1}"),
        ("subtotal per quantity", "{3} / {1}"),
        ("score of 60 or more", "{4} >= 60"),
        ("score at least 50", "{4} >= 50"),
        ("true when score is above 70", "{4} > 70"),
        ("1 if score >= 70", "if({4} >= 70, 1, 0)"),
        ("1 if score >= 70 else 0", "if({4} >= 70, 1, 0)"),
        ("fail below 40", None),
        ("more than 45 minutes", "{8} > 45"),
        (
            "A if score >= 85, B if score >= 70, else C",
            'if({4} >= 85, "A", if({4} >= 70, "B", "C"))',
        ),
        ("the usual way", None),
    ],
)
def test_a_formula_is_an_expression_over_ids(text: str, expression: str | None) -> None:
    assert read_formula(text, NAMES).expression == expression


def test_noise_is_told_apart() -> None:
    assert read_formula("2x plus some noise", NAMES).noise
    assert not read_formula("2x", NAMES).noise


def test_what_it_reads_is_told_even_where_it_is_not_understood() -> None:
    assert read_formula("whatever quantity does to score", NAMES).reads == (1, 4)


@pytest.mark.parametrize(
    "text",
    ["quantity times unit price", "1 if score >= 70 else 0", "|q1 - q2|", "max(q1, 0)", "2x + 1"],
)
def test_an_expression_is_one_of_the_schema_language(text: str) -> None:
    headers = {number: f"column {number}" for number in range(1, 10)}
    written = read_formula(text, NAMES).written(headers)
    assert written is not None
    parse(written)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("only when the score is above 4.5", "{1} > 4.5"),
        ("bonus only if the score is 5", "{1} == 5"),
        ("if delay is more than 15 min, else empty", "{2} > 15"),
        ("blank unless score is below 3", "{1} < 3"),
        ("empty if score is below 3", "not ({1} < 3)"),
        ("only for people with a score over 60", "{1} > 60"),
        ("only where returned is later than due date", "{3} > {4}"),
    ],
)
def test_a_condition_may_say_where_a_column_is_there(text: str, expression: str) -> None:
    ids = {stems("score"): 1, stems("delay"): 2, stems("returned"): 3, stems("due date"): 4}
    found = read_formula(text, Names(ids))
    assert (found.expression, found.present) == (expression, True)


@pytest.mark.parametrize(
    ("text", "expression"),
    [("score over delay", "{1} / {2}"), ("yes if score is over delay", "{1} > {2}")],
)
def test_over_is_a_ratio_or_a_comparison(text: str, expression: str) -> None:
    found = read_formula(text, Names({stems("score"): 1, stems("delay"): 2}))
    assert (found.expression, found.present) == (expression, False)
