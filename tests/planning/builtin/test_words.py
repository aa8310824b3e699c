from __future__ import annotations

import pytest

from rowsmith.planning.builtin.words import find_phrase, listed, snake_case, stem, stems


@pytest.mark.parametrize(
    "forms",
    [
        ("churn", "churned", "churning", "churns"),
        ("leave", "leaving", "leaves", "left"),
        ("study", "studies", "studied", "studying"),
        ("customer", "customers", "customer's"),
        ("person", "people"),
        ("cancel", "cancelled", "canceled"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_different_words_keep_different_stems() -> None:
    assert len({stem(word) for word in ("paid", "pay", "price", "prize", "status", "state")}) == 6


def test_finds_a_phrase_over_a_gap() -> None:
    text = stems("customers who are leaving us")
    assert find_phrase(stems("customer leaves"), text, gap=2) == (0, 4)
    assert find_phrase(stems("customer leaves"), text) is None
    assert find_phrase(stems("leaves customer"), text, gap=5) is None


def test_takes_camel_and_snake_case_apart() -> None:
    assert snake_case("MonthlyCharges") == "monthly_charges"
    assert snake_case("Date of birth") == "date_of_birth"
    assert snake_case("customer's name") == "customer_name"


def test_lists_words() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
