"""The places that a phrase names: `Italy and Greece` names two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rowsmith.planning.grammar.found import Found
from rowsmith.planning.grammar.lexicon import any_of, word_list

_APART = re.compile(r"\s*(?:,|;|/|&|\+|\band\b|\bor\b|\bto\b|\bvs\.?)\s*", re.IGNORECASE)
_LED = re.compile(r"\b(?:in|from|of|across|to|within|throughout)\s+$", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:the\s+)?(?:cit(?:y|ies)|states?|countr(?:y|ies)|island|town|region)\s+of\s+|rural\s+|urban\s+|the\s+)+",
    re.I,
)
_JOINED = re.compile(
    r"\b(?:Bosnia|Trinidad|Antigua|Saint\s+\w+|Newfoundland|Tyne|Baden|Turks)\s+and\b",
    re.IGNORECASE,
)


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(word_list('place_names'))})(?![\w-])", re.IGNORECASE)


@cache
def _things() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(word_list('place_names', 'things'))})(?=\s[a-z])")


def name_of_thing(text: str, start: int) -> int | None:
    """Where the name of a thing ends that begins with a place at `start`; None without one.

    `german credit` is a name; so is `turkey` in small letters before a noun.
    """
    match = _names().match(text, start) or _things().match(text, start)
    led = _LED.search(text[:start])
    return match.end() if match is not None and led is None else None


def find_places(text: str) -> Iterator[Found[str]]:
    """Yield every place in a phrase that names places alone, without articles and `city of`."""
    start = 0
    breaks = [match.span() for match in _APART.finditer(text)] if not _JOINED.search(text) else []
    for end, following in [*breaks, (len(text), len(text))]:
        lead = _LEAD.match(text[start:end])
        first = start + (lead.end() if lead else 0)
        if text[first:end].strip():
            yield Found(first, end, " ".join(text[first:end].split()))
        start = following
