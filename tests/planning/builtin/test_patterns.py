from __future__ import annotations

import pytest

from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.patterns import id_pattern, mark_patterns, read_pattern


@pytest.mark.parametrize(
    ("example", "pattern"),
    [
        ("INV-00001", "INV-#####"),
        ("AB-1234", "AB-####"),
        ("XX-999", "??-###"),
        ("PT-2024-001", "PT-2024-###"),
        ("X#?", "X#?"),
    ],
)
def test_makes_a_pattern_of_an_example(example: str, pattern: str) -> None:
    assert id_pattern(example) == pattern


@pytest.mark.parametrize(
    ("text", "left", "pattern"),
    [
        ("order id like ORD-0001", "order id", "ORD-####"),
        ("policy number starts with INS followed by 6 digits", "policy number", "INS######"),
        ("sku of two letters and four digits", "sku", "??####"),
        ("code that begins with QX", "code", "QX#####"),
        ("6-digit pin", "pin", "######"),
        ("plates: AB123, CD456, etc.", "plates", "AB###"),
    ],
)
def test_takes_the_form_of_an_id(text: str, left: str, pattern: str) -> None:
    details = Details()
    assert " ".join(read_pattern(text, details).split()) == left
    assert details.pattern == pattern


@pytest.mark.parametrize("text", ["age 18 to 65", "2 decimals", "starts with a good score"])
def test_takes_no_form_where_none_is_said(text: str) -> None:
    details = Details()
    assert read_pattern(text, details) == text
    assert details.pattern is None


def test_brackets_a_form_so_that_no_list_is_cut_in_it() -> None:
    marked = mark_patterns("columns: code of 2 letters and 3 digits, city")
    assert " ".join(marked.split()) == "columns: code (like ??###), city"
