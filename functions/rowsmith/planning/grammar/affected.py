"""Shares of rows that are somehow, in so many words: `5% of the plants are diseased`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_AFFECTED = re.compile(
    r"(?P<share>\d+(?:\.\d+)?\s?(?:%|per\s?cent|percent))\s+of\s+(?:the\s+|all\s+|these\s+|our\s+)?"
    r"(?:[a-z]+\s+){1,2}(?:are|is|were|was|get|got|have\s+been|had\s+been)\s+(?P<state>[a-z][a-z-]+)"
    r"(?=\s*(?:[.,;!\n)]|$|and\b|but\b))",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?:missing|empty|blank|null|unknown|absent|incomplete|duplicated?|duplicates|outliers?|wrong|typos?|invalid|corrupt(?:ed)?|"
    r"misspel(?:led|t)|women|men|female|male|girls|boys|over|under|older|younger|above|below|between|from|in|at|not|free|paid)$",
    re.IGNORECASE,
)
_ADVERB = re.compile(r"(?:daily|weekly|monthly|hourly|yearly|annual|quarterly)\Z", re.IGNORECASE)
_ITEM = re.compile(r"(?:,|;|\band\b|,\s*and\b|&)\s*\Z", re.IGNORECASE)


def find_affected(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield where a share of rows stands, and the word for what these are."""
    for match in _AFFECTED.finditer(text):
        if not _EMPTY.match(match["state"]):
            yield match.span("share"), match.span("state")


def begins_item(text: str, start: int, end: int) -> bool:
    """Whether a word for a step in time begins an item of a list: `variety, daily light hours`."""
    return bool(_ADVERB.match(text[start:end]) and _ITEM.search(text[:start]))
