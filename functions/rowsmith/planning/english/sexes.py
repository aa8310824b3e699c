"""Words for women and men, girls and boys."""

from __future__ import annotations

from typing import Literal, TypeAlias

Sex: TypeAlias = Literal["female", "male"]

_WOMEN = ("female", "females", "f", "woman", "women", "girl", "girls", "lady", "ladies")
_MEN = ("male", "males", "m", "man", "men", "boy", "boys", "gentleman", "gentlemen")

SEXES = frozenset({"sex", "gender"})
"""What the column of the two is called."""


def sex_of(word: str) -> Sex | None:
    """Which of the two a word means; None for any other."""
    word = word.lower()
    return "female" if word in _WOMEN else "male" if word in _MEN else None
