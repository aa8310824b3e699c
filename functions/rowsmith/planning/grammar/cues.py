"""Stretches whose words leave no doubt of what they are: `20 rows`, `aged 7 to 12`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rowsmith.planning.grammar.found import Found
from rowsmith.planning.grammar.lexicon import plain_signs

_ROWS = re.compile(
    r"(?<![\d.,$€£-])(?P<count>\d{1,3}(?:[, ]\d{3})+|\d+)\s*"
    r"(?:rows|records|entries|samples|observations|instances|data\s?points|lines\s+of\s+data|examples)\b"
    r"(?!\s*(?:per|each|every|for\s+each|are|have|missing|with))",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"(?:^|[:.]\s+)(?P<count>\d{1,4})\s+(?P<unit>days|weeks|months|quarters|years)\s+(?:with|showing|listing|where)\b",
    re.IGNORECASE,
)
_WHILE = re.compile(
    r"\b(?P<period>(?:an?|one|a\s+single)\s+(?:day|week|month|year)|\d+\s+(?:days|weeks|months|years))"
    r"(?:'s\s+worth|\s+worth)?\s+of\s+(?!age\b|experience\b|education\b|service\b|old\b|birth\b)",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?P<name>aged?|ages)\s+(?:from\s+|between\s+|of\s+|range\s+)?(?P<low>\d{1,3})\s*(?:-|to|and|through)\s*(?P<high>\d{1,3})\b",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(
    r"(?<![\d.,-])(?:[2-9]|[1-5]\d)\s+(?:(?:likert\s+|survey\s+|rating\s+)?(?:questions|statements)|likert\s+items)\b",
    re.IGNORECASE,
)
_DECIMALS = re.compile(
    r"(?<![\d.,-])\b(?:\d|one|two|three|four)\s+(?:decimals?(?:\s+(?:places?|points?|digits?))?)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?:an?|the)\s+(?P<name>(?!target|label|single|new|following|binary|numeric|number|categor|depend|independ|response|"
    r"outcome|date|text|each|class\s+label|primary|foreign|second|first|third|separate|boolean|yes|free|main|same|"
    r"only|other|last|next|status|hidden|ground|true|final|known|few|random|given|different|latent|control)"
    r"[a-z][\w-]+(?:\s(?!variable|label|column|field)[a-z][\w-]+)?)\s(?P<kind>label|variable|column|field|flag|indicator)\b(?!\s+(?:name|of))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Aged:
    """`aged 7 to 12`: where the word stands, and the two figures."""

    name: tuple[int, int]
    low: tuple[int, int]
    high: tuple[int, int]


def find_row_counts(text: str) -> Iterator[Found[str]]:
    """Yield how many rows there are to be, the figure alone: `20 rows`, `8 months with`."""
    for match in _ROWS.finditer(text):
        yield Found(*match.span("count"), match["count"])
    for match in _TIMES.finditer(text):
        yield Found(*match.span("count"), match["count"])


def find_whiles(text: str) -> Iterator[Found[str]]:
    """Yield how long a time is covered: `a day of sales`, `6 months of readings`."""
    for match in _WHILE.finditer(text):
        yield Found(*match.span("period"), match["period"])


def find_aged(text: str) -> Iterator[Aged]:
    """Yield the ages that people have: `aged 7 to 12`, `ages 18-65`."""
    for match in _AGED.finditer(plain_signs(text)):
        yield Aged(match.span("name"), match.span("low"), match.span("high"))


def find_questions(text: str) -> Iterator[Found[str]]:
    """Yield how many questions a survey has: each is a column."""
    for match in _QUESTIONS.finditer(text):
        yield Found(*match.span(), match[0])


def find_decimals(text: str) -> Iterator[Found[str]]:
    """Yield how many decimals are wanted: `1 decimal place`."""
    for match in _DECIMALS.finditer(text):
        yield Found(*match.span(), match[0])


def find_labelled(text: str) -> Iterator[Found[str]]:
    """Yield the names before `label`, `variable`, `column`; the value is what stands behind."""
    for match in _LABELLED.finditer(text):
        yield Found(*match.span("name"), match["kind"].lower())


_COMPARED = {
    **dict.fromkeys(("older", "younger", "oldest", "youngest"), "age"),
    **dict.fromkeys(("heavier", "lighter"), "weight"),
    **dict.fromkeys(("taller", "tallest"), "height"),
    **dict.fromkeys(("richer", "poorer"), "income"),
    **dict.fromkeys(("cheaper", "dearer", "pricier"), "price"),
}


def compares(word: str) -> str | None:
    """What a comparative is about: `older` the age; None for words that are about many things."""
    return _COMPARED.get(word.lower())


_LIKENS = re.compile(
    r"\s*(?:risk|rate|probability|chance|odds|likelihood)?\s*(?:is|are|should\s+be|must\s+be|gets?)?\s*",
    re.I,
)
_COMMA = re.compile(r"[,;]\s+(?:and\s+)?$", re.IGNORECASE)


def only_likens(between: str) -> bool:
    """Whether words between a name and what is said of it add nothing: `risk is`."""
    return _LIKENS.fullmatch(between) is not None


def follows_a_comma(before: str) -> bool:
    """Whether what stands behind `before` begins an item of a list."""
    return _COMMA.search(before) is not None


_SHARED = re.compile(
    r"\s+(?P<name>(?!of|are|is|in|for|on|to|at|with|have|has|missing|null|nan|empty|blank|duplicate|outlier|"
    r"invalid|noise|off|tax|more|less|higher|lower|each|per|and|or|the|should|must|random|between|from|was|"
    r"were|chance|discount|vat|from|rest|unique|interest|male|female|women|men)[a-z-]+)\s+(?:test\s+)?"
    r"(?:cases|rows|records|entries|examples|samples|transactions|events|instances|items|observations)"
    r"\s*(?=[.;,)\n]|$)",
)


_FLAGGED = re.compile(
    r"\s+(?:of\s+)?(?P<name>[a-z-]{3,}s)\s+(?:\w+\s+)?(?:labell?ed|flagged|marked|tagged)\b",
    re.IGNORECASE,
)


def name_of_shared(text: str, end: int) -> tuple[int, int] | None:
    """Where the word stands that a share before it is of: `1% suspicious test cases`.

    Or what is labelled: `2% anomalies flagged`.
    """
    match = _SHARED.match(text, end) or _FLAGGED.match(text, end)
    return match.span("name") if match is not None else None


def is_flagged(text: str, end: int) -> bool:
    """Whether what a share is of is said to be labelled: the user calls the column so."""
    return _FLAGGED.match(text, end) is not None
