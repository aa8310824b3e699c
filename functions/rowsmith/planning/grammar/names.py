"""What cannot be the name of a column: a share, a figure, an instruction."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rowsmith.planning.english.words import words
from rowsmith.planning.grammar.numbers import read_number
from rowsmith.planning.grammar.portions import is_of_age
from rowsmith.planning.grammar.shares import read_share

_INSTRUCTION = re.compile(
    r"\b(?:should|must|shall|please|make\s+sure|ensure|generate|create|^there\s+(?:are|is|should)|i\s+(?:want|need)|we\s+(?:want|need)|"
    r"no\s+need|do\s+not|don't)\b",
    re.IGNORECASE,
)
_LONGEST = 10
_MADE = (
    r"(?:realistic(?:-looking|-sounding)?|plausible|believable|fictitious|fictional|"
    r"anonymi[sz]ed|made-up|synthetic|dummy|valid|proper)"
)
_HOW_MADE = re.compile(
    rf"(?:{_MADE}(?:,?\s+(?:but\s+|and\s+|yet\s+)?))+(?!from\b|until\b|till\b|to\b|thru\b|through\b)(?=\w)",
    re.IGNORECASE,
)
_ONLY_HOW = re.compile(
    r"(?:realistic|plausible|believable|fictitious|fictional|anonymi[sz]ed|made-up|synthetic)",
    re.IGNORECASE,
)
_FULL = frozenset(
    {
        "first",
        "last",
        "middle",
        "full",
        "given",
        "family",
        "forename",
        "surname",
        "first name",
        "last name",
    }
)
"""What the name of a person is made of."""
_AGES = frozenset(
    {
        *("aged", "ages", "old", "years old"),
        *("over", "above", "under", "below", "older than", "younger than"),
    }
)
_PRICED = frozenset(
    {
        *("expensive", "pricey", "pricier", "priciest", "cheap", "cheaper", "cheapest"),
        *("dearer", "dearest", "costs", "costing"),
    }
)
_NOTHING = frozenset({"so on", "so forth", "etc", "others", "more", "and so on", "the like"})


def plain_name(said: str) -> str:
    """A column's name without words for how well it is made: `realistic names` are names."""
    if " ".join(said.lower().split()) in _AGES or is_of_age(said):
        return "age"
    if said.lower() in _PRICED:
        return "price"
    return _HOW_MADE.sub("", said, count=1) if _HOW_MADE.match(said) else said


def says_nothing(said: str) -> bool:
    """Whether words only end a list: `and so on`."""
    return said.lower().rstrip(".") in _NOTHING


def are_parts_of_a_name(values: Iterable[str]) -> bool:
    """Whether what stands behind a name only says what it is made of: `name (first and last)`."""
    said = {value.lower() for value in values}
    return bool(said) and said <= _FULL


def begins_sentence(before: str) -> bool:
    """Whether what follows has a capital because a sentence begins there, not after a break."""
    return before.endswith(". ")


def is_no_name(said: str) -> bool:
    """Whether words name no column: nothing to read, a share, a figure or an instruction."""
    parts = words(said)
    if not parts or len(parts) > _LONGEST:
        return True
    if _ONLY_HOW.fullmatch(said) or says_nothing(said):
        return True
    if not any(letter.isalpha() for letter in said):
        return not re.fullmatch(r"\d{4}|[\dx]+", said)
    if len(parts) > 1 and _INSTRUCTION.search(said):
        return True
    figure = read_number(said)
    if figure is not None and (figure.percent or figure.currency is not None):
        return True
    share = read_share(said)
    return (
        share is not None
        and share.exact
        and any(letter.isdigit() for letter in said)
        and "_" not in said
    )
