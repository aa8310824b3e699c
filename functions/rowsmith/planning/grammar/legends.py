"""What codes stand for: `1 = died, 0 = censored`, `0 for no, 1 for mild and 2 for severe`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ITEM = (
    r"(?P<code>\d{1,3}|[A-Z]{1,3})\s*(?:=|:|\bmeans\b|\bfor\b|\bif\b|\bstands\s+for\b)\s*"
    r"(?P<meaning>[^\d\s,;()=:][^,;()=:\n]{0,40}?)"
)
_NEXT = re.compile(
    rf"{_ITEM}(?=\s*(?:,|;|/|\)|\n|\.(?:\s|$)|$|\band\s+\w+\s*(?:=|:|means\b|for\b)))"
)
_JOINT = re.compile(r"\s*(?:,|;|/|\band\b|,\s*and\b)\s*")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Legend:
    """Codes with what they stand for: `text[start:end]`, and where each code is in it."""

    start: int
    end: int
    codes: tuple[tuple[int, int], ...]


def find_legends(text: str) -> Iterator[Legend]:
    """Yield the lists of at least two codes, all numbers or all letters, with their meanings."""
    place = 0
    while (first := _NEXT.search(text, place)) is not None:
        found = [first]
        while joint := _JOINT.match(text, found[-1].end()):
            item = _NEXT.match(text, joint.end())
            if item is None:
                break
            found.append(item)
        place = found[-1].end()
        codes = [item["code"] for item in found]
        alike = len({code.isdigit() for code in codes}) == 1
        if len(set(codes)) == len(codes) >= _FEWEST and alike:
            yield Legend(first.start(), place, tuple(item.span("code") for item in found))
