from __future__ import annotations

import pytest

from rowsmith.planning.builtin.dependence import read_statement


@pytest.mark.parametrize(
    ("sentence", "column", "on", "signs"),
    [
        ("price depends on square feet and bedrooms", "price", ["square feet", "bedrooms"], [1, 1]),
        ("score correlates with hours studied", "score", ["hours studied"], [1]),
        ("charges are higher for smokers", "charges", ["smokers"], [1]),
        ("price decreases with mileage", "price", ["mileage"], [-1]),
        ("duration is negatively correlated with bounce rate", "duration", ["bounce rate"], [-1]),
        ("smokers pay higher charges", "charges", ["smokers"], [1]),
        ("older customers spend less money", "money", ["older customers"], [-1]),
        ("the more hours studied, the higher the score", "score", ["hours studied"], [1]),
        ("a strong correlation between age and income", "income", ["age"], [1]),
        ("advertising drives sales", "sales", ["advertising"], [1]),
        ("churn is more likely for players with few hours played", "churn", ["hours played"], [-1]),
        ("rent falls with distance", "rent", ["distance"], [-1]),
    ],
)
def test_reads_what_follows_what(
    sentence: str, column: str, on: list[str], signs: list[float]
) -> None:
    statement = read_statement(sentence)
    assert statement is not None
    assert statement.column == column
    assert [one.on for one in statement.depends] == on
    assert [one.sign for one in statement.depends] == signs


@pytest.mark.parametrize(
    ("sentence", "explained"),
    [
        ("y depends strongly on x", "easy"),
        ("y depends slightly on x", "hard"),
        ("y depends on x", "medium"),
        ("y is correlated with x (0.8)", 0.64),
    ],
)
def test_reads_how_strongly(sentence: str, explained: float | str) -> None:
    statement = read_statement(sentence)
    assert statement is not None
    assert statement.depends[0].explained == explained


@pytest.mark.parametrize(
    "sentence", ["customer data", "a list of names", "10% of emails are missing"]
)
def test_sees_no_dependence_where_there_is_none(sentence: str) -> None:
    assert read_statement(sentence) is None
