"""Columns that are listed: in so many words (`columns: name, has loan`), or as a list has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsmith.planning.grammar.definitions import is_heading
from rowsmith.planning.grammar.list_items import (
    Stretch,
    begins_with_bullet,
    end_of_list,
    find_line_lists,
    items_in_line,
    items_in_lines,
    lists_values,
    name_of_item,
)

_NOUN = (
    r"\b(?:columns?|cols?|fields?|attributes?|variables?|features?|headers?|headings?)\b(?!\s*\d)"
)
_OPENER = re.compile(
    rf"{_NOUN}(?:(?:[ \t]+\w+){{0,4}}?\s*:|\s*=|(?:\s+needed|\s+required)?\s+"
    r"(?:are|should\s+be)\b:?)[ \t]*"
    r"|\b(?:with|having|has|have|containing|contains?|includ(?:es?|ing))\s+(?:only|just|exactly|nothing\s+but)\s+"
    rf"(?:(?:the|these)\s+)?(?:{_NOUN}:?\s+)?"
    rf"|\bonly\s+(?:these\s+)?{_NOUN}:?\s+"
    rf"|^[ \t#*]*{_NOUN}[ \t*]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ARROW = re.compile(r"\A[^\n:,;=<>→]{1,60}(?:->|=>|→)[ \t]*(?=[^>→]+\Z)")
_LEAD = re.compile(
    r":\s|\s[-–—]\s|\b(?:with|have|has|having|containing|contains?|need|want|includes?)\s",
    re.IGNORECASE,
)
_LINE = re.compile(r"\s*\n|")
_LEADS_TO_NAME = re.compile(r"\W*(?:[:=|]|->|→|\s[-–—]\s)\s*(?:\w+_\w+\b|[^:;]*;[^:;]*:)")
"""What follows a word that only stands for a name in code, or keys of a column."""
_FEWEST = 2
_A_RUN = 4
"""Items of a list that nothing says is one of columns, at the least."""


def find_listed_names(text: str) -> Iterator[list[Stretch]]:
    """Yield where the names of each list stand that is said to be one of columns.

    Its items are parted by commas, semicolons, bars or line breaks. Of those that say more than
    a name the name is taken, where that leaves no doubt: what stands in brackets, behind a dash
    or a sign of equality is no part of it. A list in commas ends before an item with a colon,
    whose values may be the items that follow.
    """
    arrow = _ARROW.match(text)
    openers = [*([] if arrow is None else [arrow]), *_OPENER.finditer(text)]
    for opener in openers:
        items = _items_behind(text, opener.end())
        names = _names(text, list(_until_colon(text, items)))
        sure = opener[0].rstrip().endswith((":", "="))
        if len(items) >= _FEWEST and len(names) >= (1 if sure else _FEWEST):
            yield names


def find_likely_names(text: str) -> Iterator[list[Stretch]]:
    """Yield the items that may be names of each longer list, in commas or in lines with bullets."""
    start = 0
    while start < len(text):
        end = end_of_list(text, start)
        first, *others = items_in_line(text, start, end)
        lead = max((one.end() for one in _LEAD.finditer(text, *first)), default=first[0])
        names = _names(text, [(lead, first[1]), *others])
        if len(names) >= _A_RUN:
            yield names
        start = end + 1
    for lines in find_line_lists(text):
        names = _names(text, lines)
        if len(names) >= _A_RUN:
            yield names


def _items_behind(text: str, start: int) -> list[Stretch]:
    """The items of the list that begins at a place: in its line, or in the lines below."""
    line = _LINE.match(text, start)
    begin = line.end() if line is not None else start
    stop = end_of_list(text, begin)
    items = list(items_in_line(text, begin, stop))
    in_rows = "|" in text[begin:stop] and "|" in text[stop + 1 :].partition("\n")[0]
    if begin > start and (in_rows or begins_with_bullet(text, begin) or len(items) <= _FEWEST):
        return list(items_in_lines(text, begin))
    return items


def _until_colon(text: str, items: list[Stretch]) -> Iterator[Stretch]:
    """Yield the items of a list; where a few have a colon, those before the first of them."""
    colons = [":" in text[start:stop].split("(")[0] for start, stop in items]
    in_commas = len(items) >= _FEWEST and text[items[0][1]] == ","
    if any(colons) and in_commas and 3 * sum(colons) < 2 * len(items):
        yield from items[: colons.index(True)]
    else:
        yield from items


def _names(text: str, items: list[Stretch]) -> list[Stretch]:
    """The names of items, without those that lead to others or to parts of a specification."""
    found = [
        name
        for item in items
        if not lists_values(text, *item)
        and (name := name_of_item(text, *item)) is not None
        and not is_heading(text[slice(*name)], text[name[1] : item[1]])
        and not _LEADS_TO_NAME.match(text, name[1], item[1])
    ]
    said = [text[slice(*name)].lower() for name in found]
    keys = {one for one in said if said.count(one) > _FEWEST}
    if said[:1] in (["field"], ["column"]):
        return []
    return [name for name, one in zip(found, said, strict=True) if one not in keys]
