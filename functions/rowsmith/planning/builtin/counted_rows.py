"""How many rows, where it is said apart from the subject: `- 600 pupils`, `400 days.`"""

from __future__ import annotations

import re

_LINE = re.compile(
    r"\n\s*[-*•]\s*(?P<count>\d{2,7})\s+(?:[a-z]{3,}s|people|children)\s*(?=\n|$)", re.IGNORECASE
)
_SENTENCE = re.compile(
    r"(?<=[.!?])\s+(?P<count>\d{2,7})\s+(?:[a-z]{3,}s|people|children)\s*(?:[.!]|$)", re.IGNORECASE
)
_AFTER_GREETING = re.compile(
    r"(?<=[!?])\s+(?P<count>\d{2,7})\s+(?:[a-z]{3,}s|people|children)\s*,\s*", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?<=[a-z])\s+(?:of|for|about)\s+(?P<count>\d{2,7})\s+(?:[a-z-]+\s){0,2}?(?:people|persons|users"
    r"|customers|clients|employees|students|pupils|patients|members|children|adults|visitors)\s*[.!]?$",
    re.IGNORECASE,
)


def rows_first(text: str) -> str:
    """`text` with a count of rows that stands apart moved to its beginning."""
    for pattern, left in ((_LINE, ""), (_SENTENCE, ""), (_AFTER_GREETING, " "), (_TAIL, "")):
        match = pattern.search(text)
        if match is not None:
            rest = f"{text[: match.start()]}{left}{text[match.end() :]}"
            return f"{match['count']} rows of {rest.strip()}"
    return text
