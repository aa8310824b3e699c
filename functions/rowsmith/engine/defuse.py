"""Text that a spreadsheet would run is made harmless."""

from __future__ import annotations

from rowsmith.schema.typing import is_number

_STARTS_A_FORMULA = ("=", "@", "+", "-", "\t", "\r")


def defused(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would take it for a formula.

    Numbers stay as they are: -5 is harmless.
    """
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) and not is_number(text) else text
