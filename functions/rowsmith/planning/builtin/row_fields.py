"""Fields that are named in passing behind an unknown subject, made into an open list."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.items import read_item
from rowsmith.planning.builtin.lists import is_field
from rowsmith.planning.builtin.marks import Known

LISTED = re.compile(
    r"\b(?:with|having|including|columns?|fields?|such\s+as|where|depends?|containing|features"
    r"|e\.g|plus|predict\w*)\b|\d\s*%|\bmissing\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:[,;:()?!]|\.(?!\d)|\s-\s|(?<!\d\s)\band\b)\s*", re.IGNORECASE)
_ALL = re.compile(r"\s*:")
_ITEMS = re.compile(r"[,;]|\band\b", re.IGNORECASE)
SHORT_LIST = 3
"""The number of fields from which `with a, b and c` is all that is wanted."""
WHOLE_LIST = 4
"""The number of fields from which a list that is not called open is all that is wanted."""

_QUESTION = re.compile(
    r"^(?:how\s+(?:many|much|long|far|old)|did|is|was|were|are|whether|who|which|what)\b", re.I
)


def opened(text: str, subject: str, known: Known) -> str:
    """`subject, melt and thickness` as `subject including melt, thickness`.

    A list of four or more behind a colon is whole, and stays.
    """
    start = text.lower().find(subject.lower())
    if start < 0:
        return text
    cut = start + len(subject)
    before, rest = text[:cut], text[cut:]
    if LISTED.search(rest):
        return text
    if _ALL.match(rest) and len(_ITEMS.split(rest)) >= WHOLE_LIST:
        return text
    pieces = [piece for piece in _SEPARATOR.split(rest) if piece.strip()]
    in_list = bool(re.match(r"\s*[:(]", rest))
    fields = [piece for piece in pieces if _names(piece, known)]
    if not fields:
        return text
    others = [piece for piece in pieces if piece not in fields]
    if in_list and 2 * len(fields) >= len(pieces):
        fields, others = pieces, []
    told = f"{before} including {', '.join(fields)}"
    return f"{told}. {'. '.join(others)}" if others else told


def _names(piece: str, known: Known) -> bool:
    if len(piece.split()) > 8:
        return False
    if _QUESTION.match(piece.strip()):
        return bool(read_item(piece).phrase)
    return len(piece.split()) <= 4 and is_field(piece, known)
