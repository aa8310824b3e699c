"""Words of a text, with their offsets: the unit in which a description is read."""

from __future__ import annotations

import re
from typing import TypeAlias

Word: TypeAlias = tuple[int, int]

_LOWER = "a-zß-öø-ÿ"
_UPPER = "A-ZÀ-ÖØ-Þ"
_WORD = re.compile(
    r"\n"
    rf"|[{_UPPER}]{{1,3}}\d{{1,3}}\b"  # Q4, A12
    r"|[a-z]{1,2}[²³23]\b"  # m2
    rf"|[{_UPPER}]?[{_LOWER}]+(?:['’][{_LOWER}]+)*"  # parts camelCase
    rf"|[{_UPPER}]+(?![{_LOWER}])"
    r"|\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)*"  # 12,000.5 is one, 1,2,3 are three
    r"|[^\W\d_]+"
    r"|[^\w\s]|_"
)


def find_words(text: str) -> list[Word]:
    """The words of `text` as (start, end), in order; `end` is one past the last character.

    Letters, figures, signs and line breaks are words of their own, `snake_case` and `camelCase`
    are parted. Every character but blanks belongs to one word.
    """
    return [match.span() for match in _WORD.finditer(text)]
