"""How long rows go on: `for 30 days`, `over two years`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsmith.planning.grammar.numbers import WORD_NUMBER

_LENGTH = re.compile(
    r"\b(?:for|over|during|across|throughout|spanning|covering)\s+(?:the\s+)?(?:last\s+|past\s+|next\s+|about\s+)?"
    rf"(?P<length>(?:\d+(?:\.\d+)?|{WORD_NUMBER})[\s-]+"
    r"(?:full\s+)?(?:second|minute|hour|day|week|month|quarter|year)s?)\b(?!\s+(?:each|per|a)\b)",
    re.IGNORECASE,
)


def find_lengths(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the length of a time stands: `30 days` of `for 30 days`."""
    for match in _LENGTH.finditer(text):
        yield match.span("length")
