from __future__ import annotations

import pytest

from rowsmith.errors import NotUnderstood
from rowsmith.planning.grammar.harmful import check_harmless


@pytest.mark.parametrize(
    "description",
    [
        "the real home address and phone number of Taylor Swift",
        "real email addresses of celebrities",
        "people with a score for how subhuman each race is",
        "a table of inferior religions",
    ],
)
def test_refuses_what_is_not_made(description: str) -> None:
    with pytest.raises(NotUnderstood):
        check_harmless(description)


@pytest.mark.parametrize(
    "description",
    [
        "real estate agents with address and phone",
        "realistic people with name, address and phone",
        "census with race, religion and income",
        "inferior vena cava measurements",
        "100 m race results of runners",
    ],
)
def test_lets_everything_else_pass(description: str) -> None:
    check_harmless(description)
