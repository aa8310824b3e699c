"""Lists of values behind a colon: `department: HR, IT, Sales;` and `3 plans: free, team, pro`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rowsmith.planning.grammar.list_items import Stretch, end_of_list, items_in_line, name_of_item
from rowsmith.planning.grammar.numbers import read_number

_NO_VALUES = (
    r"columns?|cols|fields?|variables?|features?|attributes?|predictors?|inputs?|measures?|metrics?|"
    r"tables?|rows?|records?|files?|datasets?"
)
_COUNTED = re.compile(
    r"(?:^|[,;:(\n]|\b(?:with|and|has|have|having))[ \t]*"
    r"(?P<count>[2-9]|1\d|two|three|four|five|six|seven|eight|nine|ten)\s+"
    rf"(?P<noun>(?!(?:{_NO_VALUES})\b)[a-z][a-z-]+s)[ \t]*(?::|[-–—][ \t]|\()[ \t]*(?=\S)",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    r"(?:^|;)[ \t]*(?:[-*•]\s+|\d{1,2}[.)]\s+)?(?P<name>[A-Za-z][\w ]*?)\s*:\s+", re.MULTILINE
)
_RANGE = re.compile(r"(?<![\w-])[A-Z]\d?\s?(?:-|–|to|through)\s?[A-Z]\d?(?![\w-])")
_AND = re.compile(r"\s+(?:and|or)\s+", re.IGNORECASE)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class ValueList:
    """Where the name of a column stands, how many values are said to follow, and the values.

    count: None where no number is said.
    """

    name: Stretch
    values: tuple[Stretch, ...]
    count: Stretch | None = None


def find_counted_values(text: str) -> Iterator[ValueList]:
    """Yield the lists that are announced with their number: `3 plans: free, team, pro`."""
    for match in _COUNTED.finditer(text):
        number = read_number(match["count"])
        items = list(_items(text, match.end()))
        if number is not None and len(items) >= number.value:
            values = tuple(items[: round(number.value)])
            yield ValueList(match.span("noun"), values, match.span("count"))


def find_defined_values(text: str) -> Iterator[ValueList]:
    """Yield what is listed in commas behind a name and a colon, up to a semicolon or line break."""
    for match in _DEFINED.finditer(text):
        semicolon = text.find(";", match.end())
        apart = text[match.start()] == ";" or 0 <= semicolon < end_of_list(text, match.end())
        if not apart and text.count("\n") < _FEWEST:
            continue
        values = tuple(_items(text, match.end()))
        if len(values) >= _FEWEST:
            yield ValueList(match.span("name"), values)


def find_letter_ranges(text: str) -> Iterator[Stretch]:
    """Yield where `A-D` or `Q1 to Q4` stands."""
    for match in _RANGE.finditer(text):
        yield match.span()


def _items(text: str, start: int) -> Iterator[Stretch]:
    """Yield the items of the list that begins at a place, up to the first that is no name."""
    end = end_of_list(text, start)
    semicolon = text.find(";", start, end)
    for item in items_in_line(text, start, end if semicolon < 0 else semicolon):
        parts = _AND.split(text[slice(*item)])
        start = item[0]
        for part in parts:
            start = text.index(part, start)
            name = name_of_item(text, start, start + len(part))
            if name is None:
                return
            yield name
            start += len(part)
