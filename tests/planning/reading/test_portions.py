"""Shares of rows, by the form of what states them."""

from __future__ import annotations

import pytest

from rowsmith.planning.reading.decode import decode
from rowsmith.planning.reading.parse import Formula, Parse, Range, Share
from training.markup import parse_markup


def read(marked: str) -> Parse:
    return decode(*parse_markup(marked))


def shares(parse: Parse) -> dict[str, float]:
    names = {one.id: one.words for one in parse.fields}
    names |= {one.id: one.text for one in parse.levels}
    found = {}
    for fact in parse.facts:
        if isinstance(fact.value, Share):
            within = f" @ {names[fact.within]}" if fact.within is not None else ""
            found[names[fact.of or 0] + within] = fact.value.value
    return found


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "[status]{col#1} is 200 in 85% of cases, 404 in 10%, 500 in the rest",
            {"200": 0.85, "404": 0.1, "500": 0.05},
        ),
        (
            "[id]{col#2}, [status]{col#1}. Status is shipped in 70% of rows and lost in 30%",
            {"shipped": 0.7, "lost": 0.3},
        ),
        (
            "[plan]{col#1} [free]{val#2:1} or [pro]{val#3:1} (70/30 split), [age]{col#4}",
            {"free": 0.7, "pro": 0.3},
        ),
        (
            "[60%]{share:1} are on the [free plan]{val#1:~group}, "
            "[the rest]{share:2} on [pro]{col#2}",
            {"free": 0.6, "pro": 0.4},
        ),
        (
            "[age]{col#1}, [height]{col#2}. [5%]{share:2} of the plants are diseased.",
            {"diseased": 0.05},
        ),
        ("[age]{col#1}. [8%]{share:1} of them work remotely", {"work remotely": 0.08}),
        ("[age]{col#1}. [25%]{share:1} opened it", {"opened": 0.25}),
        ("[approved]{col#1}. [30%]{share:1} are not [approved]{ref:1}", {"approved": 0.7}),
        ("[accepted]{col#1}. [30%]{share:1} are [rejected]{ref:1}", {"accepted": 0.7}),
        ("[25]{max:1}% [diabetic]{col#1}", {"diabetic": 0.25}),
        (
            "[arm]{col#1} [A]{val#2:1} or [B]{val#3:1}, "
            "[sales]{col#4} [5%]{share:2} vs [7%]{share:4}",
            {"sales @ A": 0.05, "sales @ B": 0.07},
        ),
        (
            "[smoker]{col#1}, [churn]{col#2}. [Churn]{ref:2} is [30%]{share:2@1} for "
            "[smokers]{vref:1} and [10%]{share:2@1} for everyone else",
            {"churn @ smoker": 0.3, "churn @ everyone else": 0.1},
        ),
        (
            "[smoker]{col#1}, [ill]{col#2}. [30%]{share:2@1} of [smokers]{vref:1} "
            "are [ill]{ref:2}; [10%]{share:2@3} of [non-smokers]{val#3:2}",
            {"ill @ smoker": 0.3, "ill @ non-smokers": 0.1},
        ),
    ],
)
def test_shares_are_of_what_the_words_say(marked: str, expected: dict[str, float]) -> None:
    assert shares(read(marked)) == pytest.approx(expected)


def test_what_part_of_the_rows_have_is_no_other_column() -> None:
    parse = read("[return date]{col#1} ([10%]{share:1} have one)")
    assert [field.words for field in parse.fields] == ["return date"]


def test_persons_over_an_age_have_one() -> None:
    parse = read("[patients]{subject} over [60]{rows} with [weight]{col#1}")
    assert parse.rows is None
    assert [field.words for field in parse.fields] == ["age", "weight"]
    (fact,) = parse.facts
    assert isinstance(fact.value, Range)
    assert fact.value.low_open


def test_a_part_of_an_amount_is_computed() -> None:
    (fact,) = read("[tax]{col#1} of [8%]{share:1} of the subtotal").facts
    assert isinstance(fact.value, Formula)
    assert (fact.value.part, fact.value.whole) == (0.08, "subtotal")
    (bare,) = read("[VAT]{col#1} [20%]{formula:1}, [net]{col#2}").facts
    assert isinstance(bare.value, Formula)
    assert (bare.value.part, bare.value.whole) == (0.2, "")


def test_a_formula_is_of_what_stands_before_it() -> None:
    parse = read(
        "[spend]{col#1}, [sales]{col#2}. Sales are "
        "[1.3 times the spend plus 2.7]{formula:1} with some error"
    )
    (fact,) = parse.facts
    assert isinstance(fact.value, Formula)
    assert (fact.of, fact.value.expression, fact.value.noise) == (2, "1.3 * {1} + 2.7", True)


def test_a_sum_reads_all_that_it_is_of() -> None:
    parse = read(
        "[tax]{col#1}, [price]{col#2}, "
        "[total]{col#3} = [the sum of tax]{formula:3} and [price]{ref:2}"
    )
    (fact,) = parse.facts
    assert isinstance(fact.value, Formula)
    assert fact.value.reads == (1, 2)
