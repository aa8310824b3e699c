"""What comes after what, in words: of time or of size, strictly or not."""

from __future__ import annotations

import re

from rowsmith.planning.grammar.lexicon import plain

_TIME = re.compile(
    r"\b(?:after\w*|before|later|earlier|sooner|follow\w*|preced\w*|prior|then|past|order|since|from|of|until|on|beyond|date)\b"
)
_SIZE = re.compile(
    r"(?:exceed|\b(?:more|less|above|below|over|under|greater|lower|higher|fewer|smaller|larger|most|least|longer|bigger|max)\b|[<>=≤≥])"
)
_NOT_STRICT = re.compile(
    r"\b(?:not|never|no|cannot|can't|at\s+least|at\s+most|or\s+on|on\s+or|or\s+equal|same|up\s+to|at\s+or)\b|>=|<=|≤|≥|=>|=<"
)


def is_about_time(text: str) -> bool:
    """Whether an order is one of time (`after`, `not before`) rather than of size."""
    found = plain(text)
    return _TIME.search(found) is not None and _SIZE.search(found) is None


def is_strict(text: str) -> bool:
    """Whether two values that are in this order are never equal (`later than`, `>`)."""
    return _NOT_STRICT.search(plain(text)) is None
