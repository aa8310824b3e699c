"""What a number counts that is no number of rows: `3 hobbies`, `over 60`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsmith.planning.english.nouns import is_plural, singular
from rowsmith.planning.grammar.found import Found
from rowsmith.planning.grammar.lexicon import word_list

_OWNED = re.compile(
    r"\b(?:with|have|has|having)\s+(?P<few>(?:\d|1\d)\s+(?P<noun>[a-z][a-z-]+))\b(?!\s*[:(]|\s+(?:each|per|of)\b)",
    re.IGNORECASE,
)
_OLDER = re.compile(
    r"\s+(?P<side>over|above|under|below|older\s+than|younger\s+than)\s+(?P<age>1?\d\d?)"
    r"(?=\s*(?:$|[,.;)\n]|years?\b|with\b|who\b|and\b|in\b|from\b|that\b|having\b))",
    re.IGNORECASE,
)
_NO_THINGS = frozenset(
    {
        *("rows", "records", "entries", "samples", "observations", "instances", "points", "lines"),
        *("examples", "cases", "columns", "cols", "fields", "variables", "features", "attributes"),
        *("classes", "clusters", "segments", "groups", "tables", "decimals", "digits", "days"),
        *("weeks", "months", "years", "hours", "minutes", "seconds", "quarters", "levels"),
    }
)


def find_owned(text: str) -> Iterator[Found[str]]:
    """Yield `3 hobbies` of `users with 3 hobbies`; the value is the noun."""
    for match in _OWNED.finditer(text):
        noun = match["noun"].lower()
        if is_plural(noun) and noun not in _NO_THINGS:
            yield Found(*match.span("few"), noun)


def is_of_people(noun: str) -> bool:
    """Whether a noun is of people, who have an age."""
    return singular(noun.lower()) in word_list("people")


def find_older(text: str, start: int) -> tuple[Found[str], bool] | None:
    """The age behind `over` at a place, with where the word stands, and whether it is the least."""
    match = _OLDER.match(text, start)
    if match is None:
        return None
    least = match["side"].lower().startswith(("over", "above", "older"))
    return Found(*match.span("age"), match["side"]), least
