"""What stands beside a figure and says which side of it is meant: `under`, `within`, `median`."""

from __future__ import annotations

import re
from typing import Literal

from rowsmith.planning.grammar.lexicon import plain_signs

_OPEN_LOW = re.compile(
    r"(?<!not )(?<!never )(?<!no )(?:\b(?:over|above|"
    r"more\s+than|greater\s+than|higher\s+than|older\s+than|larger\s+than|"
    r"bigger\s+than|longer\s+than|exceeding|exceeds?|after|later\s+than)|>)\s*$",
    re.IGNORECASE,
)
_OPEN_HIGH = re.compile(
    r"(?<!not )(?<!never )(?<!no )(?:\b(?:under|below|"
    r"less\s+than|lower\s+than|fewer\s+than|smaller\s+than|younger\s+than|"
    r"cheaper\s+than|shorter\s+than|before|earlier\s+than)|<)\s*$",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|no)\s*$", re.IGNORECASE)
_MEDIAN = re.compile(r"\bmedians?\b[^.;,]{0,24}$", re.IGNORECASE)
_VARIANCE = re.compile(r"\bvar(?:iance)?\b[^.;,]{0,12}$", re.IGNORECASE)
_UP_TO = re.compile(
    r"\b(?:within|up\s+to|at\s+most|no\s+more\s+than|not\s+more\s+than|max(?:imum)?(?:\s+of)?|no\s+later\s+than|inside|less\s+than|"
    r"under)\s*$|(?:<=?|≤)\s*$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"\b(?:at\s+least|no\s+less\s+than|min(?:imum)?(?:\s+of)?|no\s+sooner\s+than|more\s+than|over)\s*$|(?:>=?|≥)\s*$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:whether|if)\s+(?:or\s+not\s+)?(?:[\w']+\s+){0,4}$", re.IGNORECASE)
_OR_NOT = re.compile(r"\s*[(,/]?\s*or\s+not\b", re.IGNORECASE)
_ASKED_WHO = re.compile(
    r"\b(?:who|which\s+(?:ones?|of\s+(?:them|these|the\s+\w+)|[a-z]+s)(?:\s+(?!will|would|may|might)[a-z]+)?)"
    r"(?:\s+(?:will|would|may|might|can|could|is|are|was|were|has|have|had|did|do|does|gets?|got))?\s*$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?:%|\bper\s?cent|\bof\s+(?:them|(?:the\s+|all\s+)?[a-z]+))\s+(?:are|is|was|were|have|has|had|get|gets|got)\s+"
    r"(?:not\s+|never\s+|been\s+|an?\s+)*$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:^|\d[.)]|[,;:\n(\[{*•|&+/\-]|\b(?:and|or|plus|with|having|has|have|contain\w*|includ\w+|columns?|fields?|variables?|"
    r"features?|attributes?|targets?|labels?|need|want|each|add|called|named|be|are|me|like|want|fill|use|generate|create|make|show|get\s+me)\b)"
    r"[\s\"'`]*(?:(?:an?|the|their|its|his|her|some|also|whether|if|they|it|he|she|how\s+(?:many|much|often|long)|(?:number|count)\s+of)\s+)*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:how\s+(?:many|often)|(?:number|count|amount|no\.?)\s+of)\s+(?:[\w-]+\s+){0,1}$|"
    r"\bhow\s+(?:many|often)\s+(?:they|it|he|she|people)\s+\w+\s+$",
    re.IGNORECASE,
)

_JOINED = re.compile(
    r"[\s\"'`]*(?:,|/|&|\band\b|\bor\b|,\s*and\b)[\s\"'`]*(?:the\s+|an?\s+)?", re.IGNORECASE
)
_OF_ALL = re.compile(
    r"\b(?:both|all|each|every|per|apiece|respectively|everything|everywhere|evenly|equal\w*)\b",
    re.I,
)
_OF_SEVERAL = re.compile(r"/|\d:|\band\b|,.", re.IGNORECASE)
_LEADS = re.compile(
    r"[\s\"'`:=~]*(?:(?:is|are|of|from|between|above|over|below|under|at\s+least|at\s+most|up\s+to|at|about|around|with|mean|average|avg\.?|averages|sd|min|max|like|in)\s*[:=]?\s*)*",
    re.IGNORECASE,
)
_OF_GROUP = re.compile(r"\s*(?:in|for|of|among|with|at|on|if)\s+(?:the\s+|an?\s+)?", re.IGNORECASE)

_GROUP_BEHIND = re.compile(
    r"\s*(?:in|for|of|among|with|at|on|if)\s+(?:the\s+|an?\s+)?(?P<group>[^,;.()\n]{1,40})",
    re.IGNORECASE,
)


def is_open(before: str, side: Literal["low", "high"]) -> bool:
    """Whether the words before a bound leave the bound itself out."""
    pattern = _OPEN_LOW if side == "low" else _OPEN_HIGH
    return pattern.search(plain_signs(before)) is not None


def bound_of(before: str) -> Literal["min", "max"] | None:
    """Which bound the words right before a figure make it: `under`, `at least`; None without."""
    before = plain_signs(before)
    if _OPEN_HIGH.search(before) or _UP_TO.search(before):
        return "max"
    least = _OPEN_LOW.search(before) or _AT_LEAST.search(before)
    return "min" if least and not _DENIED.search(before[: least.start()]) else None


def is_range(before: str, between: str) -> bool:
    """Whether two figures are the ends of a range: `between 90 and 180`, `20 to 30`."""
    word = between.strip().lower()
    return word in ("to", "-", "–") or (word == "and" and before.lower().endswith("between "))


def is_median(before: str) -> bool:
    """Whether a typical value is called a median."""
    return _MEDIAN.search(before) is not None


def is_variance(before: str) -> bool:
    """Whether a spread is called a variance."""
    return _VARIANCE.search(before) is not None


def side_of(before: str) -> Literal["up_to", "at_least"] | None:
    """Whether the words before a distance make it a greatest or a least one."""
    before = plain_signs(before)
    if _UP_TO.search(before):
        return "up_to"
    return "at_least" if _AT_LEAST.search(before) else None


def is_asked_whether(before: str) -> bool:
    """Whether a name follows `whether` or `if`."""
    return _ASKED.search(before) is not None


def is_or_not(after: str) -> bool:
    """Whether a name is followed by `or not`."""
    return _OR_NOT.match(after) is not None


def is_asked_who(before: str) -> bool:
    """Whether what is true of some rows follows: `who`, `which of them`, `which videos go`."""
    return _ASKED_WHO.search(before) is not None


def is_told(before: str) -> bool:
    """Whether what is true of a share of rows follows: `5% of the plants are`."""
    return _TOLD.search(before) is not None


def is_spoken(before: str) -> bool:
    """Whether a column that follows these words is spoken of in a sentence, not named in a list."""
    return _NAMED.search(before) is None


def is_counted(before: str) -> bool:
    """Whether a name follows `how many` or `number of`."""
    return _COUNTED.search(before) is not None


def joins_names(between: str) -> bool:
    """Whether what stands between two names only lists them."""
    return _JOINED.fullmatch(between) is not None


def is_of_all(before: str) -> bool:
    """Whether words say that what follows holds of several things at once."""
    return _OF_ALL.search(before) is not None


def is_of_several(said: str) -> bool:
    """Whether a statement may itself be of several things: `50/50`, `5 and 10`, `each`."""
    return is_of_all(said) or _OF_SEVERAL.search(said) is not None


def leads_to(between: str) -> bool:
    """Whether a statement follows a name at once, with only such words as `is` between."""
    return _LEADS.fullmatch(between) is not None


def group_behind(after: str) -> str | None:
    """The words behind `in` or `for` after a figure, up to a comma or a bracket's end."""
    match = _GROUP_BEHIND.match(after)
    return match["group"].strip() if match is not None else None


def names_a_group(between: str) -> bool:
    """Whether the value behind these words is the group that a figure holds within."""
    return _OF_GROUP.fullmatch(between) is not None
