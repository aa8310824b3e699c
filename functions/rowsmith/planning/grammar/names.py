"""What cannot be the name of a column: a share, a figure, an instruction."""

from __future__ import annotations

import re

from rowsmith.planning.english.words import words
from rowsmith.planning.grammar.numbers import read_number
from rowsmith.planning.grammar.shares import read_share

_INSTRUCTION = re.compile(
    r"\b(?:should|must|shall|please|make\s+sure|ensure|generate|create|^there\s+(?:are|is|should)|i\s+(?:want|need)|we\s+(?:want|need)|"
    r"no\s+need|do\s+not|don't)\b",
    re.IGNORECASE,
)
_LONGEST = 10


def is_no_name(said: str) -> bool:
    """Whether words name no column: nothing to read, a share, a figure or an instruction."""
    parts = words(said)
    if not parts or len(parts) > _LONGEST:
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
