"""Brackets and the items that are listed in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_AND = re.compile(r"\s*(?:and|or)\s+", re.IGNORECASE)
_LAST = re.compile(r"\s+(?:and|or)\s+", re.IGNORECASE)
_SIGNS = ("|", ";", ",", "/")
"""What parts items, the one that is told apart best first."""


def find_brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between round brackets that hold no others, without them."""
    opened = -1
    for place, letter in enumerate(text):
        if letter == "(":
            opened = place
        elif letter == ")" and opened >= 0:
            yield opened + 1, place
            opened = -1


def find_items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where each item of a list stands, without blanks and the `and` before the last."""
    sign = next((sign for sign in _SIGNS if sign in text[start:end]), None)
    if sign is None:
        return []
    items = []
    place = start
    for part in text[start:end].split(sign):
        items.append((place, place + len(part)))
        place += len(part) + 1
    if len(items) > 1 and (last := _LAST.search(text, *items[-1])) is not None and sign == ",":
        items[-1:] = [(items[-1][0], last.start()), (last.end(), items[-1][1])]
    return [_trimmed(text, *item) for item in items]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    lead = _AND.match(text, start, end)
    start = lead.end() if lead is not None else start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
