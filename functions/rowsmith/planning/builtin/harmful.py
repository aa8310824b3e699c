"""Descriptions that no data is made for: private data of real persons, contempt of groups."""

from __future__ import annotations

import re

from rowsmith.errors import NotUnderstood

_PRIVATE = re.compile(
    r"\breal\s+(?:[a-z]+\s+){0,2}(?:address(?:es)?|phone|bank|e-?mails?|passwords?|social\s+security"
    r"|credit\s+card)\b.*\bof\s+(?:[A-Z][a-z]+\s+[A-Z][a-z]+|celebrit|politician|famous|my\s|our\s)",
    re.IGNORECASE | re.DOTALL,
)
_CONTEMPT = re.compile(
    r"\b(?:subhuman|sub-human|untermensch\w*|inferior|worthless|vermin)\b.*\b(?:races?|religions?"
    r"|ethnic\w*|peoples?|women|jews?|muslims?|immigrants?)\b"
    r"|\b(?:races?|religions?|ethnic\w*|peoples?|women|jews?|muslims?|immigrants?)\b.*\b(?:subhuman"
    r"|sub-human|untermensch\w*|inferior|worthless|vermin)\b",
    re.IGNORECASE | re.DOTALL,
)


def check_harmless(description: str) -> None:
    """Raises NotUnderstood where a description asks for what is not made."""
    if _PRIVATE.search(description):
        message = (
            "No data of real persons is made or known here: every row is invented. "
            "Ask for invented people, as in 'people with name, address and phone'."
        )
    elif _CONTEMPT.search(description):
        message = "No data is made that degrades groups of people. Describe other columns."
    else:
        return
    raise NotUnderstood(message, understood=[], not_understood=[description[:200]])
