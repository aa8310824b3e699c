"""Words that say what the thing beside them is: exclusions, comparatives, prices, amounts."""

from __future__ import annotations

import re

from rowsmith.planning.english.nouns import singular
from rowsmith.planning.grammar.lexicon import word_list

_EMPTY_BEHIND = re.compile(
    r"\s*(?:is|are|was|were|left|should\s+be|values?|cells?|\s)*\b(?:missing|blank|empty|null|unknown|not\s+filled)\b",
    re.IGNORECASE,
)
_OF_A_SUBJECT = re.compile(r"\s*(?:are\s+|is\s+)?(?:of|from|between|at|,)?\s*", re.IGNORECASE)
_ITEMS = re.compile(
    r"(?:^|[.;,\n(]|\band\b|\d|\b(?:two|three|four|five|six)\b)\s*(?P<noun>[A-Za-z][a-z]+)\s*:\s*$"
)
_PRICED = re.compile(
    r"\b(?:expensive|pricier|priciest|cheaper|cheapest|dearer|dearest|costlier|costs?(?=\s+(?:\w+\s+)?(?:more|less|most|least)\b))",
    re.IGNORECASE,
)
_PRICES = re.compile(
    r"(?:price|cost|rent|fee|fare|rate|premium|salary|value|amount|charge|total|bill)s?\b", re.I
)


def is_partly_empty(after: str) -> bool:
    """Whether words behind a name say that cells of it are empty, so that it is there."""
    return _EMPTY_BEHIND.match(after) is not None


def is_of_subject(between: str) -> bool:
    """Whether a figure behind these words is about the subject: `donations of 5 to 500`."""
    return _OF_A_SUBJECT.fullmatch(between) is not None


def is_measured(noun: str) -> bool:
    """Whether a noun is what figures are stated of: prices, salaries, scores."""
    return singular(noun.lower()) in word_list("measured")


def noun_before_items(before: str) -> str | None:
    """`department` before the values of `3 departments: Sales, Engineering`; None without."""
    match = _ITEMS.search(before)
    return None if match is None else singular(match["noun"].lower())


def find_priced(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where between two places something is said to cost more or less; None without."""
    match = _PRICED.search(text, max(start, 0), end)
    return None if match is None else match.span()


def is_price(name: str) -> bool:
    """Whether a column is what something costs."""
    return _PRICES.search(name) is not None


def count_parts(shares: str) -> int:
    """How many figures are written as one: 3 of `40/35/25`."""
    return len(_PARTED.split(shares.strip(" ()%")))


_PARTED = re.compile(r"\s*[/:]\s*")
