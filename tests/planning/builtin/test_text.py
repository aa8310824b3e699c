from __future__ import annotations

import pytest

from rowsmith.planning.builtin.text import clean


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("age 18–65", "age 18-65"),
        ("the customer’s “age”", 'the customer\'s "age"'),
        ("10 per cent", "10 percent"),
        ("5 000 rows", "5000 rows"),
        ("data where each row is a flight: price", "data of flights: price"),
        ("  two   spaces ", "two spaces"),
    ],
)
def test_tidies_what_people_type(raw: str, plain: str) -> None:
    assert clean(raw) == plain


def test_a_method_is_no_subject() -> None:
    assert clean("data for a random forest") == "data for a machine learning"
