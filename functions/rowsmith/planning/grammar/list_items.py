"""The items of a list, in one line or in several, and the name that each begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

Stretch: TypeAlias = tuple[int, int]

_STOP = re.compile(
    r"(?<!\bno)(?<!\bnr)[.!?](?=\s|$)(?!\s*[/,;|])|(?<!,)\n|(?<=\S)\s+-\s+(?=[A-Z])", re.IGNORECASE
)
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_LEADING = re.compile(
    r"\s*(?:(?:and|&)\s+)?(?:(?:the|an?|their|its|his|her)\s+)?[\"'`*]*", re.IGNORECASE
)
_BULLET = re.compile(r"[ \t]*(?P<sign>[-*•·–+]|\(?\d{1,3}[.):]|[a-z]\))[ \t]+")
_BULLETED = re.compile(r"^[ \t]*(?:[-*•·–+]|\(?\d{1,3}[.):]|[a-z]\))[ \t]", re.MULTILINE)
_BEHIND = re.compile(r"[(\[{:=|]|\s[-–—]+>?\s|\s→\s")
_CODED = re.compile(r"\w*_\w*|[a-z]+[A-Z]\w*")
_CODED_TYPE = re.compile(
    r"(?<=\w)\s+(?:(?:int|integer|bigint|varchar|string|str|float|double|decimal|bool|boolean|datetime|timestamp)\b.*|"
    r"(?<=_\w)\s.*)$",
    re.IGNORECASE,
)
_NAME = re.compile(r"\w*[^\W\d]\w*(?:(?:\. ?| ?[/&] ?|[ '’-])\w+){0,5}")
_COMPUTED = re.compile(r"=|\b(?:sum|product|average|mean|difference|ratio)\s+of\b", re.I)
_NO_NAME = re.compile(
    r"^(?:min(?:imum)?|max(?:imum)?|mean|avg|average|median|sd|std|stddev)\.?\s*(?:of\s+)?\d|"
    r"^(?:whether|if|how|what|who|when|which|where|so|etc|more|other|others|any|some|no|none|all|plus|whatever|not|each|every)\b(?!\.)"
    r"|(?<!-)(?!^)\bin\b|\b(?:from|between|with|without|as|who|that|which|whether|than|depends?|depending|like|only|about|around|where|values|"
    r"either|or|should|must|ranging|whose|being|having|then|there|drawn|based|etc)\b|(?<!-)\bup\b"
    r"|\b(?!^)(?:is|are|was|were|has|have|had)\b",
    re.IGNORECASE,
)
_A_TYPE = re.compile(
    r"(?:u?int|integer|bigint|varchar|string|str|float|double|decimal|bool|boolean|datetime|timestamp|uuid)\d*(?=\W*(?:->|:|→|=))",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"(?:\S*[^s\W]\s+)?(?P<first>[A-Z]|[A-Z](?=\d))(?P<low>\d?)\s*(?:-|–|to|through)\s*(?P<last>[A-Z])(?P<high>\d?)"
)
_SIGNS = (";", "|", " / ")
"""What parts items before commas do."""
_A_FEW = 2
_LONGEST_LINE = 160


def end_of_list(text: str, start: int) -> int:
    """Where the sentence or line that a place is in ends, outside of brackets."""
    depth, seen = 0, start
    for stop in _STOP.finditer(text, start):
        inside = text[seen : stop.start()]
        depth = max(depth + inside.count("(") - inside.count(")"), 0)
        seen = stop.start()
        if depth == 0 or text[stop.start()] == "\n":
            return stop.start()
    return len(text)


def items_in_line(text: str, start: int, stop: int) -> Iterator[Stretch]:
    """Yield the parts of a list in a line; of one in commas the last is parted at its `and`."""
    for sign in _SIGNS:
        parts = list(_parts(text, start, stop, sign))
        if len(parts) > _A_FEW:
            yield from parts
            return
    semicolon = text.find(";", start, stop)
    *parts, last = _parts(text, start, stop if semicolon < 0 else semicolon, ",")
    joint = None if _COMPUTED.search(text, *last) else _AND.search(text, *last)
    if joint is not None and text[last[0] : joint.start()].strip():
        parts += [(last[0], joint.start()), (joint.end(), last[1])]
    else:
        parts.append(last)
    yield from parts


def _parts(text: str, start: int, stop: int, sign: str) -> Iterator[Stretch]:
    """Yield what stands between signs outside of brackets."""
    depth, begin = 0, start
    for place in range(start, stop):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth <= 0 and place >= begin and text.startswith(sign, place):
            yield begin, place
            begin = place + len(sign)
    yield begin, stop


def items_in_lines(text: str, start: int) -> Iterator[Stretch]:
    """Yield the lines of a list that begins at a place, without their bullets.

    It ends before a line of another style or less far to the right, one without bullet that
    begins with no name, and before an empty line where it has no bullets.
    """
    style: tuple[str, int] | None = None
    begin = start
    while begin < len(text):
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        line = text[begin:end]
        if line.strip():
            bullet = _BULLET.match(line)
            item = (begin if bullet is None else begin + bullet.end(), end)
            kind, far = _style(bullet), len(line) - len(line.lstrip())
            style = style or (kind, far)
            bare = not kind and name_of_item(text, *item) is None
            if kind != style[0] or far < style[1] or len(line) > _LONGEST_LINE or bare:
                return
            yield item
        elif style is not None and not style[0]:
            return
        begin = end + 1


def find_line_lists(text: str) -> Iterator[list[Stretch]]:
    """Yield the items of each list of lines with bullets or numbers."""
    done = 0
    for first in _BULLETED.finditer(text):
        if first.start() >= done:
            items = list(items_in_lines(text, first.start()))
            done = items[-1][1] if items else first.end()
            yield items


def begins_with_bullet(text: str, start: int) -> bool:
    """Whether a bullet or a number leads the line that begins at a place."""
    return _BULLET.match(text, start) is not None


def _style(bullet: re.Match[str] | None) -> str:
    if bullet is None:
        return ""
    return "1" if bullet["sign"][-1] in ".):" else bullet["sign"]


def lists_values(text: str, start: int, stop: int) -> bool:
    """Whether several things are listed behind a name and a colon: its values, or its parts."""
    _, colon, behind = text[start:stop].partition(":")
    return bool(colon) and any(sign in behind.split("(")[0] for sign in ",|/")


def name_of_item(text: str, start: int, stop: int) -> Stretch | None:
    """Where the name stands that an item begins with; None where it is in doubt."""
    lead = _LEADING.match(text, start, stop)
    begin = lead.end() if lead is not None else start
    behind = _BEHIND.search(text, begin, stop)
    end = stop if behind is None else behind.start()
    while end > begin and text[end - 1] in " \t\r\"'`*?.,;:":
        end -= 1
    coded = _CODED_TYPE.search(text, begin, end)
    end = coded.start() if coded is not None else end
    said = text[begin:end]
    if _A_TYPE.match(text, begin, stop):
        return None
    if _NAME.fullmatch(said) is None or _NO_NAME.search(said) or _LETTERS.fullmatch(said):
        return None
    return begin, end


def is_coded(name: str) -> bool:
    """Whether a name is written as in code: `joined_on`, `joinedOn`."""
    return _CODED.fullmatch(name) is not None


def letters_of(said: str) -> list[str]:
    """The values that `A-D` or `Q1 to Q4` stand for, in order; none where it is no such range."""
    match = _LETTERS.fullmatch(said)
    if match is None or " " in said[: match.start("first")]:
        return []
    first, last, low, high = match["first"], match["last"], match["low"], match["high"]
    if low and high and first == last:
        return [f"{first}{number}" for number in range(int(low), int(high) + 1)]
    return [] if low or high else [chr(code) for code in range(ord(first), ord(last) + 1)]
