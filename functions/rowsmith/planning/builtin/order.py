"""Which of two comes first, and missing cells: `due date after issue date`, `10% missing`."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.amounts import NUMBER, WORD_NUMBER, word_amount
from rowsmith.planning.builtin.details import Details

_BE = (
    r"(?:\b(?:that|which|always|must|should|has\s+to|needs?\s+to|is|are|be|come|comes|coming"
    r"|occurs?|happens?|"
    r"falls?|being|either|equal\s+to\s+or|on\s+or)\s+)*"
)
_OTHER = r"(?:the\s+|their\s+|its\s+|a\s+|an\s+)?(?P<other>[a-z_][\w\s-]*?)"
_STOP = r"(?=\s*(?:$|[,.;()]|\band\b|\bor\b|\bbut\b|\bwith\b))"
_COUNT = rf"(?:{NUMBER}|{WORD_NUMBER})"
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "hour": 1 / 24, "minute": 1 / 1440}
_WITHIN = re.compile(
    rf"{_BE}(?:\b(?P<about>within|in|up\s+to|at\s+most|no\s+more\s+than|less\s+than|about"
    rf"|around|roughly|approximately|~)?\s*)"
    rf"(?:(?P<low>{_COUNT})\s*(?:-|to)\s*)?(?P<count>{_COUNT})\s+(?P<unit>day|week|month|year"
    rf"|hour|minute)s?\s+"
    rf"(?:of|after|from|following|later\s+than)\s+{_OTHER}{_STOP}",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"{_BE}\b(?:after|later\s+than|following|on\s+or\s+after|never\s+before"
    rf"|not\s+before)\s+{_OTHER}{_STOP}",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_BE}\b(?:before|earlier\s+than|prior\s+to|preceding|never\s+after)\s+{_OTHER}{_STOP}",
    re.IGNORECASE,
)
_LESS = re.compile(
    rf"{_BE}\b(?:(?:less|lower|smaller|fewer)\s+than(?:\s+or\s+equal\s+to)?|below|under"
    rf"|at\s+most|no\s+more\s+than|"
    rf"not\s+(?:more|higher|greater)\s+than|<=?|≤|never\s+(?:exceeds?|exceeding|above"
    rf"|more\s+than|higher\s+than))\s+{_OTHER}{_STOP}",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"{_BE}\b(?:(?:greater|higher|larger|bigger|more)\s+than(?:\s+or\s+equal\s+to)?|above"
    rf"|at\s+least|>=?|≥|exceeds?|"
    rf"never\s+(?:below|less\s+than|lower\s+than))\s+{_OTHER}{_STOP}",
    re.IGNORECASE,
)
_ABOUT = r"(?:(?:with\s+)?(?:about|around|approximately|roughly|~|some|up\s+to)\s*)*"
_EMPTY = r"(?:missing|null|nulls|empty|blank|nans?|n/?a|unknown\s+values?|absent|unfilled)"
_MISSING = (
    re.compile(
        rf"{_ABOUT}(?P<share>\d+(?:\.\d+)?)\s*(?:%|percent)\s*(?:of\s+(?:the\s+"
        rf"|its\s+)?(?:values|cells|rows|data|them|time|entries)?\s*)?"
        rf"(?:(?:are|is|being|values|cells|randomly|left|set\s+to)\s+)*{_EMPTY}(?:\s+(?:values?"
        rf"|cells?|data|entries))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_EMPTY}(?:\s+(?:values?|cells?|data))?\s*(?:in|for|at|rate(?:\s+of)?|:|="
        rf"|with)?\s*{_ABOUT}"
        r"(?P<share>\d+(?:\.\d+)?)\s*(?:%|percent)(?:\s+of\s+(?:the\s+)?(?:rows|cases|records"
        r"|time|entries|them|customers))?",
        re.IGNORECASE,
    ),
)
_SOME_MISSING = re.compile(
    r"\b(?:with\s+)?(?:(?:sometimes|some|occasionally|often|partly|a\s+few"
    r"|randomly)\s+)+(?:are\s+|is\s+)?"
    rf"{_EMPTY}(?:\s+(?:values?|cells?|data|entries))?|\b(?:nullable|optional)\b"
    r"|\bwith\s+missing\s+(?:values?|data)\b",
    re.IGNORECASE,
)
_SOME_SHARE = 0.08


def read_missing(text: str, details: Details) -> str:
    """Take a share of missing cells out of `text`; what is left."""
    for pattern in _MISSING:
        if match := pattern.search(text):
            details.missing = min(float(match["share"]) / 100, 1.0)
            return _cut(text, match)
    if match := _SOME_MISSING.search(text):
        details.missing = _SOME_SHARE
        return _cut(text, match)
    return text


def read_order(text: str, details: Details) -> str:
    """Take `after issue date`, `within 30 days of order date`, `less than price` out of `text`."""
    if match := _WITHIN.search(text):
        days = word_amount(match["count"])
        if days is not None:
            details.within = max(days * _DAYS[match["unit"].lower()], 0.01)
            details.after = match["other"].strip()
            details.exactly = match["about"] is None and match["low"] is None
            return _cut(text, match)
    for pattern, key in (
        (_AFTER, "after"),
        (_BEFORE, "before"),
        (_LESS, "at_most"),
        (_MORE, "at_least"),
    ):
        if match := pattern.search(text):
            setattr(details, key, match["other"].strip())
            return _cut(text, match)
    return text


def _cut(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " " + text[match.end() :]
