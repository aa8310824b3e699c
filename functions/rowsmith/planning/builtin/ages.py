"""How old persons are said to be: `people aged 18 to 99`, `patients over 60`."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.lexicon import is_person
from rowsmith.planning.builtin.parts import Clauses

_AGED = re.compile(
    r"(?P<who>\b[a-z]+)\s+(?P<aged>aged\s+)?(?P<ages>(?:between\s+|from\s+)?\d{1,3}\s*(?:to|and|-)"
    r"\s*\d{1,3}|\d{1,2}\s*\+|(?:over|above|under|below|older\s+than|younger\s+than)\s+\d{1,2})"
    r"(?P<years>\s+years?(?:\s+old|\s+of\s+age)?)?(?=\s+(?:between|from|during|with|who|and|in|of|at|for)\b|[,.;:]|$)",
    re.IGNORECASE,
)


def take_ages(text: str, clauses: Clauses) -> str:
    """`people aged 18 to 99` and `patients over 60` say how old they are."""
    for match in _AGED.finditer(text):
        limit = re.match(r"\d+\s*\+|[a-z]", match["ages"], re.IGNORECASE) is not None
        if match["aged"] or (is_person(match["who"]) and (limit or match["years"])):
            ages = re.sub(r"(\d+)\s*\+", r"over \1", match["ages"])
            clauses.statements.append(f"age {ages}")
            return text[: match.end("who")] + text[match.end() :]
    return text
