"""Words that mean the same, and which of two words is the true one."""

from __future__ import annotations

import pytest

from rowsmith.schema.meaning import is_turned_round, meant, opposite


@pytest.mark.parametrize(
    ("text", "values", "value"),
    [
        ("male", ("Male", "Female"), "Male"),
        ("MALE", ("Male", "Female"), "Male"),
        ("male", ("M", "F"), "M"),
        ("F", ("Male", "Female", "Other"), "Female"),
        ("woman", ("male", "female"), "female"),
        ("yes", ("Y", "N"), "Y"),
        ("1", ("Yes", "No"), "Yes"),
        ("false", ("0", "1"), "0"),
        ("month to month", ("Month-to-month", "One year"), "Month-to-month"),
        ("month_to_month", ("Month-to-month", "One year"), "Month-to-month"),
    ],
)
def test_a_word_means_the_value_that_says_the_same(
    text: str, values: tuple[str, ...], value: str
) -> None:
    assert meant(text, values) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("gold", ("basic", "pro")),
        ("male", ("m", "man")),  # two that it could be
        ("prem", ("premium", "basic")),
        ("", ("a", "b")),
    ],
)
def test_what_is_not_plain_is_not_guessed(text: str, values: tuple[str, ...]) -> None:
    assert meant(text, values) is None


@pytest.mark.parametrize(
    "words", [("Yes", "No"), ("1", "0"), ("True", "False"), ("Y", "N"), ("on", "off")]
)
@pytest.mark.parametrize("rate", [0.05, 0.5, 0.95])
def test_yes_comes_before_no_at_any_rate(words: tuple[str, str], rate: float) -> None:
    assert not is_turned_round(words, "flag", rate)
    assert is_turned_round(words[::-1], "flag", rate)


@pytest.mark.parametrize(
    ("words", "name", "turned"),
    [
        (("died", "survived"), "survived", True),
        (("survived", "died"), "survived", False),
        (("fail", "pass"), "passed", True),
        (("active", "churned"), "active", False),
        (("active", "churned"), "churn", True),
        (("not churned", "churned"), "churn", True),
        (("churned", "not churned"), "churn", False),
        (("left", "right"), "side", False),
        (("dog", "cat"), "pet", False),
    ],
)
@pytest.mark.parametrize("rate", [0.05, 0.95])
def test_the_column_s_name_tells_which_word_is_true(
    words: tuple[str, str], name: str, turned: bool, rate: float
) -> None:
    assert is_turned_round(words, name, rate) == turned


def test_an_event_is_the_rare_word_of_a_pair() -> None:
    assert is_turned_round(("active", "churned"), "status", 0.05)
    assert not is_turned_round(("active", "churned"), "status", 0.95)
    assert not is_turned_round(("churned", "active"), "status", 0.05)


@pytest.mark.parametrize(
    ("word", "other"),
    [("Yes", "No"), ("yes", "no"), ("YES", "NO"), ("1", "0"), ("Y", "N"), ("Fraud", "Legitimate")],
)
def test_the_opposite_is_written_alike(word: str, other: str) -> None:
    assert opposite(word) == other
    assert opposite("glad") == "not glad"
