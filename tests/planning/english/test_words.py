"""Words, stems and headers."""

from __future__ import annotations

import pytest

from rowsmith.planning.english.words import header, listed, stem, stems, words


def test_names_of_code_come_apart() -> None:
    assert words("CustomerID, order_date in kWh") == [
        "customer",
        "id",
        "order",
        "date",
        "in",
        "kwh",
    ]


@pytest.mark.parametrize(
    "forms",
    [
        ("leave", "leaves", "leaving", "left"),
        ("churn", "churned", "churning"),
        ("colour", "colors"),
        ("stop", "stopped", "stopping"),
        ("city", "cities"),
        ("payment", "payments"),
    ],
)
def test_forms_of_a_word_share_their_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_stems_keep_the_order() -> None:
    assert stems("Monthly Charges") == (stem("monthly"), stem("charge"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CustomerID", "CustomerID"),
        ("Dept", "Dept"),
        ("order_date", "order_date"),
        ("First Name", "first_name"),
        ("Chair Time (min)", "chair_time_min"),
        ("patient's age", "patient_age"),
        ("  qty ", "qty"),
        ("???", ""),
    ],
)
def test_a_header_is_the_name_as_one_word(name: str, expected: str) -> None:
    assert header(name) == expected


def test_a_header_is_at_most_64_characters() -> None:
    assert len(header("x" * 100)) == 64
    assert len(header("word " * 30)) <= 64


def test_a_list_in_words() -> None:
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a"]) == "a"
    assert listed([]) == ""
