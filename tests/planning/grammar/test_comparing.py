"""Sentences that say what moves what, read by their form."""

from __future__ import annotations

import pytest

from rowsmith.planning.grammar.beyond import read_where
from rowsmith.planning.grammar.comparing import Comparison, read_comparisons
from rowsmith.planning.grammar.mentions import Known, alike
from rowsmith.planning.grammar.values import Figure, Range

COLUMNS = {
    "age": 1, "income": 2, "smoker": 3, "spend": 4, "churned": 5, "tickets": 6,
    "delivery_minutes": 7, "area": 8, "price": 9, "year_built": 10, "exam_score": 11,
    "hours_studied": 12, "region": 20, "sea": 30,
}  # fmt: skip
VALUES = {"north": (21, 20), "south": (22, 20), "IT": (23, 20), "calm": (31, 30), "rough": (32, 30)}
KNOWN = [
    *(Known(of, name, "flag" if name == "smoker" else "column") for name, of in COLUMNS.items()),
    *(Known(of, name, "value", within) for name, (of, within) in VALUES.items()),
]
NAMES = {one.of: one.name for one in KNOWN}


def read(sentence: str, columns: str = "") -> list[Comparison]:
    known = [one for one in KNOWN if not columns or one.name in columns.split()]
    return read_comparisons(sentence, 0, len(sentence), known)


def told(sentence: str, columns: str = "") -> set[str]:
    signs = {1: "+", -1: "-", 0: "?"}
    return {
        f"{NAMES[one.cause or 0]} {signs[one.sign]} {NAMES[one.effect or 0]}"
        for one in read(sentence, columns)
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The older the customer, the lower the spend", {"age - spend"}),
        (
            "the higher the income and the age, the higher the spend",
            {"income + spend", "age + spend"},
        ),
        ("Rich customers churn less", {"income - churned"}),
        ("Young people with low income churn most", {"age - churned", "income - churned"}),
        ("Those who earn less are more likely to churn", {"income - churned"}),
        ("People who spend a lot rarely churn", {"spend - churned"}),
        ("Non-smokers spend less", {"smoker + spend"}),
        ("Smoking raises the risk of churn", {"smoker + churned"}),
        ("High income reduces churn", {"income - churned"}),
        ("Poor exam scores mean more tickets", {"exam_score - tickets"}),
        (
            "Churn depends on age, income and region",
            {"age ? churned", "income ? churned", "region ? churned"},
        ),
        ("spend rises with income and falls with age", {"income + spend", "age - spend"}),
        (
            "Churn is highest in the south and lowest in the north",
            {"south + churned", "north - churned"},
        ),
        ("Income is highest in IT", {"IT + income"}),
        ("In the north people earn more", {"north + income"}),
        ("If income is low, churn should be more likely", {"income - churned"}),
        ("Older customers are half as likely to churn", {"age - churned"}),
        ("Smokers spend twice as much as others", {"smoker + spend"}),
        ("churn is mostly driven by low spend", {"spend - churned"}),
        ("calmer seas lower the price", {"sea + price"}),
        ("higher income -> less churn", {"income - churned"}),
    ],
)  # fmt: skip
def test_a_sentence_says_what_moves_what(sentence: str, expected: set[str]) -> None:
    columns = "age income smoker spend churned tickets exam_score region sea price"
    assert told(sentence, f"{columns} north south IT calm rough") == expected


@pytest.mark.parametrize(
    ("sentence", "columns", "expected"),
    [
        ("Older homes are cheaper", "year_built price", {"year_built + price"}),
        ("Newer homes sell for more", "year_built price", {"year_built + price"}),
        ("Bigger flats cost more", "area price", {"area + price"}),
        ("Slow deliveries spend less", "delivery_minutes spend", {"delivery_minutes - spend"}),
        ("Students who study more get better scores", "hours_studied exam_score",
         {"hours_studied + exam_score"}),
    ],
)  # fmt: skip
def test_a_word_may_tell_of_a_column_that_it_does_not_name(
    sentence: str, columns: str, expected: set[str]
) -> None:
    assert told(sentence, columns) == expected


@pytest.mark.parametrize(
    ("sentence", "bound", "expected"),
    [
        ("People over 60 churn more", "over 60", "age + churned"),
        ("Customers with more than 3 tickets churn more", "more than 3", "tickets + churned"),
        ("Churn is likelier if income is under 20000", "under 20000", "income + churned"),
        ("Customers older than 60 spend less", "older than 60", "age - spend"),
    ],
)
def test_a_bound_says_which_rows_are_meant(sentence: str, bound: str, expected: str) -> None:
    (one,) = read(sentence, "age tickets income churned spend")
    assert told(sentence, "age tickets income churned spend") == {expected}
    assert one.bound is not None
    assert sentence[slice(*one.bound)] == bound


def test_a_bound_is_a_range() -> None:
    assert read_where("over 60") == Range(Figure(60), None, low_open=True)
    assert read_where("after age 50") == Range(Figure(50), None, low_open=True)


@pytest.mark.parametrize(
    "sentence",
    ["Age has no effect on churn", "churn is independent of age", "age doesn't affect churn"],
)
def test_what_has_no_effect_is_said_to_have_none(sentence: str) -> None:
    (one,) = read(sentence)
    assert one.unrelated
    assert set(one.ends) == {COLUMNS["age"], COLUMNS["churned"]}
    assert not any(one.unrelated for one in read("Income lowers churn"))


def test_an_effect_of_what_nobody_knows_has_no_cause() -> None:
    (one,) = read("Loyal pirates spend more", "spend income")
    assert (one.cause, one.effect, one.sign) == (None, COLUMNS["spend"], 1)


@pytest.mark.parametrize(
    "sentence", ["age and income of customers", "30% of smokers churn", "", "over 60"]
)
def test_nothing_is_read_of_what_compares_nothing(sentence: str) -> None:
    assert not [one for one in read(sentence) if one.compares and one.arcs]


def test_forms_of_one_word_are_alike() -> None:
    assert alike("smok", "smoker")
    assert alike("diabet", "diabetic")
    assert not alike("student", "studi")
    assert not alike("sal", "salari")
