"""Columns that are listed in so many words: `columns: name, has loan, time on site`."""

from __future__ import annotations

import re
from collections.abc import Iterator

Stretch = tuple[int, int]

_OPENER = re.compile(
    r"\b(?:columns?|fields?|attributes?|variables?|features?|headers?)\b"
    r"(?:\s+(?:i\s+need|needed|required|wanted|to\s+include|should\s+be))?\s*(?::|=|\bare\b:?)\s*",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?](?=\s|$)|[;\n]|(?<=[^\s])\s+-\s+(?=[A-Z])")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_LEADING = re.compile(
    r"\s*(?:(?:and|&)\s+)?(?:(?:the|an?|their|its|his|her)\s+)?[\"'`]?", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d]\w*(?:[ /'&-]\w+){0,5}")
_NO_NAME = re.compile(
    r"^(?:whether|if|how|what|who|when|which|where|so|etc|more|other|others|any|some|no|all|plus|whatever|not|each|every)\b"
    r"|(?!^)\bin\b|\b(?:from|between|with|without|as|who|that|which|whether|than|depends?|depending|like|up|only|about|around|where|values?|"
    r"either|or|should|must|ranging|whose|being|having|then|there|drawn|based)\b"
    r"|\b(?!^)(?:is|are|was|were|has|have)\b",
    re.IGNORECASE,
)
_FEWEST = 2


def find_listed_names(text: str) -> Iterator[list[Stretch]]:
    """Yield where the names of each list stand that is said to be one of columns.

    A list with a colon in it is none of names alone; of its items, those that say more than a name
    are left out, and what stands in brackets behind a name is no part of it.
    """
    for opener in _OPENER.finditer(text):
        end = _END.search(text, opener.end())
        stop = end.start() if end is not None else len(text)
        items = list(_items(text, opener.end(), stop))
        if len(items) >= _FEWEST and not any(":" in text[start:stop] for start, stop in items):
            yield [name for item in items if (name := _name(text, *item)) is not None]


def _items(text: str, start: int, stop: int) -> Iterator[Stretch]:
    """Yield the parts between commas outside of brackets; the last is parted at its `and`."""
    depth, begin, parts = 0, start, []
    for place in range(start, stop):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if text[place] == "," and depth <= 0:
            parts.append((begin, place))
            begin = place + 1
    parts.append((begin, stop))
    last = parts.pop()
    joint = _AND.search(text, *last) if parts else None
    if joint is not None and text[last[0] : joint.start()].strip():
        parts += [(last[0], joint.start()), (joint.end(), last[1])]
    else:
        parts.append(last)
    yield from parts


def _name(text: str, start: int, stop: int) -> Stretch | None:
    lead = _LEADING.match(text, start, stop)
    begin = lead.end() if lead is not None else start
    bracket = text.find("(", begin, stop)
    end = stop if bracket < 0 else bracket
    while end > begin and text[end - 1] in " \"'`*":
        end -= 1
    said = text[begin:end]
    if _NAME.fullmatch(said) is None or _NO_NAME.search(said) is not None:
        return None
    return begin, end
