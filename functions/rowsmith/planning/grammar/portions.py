"""Sentences about parts of the rows: `5% of the plants are diseased`, `status is 200 in 85%`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rowsmith.planning.grammar.lexicon import plain_signs

Stretch = tuple[int, int]

_SHARE = (
    r"\d+(?:\.\d+)?\s?(?:%|percent\b|per\s?cent\b|pct\b)|(?:one|two|three|four|\d+)\s+(?:in|out\s+of)\s+(?:every\s+)?(?:ten|five|four|"
    r"three|twenty|a\s+hundred|\d+)\b|(?:a|one|two|three)\s+(?:half|thirds?|quarters?|fifths?|tenths?)\b|half\b"
)
_WHOSE = r"(?:\s+of\s+(?:(?:the|all|our|my|these)\s+)?(?P<noun>[a-z]+(?:\s[a-z]+)?))?"
_BE = r"(?:is|are|was|were|has|have|had|gets?|got|will|do|does|did|should\s+be)"
_TELLS = re.compile(
    rf"(?P<share>{_SHARE}){_WHOSE}\s+{_BE}\s+(?P<not>not\s+|never\s+)?(?:been\s+|an?\s+|be\s+|marked\s+(?:as\s+)?|labell?ed\s+(?:as\s+)?)*"
    r"(?P<what>(?!not\b|one\b|it\b|none\b|any\b|th\w\w\b|no\b|yes\b|true\b|false\b|in\b|on\b|from\b|missing\b|empty\b|blank\b|null\b|at\b|between\b|over\b|under\b|above\b|below\b|more\b|less\b|duplicat)"
    r"[a-z][\w-]*(?:\s(?!and\b|or\b|but\b|with\b|in\b|on\b|at\b|from\b|within\b|by\b|for\b|than\b|while\b|who\b)[a-z][\w-]*){0,2})"
    r"\s*(?=[.,;)\n]|\band\b|\bbut\b|\bwithin\b|$)",
    re.IGNORECASE,
)
_DOES = re.compile(
    rf"(?P<share>{_SHARE})\s+(?:of\s+(?:them|(?:the\s+|all\s+)?(?P<noun>[a-z]+))\s+)?(?P<not>(?:do|does|did)\s+not\s+|never\s+)?"
    r"(?P<what>(?!of\b|are\b|is\b|was\b|were\b|have\b|has\b|had\b|off\b|missing\b|filled\b|populated\b|tax\b|vat\b|each\b|in\b|on\b|with\b|and\b|or\b|the\b|a\b|an\b)"
    r"[a-z]+(?:ed|en|ought|old|aid|ent|eft)|work(?=\s)|live(?=\s)|own(?=\s)|use(?=\s))(?P<more>(?:\s+(?:it|them|in\s+full|remotely|alone|abroad|"
    r"an?\s+[a-z]+|from\s+home|part\s+time|late|on\s+time)))?\s*(?=[.,;)\n]|\band\b|\bbut\b|\bwithin\b|$)",
    re.IGNORECASE,
)
_IN = r"(?:\s+of\s+(?:the\s+|all\s+)?[a-z]+)?"
_REST = r"(?:the\s+)?(?:rest|remainder|others|remaining)"
_SPLIT = re.compile(
    rf"\b(?:is|are|be|being)\s+(?:either\s+)?(?P<first>[\w-]+(?:\s[\w-]+)?)\s+(?:in|for)\s+(?P<one>{_SHARE}){_IN}"
    rf"(?P<more>(?:\s*(?:,|and|;|,\s*and)\s+[\w-]+(?:\s[\w-]+)?\s+(?:in|for)\s+(?:{_SHARE}|{_REST}){_IN})+)",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?:,|\band\b|;)\s*(?:and\s+)?(?P<value>[\w-]+(?:\s[\w-]+)?)\s+(?:in|for)\s+(?P<share>{_SHARE}|{_REST})",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"\(\s*(?P<ratio>\d{1,3}(?:\.\d+)?(?:\s*[/:]\s*\d{1,3}(?:\.\d+)?){1,5})(?:\s*(?:split|ratio|%|percent|mix|shares?))?\s*\)",
    re.IGNORECASE,
)
_TYPE_NOUN = re.compile(
    r"(?P<value>[\w-]+(?:\s[\w-]+)?)\s+(?P<noun>plan|tier|arm|group|package|subscription|membership|version|category|segment|license)s?",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|no|without|n't)\s+(?:been\s+|an?\s+|yet\s+)*$", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?P<noun>people|persons|patients|customers|adults|employees|users|members|men|women|drivers|students|clients|players|workers|"
    r"passengers|borrowers|subscribers|seniors|residents)\s+(?:(?:who|that)\s+are\s+)?(?:aged\s+)?"
    r"(?P<side>over|above|under|below|older\s+than|younger\s+than|at\s+least)\s+(?P<age>\d{1,3})\b(?!\s*(?:%|k\b|,\d|\.\d|usd|eur|rows|kg|cm|km|points))",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:for|in|among|of|with)\s+(?P<who>everyone\s+else|everybody\s+else|(?:all\s+|the\s+)?others|the\s+rest|non-?[a-z]+)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:^|(?<=\. )|(?<=; )|(?<=\n))(?P<name>(?!The|A|An|With|For|And|Each|Columns?|"
    r"Fields?|Use|Make|Add|Include|Generate|Create|It|There|Every|All)[A-Z][a-z]+(?:\s[a-z]+){0,2}\s)$"
)
_NON = re.compile(r"(?:non|not)[\s-]*(?P<what>[a-z][\w\s-]*)", re.IGNORECASE)
_WHOLE = 100.0
_SLACK = 1.5


@dataclass(frozen=True, slots=True)
class Told:
    """A part of the rows, and what is true of them."""

    share: Stretch
    what: Stretch
    denied: bool


@dataclass(frozen=True, slots=True)
class Over:
    """`patients over 60`: where the persons, the words before the age, and the age stand."""

    noun: Stretch
    age: Stretch
    least: bool


def find_told(text: str) -> Iterator[Told]:
    """Yield what is said to be true of a part of the rows."""
    plain = plain_signs(text)
    for match in _TELLS.finditer(plain):
        yield Told(match.span("share"), match.span("what"), match["not"] is not None)
    for match in _DOES.finditer(plain):
        only = (match["more"] or "").strip() in ("", "it", "them")
        end = match.end("what" if only else "more")
        yield Told(match.span("share"), (match.start("what"), end), match["not"] is not None)


def find_splits(text: str) -> Iterator[tuple[int, list[tuple[Stretch, Stretch]]]]:
    """Yield `is 200 in 85%, 404 in 10%`: where it starts, and each value with its share."""
    plain = plain_signs(text)
    for match in _SPLIT.finditer(plain):
        parts = [(match.span("first"), match.span("one"))]
        more = _PART.finditer(plain, match.start("more"), match.end("more"))
        parts += [(part.span("value"), part.span("share")) for part in more]
        yield match.start(), parts


def find_ratios(text: str) -> Iterator[Stretch]:
    """Yield where a bracket holds nothing but the shares of several: `(70/30 split)`, `(1:1)`."""
    for match in _RATIO.finditer(text):
        figures = [float(one) for one in re.findall(r"\d+(?:\.\d+)?", match["ratio"])]
        if ":" in match["ratio"] or abs(sum(figures) - _WHOLE) <= _SLACK:
            yield match.span("ratio")


def find_over(text: str) -> Iterator[Over]:
    """Yield persons whose age is bounded: `patients over 60`."""
    for match in _OVER.finditer(plain_signs(text)):
        least = match["side"].lower() not in ("under", "below", "younger than")
        yield Over(match.span("noun"), match.span("age"), least)


def type_noun(value: str) -> tuple[str, str] | None:
    """`free` and `plan` of `free plan`; None where a value does not end with such a noun."""
    match = _TYPE_NOUN.fullmatch(value)
    return None if match is None else (match["value"], match["noun"].lower())


def start_of_name(text: str, first: int, start: int) -> int:
    """Where the name begins whose last word is at `start`, at `first` or behind.

    It is `start` itself unless the words before it open a sentence and are few.
    """
    match = _OPENS.search(text, first, start)
    return start if match is None else match.start("name")


def find_others(text: str) -> Iterator[Stretch]:
    """Yield where a group is called the others: `and 10% for everyone else`."""
    for match in _OTHERS.finditer(plain_signs(text)):
        yield match.span("who")


def without_denial(word: str) -> str | None:
    """`smokers` of `non-smokers`; None where a word denies nothing."""
    match = _NON.fullmatch(word)
    return None if match is None else match["what"]


def is_denial(value: str) -> bool:
    """Whether a value is that of all others: `non-smokers`, `everyone else`."""
    return _OTHERS.fullmatch(f"for {value}") is not None


def is_of_age(said: str) -> bool:
    """Whether words before a figure make it an age: `patients over`."""
    return _OVER.fullmatch(f"{said} 50") is not None


def is_denied(before: str) -> bool:
    """Whether the words before something deny it: `not`, `have not been`."""
    return _DENIED.search(before) is not None
