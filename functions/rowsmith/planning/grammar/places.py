"""The places that a phrase names: `Italy and Greece` names two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsmith.planning.grammar.found import Found

_APART = re.compile(r"\s*(?:,|;|/|&|\+|\band\b|\bor\b|\bto\b|\bvs\.?)\s*", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:the\s+)?(?:cit(?:y|ies)|states?|countr(?:y|ies)|island|town|region)\s+of\s+|rural\s+|urban\s+|the\s+)+",
    re.I,
)
_JOINED = re.compile(
    r"\b(?:Bosnia|Trinidad|Antigua|Saint\s+\w+|Newfoundland|Tyne|Baden|Turks)\s+and\b",
    re.IGNORECASE,
)


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
