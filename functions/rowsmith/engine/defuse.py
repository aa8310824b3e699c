"""Text that a spreadsheet would run is made harmless."""

from __future__ import annotations

import re

from rowsmith.schema.typing import is_number

_STARTS_A_FORMULA = ("=", "@", "+", "-", "\t", "\r")
_HARMLESS = re.compile(r"[+-]?[\d.,  ]*\s*%?")
"""A number, a percentage or a lone sign: there is nothing in it to be run."""


def defused(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would take it for a formula.

    Numbers, percentages and a lone dash stay as they are: -5, +5% and - are harmless.
    """
    if not text.startswith(_STARTS_A_FORMULA) or is_number(text) or _HARMLESS.fullmatch(text):
        return text
    return f"'{text}"
