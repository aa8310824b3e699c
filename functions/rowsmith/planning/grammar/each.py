"""How many of a thing there are with how many each: `100 users each rated 20 movies`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rowsmith.planning.grammar.numbers import NUMBER, WORD_NUMBER

_ABOUT = (
    r"(?:about|around|roughly|approximately|approx\.?|some|on\s+average|an\s+average\s+of|"
    r"exactly|~|ca\.?)"
)
_COUNT = rf"(?<![\w.,])(?P<count>{NUMBER}|{WORD_NUMBER})"
_EACH = rf"(?P<each>(?:{_ABOUT}\s*)?(?:\d[\d,]*|{WORD_NUMBER})(?:\s*(?:-|–|to)\s*\d+)?)"
_NOUN = (
    r"(?P<noun>(?!(?:years?|months?|weeks?|days?|hours?|minutes?|rows?|lines?)\b)[a-z]+s|people|"
    r"women|men|children|mice)"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # 100 users each rated 20 movies; 40 patients, each with 3 visits
        rf"{_COUNT}\s+{_NOUN},?\s+(?:who\s+|that\s+)?each\s+(?:of\s+(?:them|which|whom)\s+)?(?:[a-z]+\s+){{0,2}}{_EACH}\s+[a-z]+",
        # 300 receipts with about 5 items each; 20 stores, 4 visits per store
        rf"{_COUNT}\s+{_NOUN},?\s+(?:(?:with|having|and|of|at|placing|making)\s+)?{_EACH}\s+(?:[a-z]+\s+){{1,2}}(?:each\b|apiece\b|per\s+[a-z]+)",
        # 15 participants x 8 sessions
        rf"{_COUNT}\s+{_NOUN}\s+(?:x|×|\*|times)\s+{_EACH}\s+[a-z]+",
    )
)
_OF_LEVELS = re.compile(
    rf"(?<![\w.,])(?P<each>\d[\d,]*|{WORD_NUMBER})\s+(?:(?:[a-z]+\s+){{0,2}}(?:each|apiece|in\s+each)(?!\s+[a-z]+\s*=)|"
    r"(?:[a-z]+\s+)?(?:per|for\s+each|in\s+each|of\s+each)\s+"
    r"(?:group|class|level|arm|category|condition|treatment|species|type|kind|cell|label|cluster|one)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Counted:
    """Where it stands, as (start, end): the count, the noun that is counted, and how many each."""

    count: tuple[int, int]
    noun: tuple[int, int]
    each: tuple[int, int]


def find_counted(text: str) -> Iterator[Counted]:
    """Yield what is counted with how many each has."""
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            if all(end <= other or start >= stop for other, stop in taken):
                taken.append((start, end))
                yield Counted(match.span("count"), match.span("noun"), match.span("each"))


def find_each_level(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the number of rows of each group stands: `40` of `40 plants each`."""
    for match in _OF_LEVELS.finditer(text):
        yield match.span("each")
