"""Patterns over time: `peaks in December`, `fewer on Sundays`, `grows over the year`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from rowsmith.planning.grammar.lexicon import any_of, patterns, plain, section
from rowsmith.planning.grammar.numbers import read_number
from rowsmith.planning.grammar.values import Trend

_MONTHS: dict[str, int] = section("months")
_WEEKDAYS: dict[str, int] = section("weekdays")
_MONTH = re.compile(
    rf"\b(?P<first>{any_of(_MONTHS)})\b(?:\s*(?P<to>to|-|until|till|through)\s*(?P<last>{any_of(_MONTHS)})\b)?"
)
_WEEKDAY = re.compile(rf"\b(?:{any_of(_WEEKDAYS)})\b")
_HOUR = re.compile(r"\b(?P<hour>\d{1,2})(?::\d\d)?\s*(?P<half>am|pm|h\b|o'clock)?")
_PARTS = re.compile(
    r"\s*(?:,|;|\bbut\b|\bthen\b|\band\b(?=\s+(?:low|few|lower|fewer|none|no|nearly|drops?|falls?|growing|grows?|shrinks?)\b))\s*"
)
_NONE = re.compile(r"\b(?:zero|none|no|nothing|closed|never|shut)\b")
_NEARLY = re.compile(r"\b(?:nearly|almost|close\s+to|practically|few)\b")
_FACTORS = {"twice": 2.0, "double": 2.0, "half": 0.5, "triple": 3.0, "thrice": 3.0}
_FACTOR = re.compile(
    r"\b(?P<word>twice|double|triple|thrice|half)\b|\b(?P<times>\d+(?:\.\d+)?|two|three|four|five)\s*"
    r"(?:x\b|times\b)|\b(?P<more>\d+)\s*%\s+(?P<side>more|higher|less|fewer|lower)\b"
)
_TIMES = (
    rf"(?:{any_of(_WEEKDAYS)}|weekends?|weekdays|working\s+days|nights?|the\s+night|"
    rf"summers?|winters?|spring|autumn|{any_of(_MONTHS)})"
)
_SPOKEN = re.compile(
    rf"\b(?:closed|shut|zero|none|nothing|no\s+[a-z]+)\s+(?:on|at|in|during)\s+(?:the\s+)?{_TIMES}\b|"
    rf"\b(?:about\s+|roughly\s+)?(?:twice|double|half|three\s+times|\d+\s*%\s+(?:more|higher|less|fewer|lower))"
    rf"(?:\s+(?:as\s+)?[a-z]+){{0,3}}?\s+(?:on|at|in|during)\s+(?:the\s+)?{_TIMES}\b|"
    rf"\b{_TIMES}\s+(?:are\s+|have\s+|is\s+)?(?:about\s+|roughly\s+)?(?:twice|double|half|three\s+times|"
    r"\d+\s*%\s+(?:more|higher|less|fewer|lower))(?:\s+as\s+[a-z]+)?",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"\b(?:trend|upward|downward|year[\s-]on[\s-]year|year[\s-]over[\s-]year|over\s+the\s+years|"
    r"long[\s-]term)\b"
)
"""What goes on over all the time, beside a season."""
_DOWNWARD = re.compile(r"\b(?:down(?:ward)?|declin\w*|fall\w*|decreas\w*|shrink\w*)\b")
Cycle = Literal["year", "week", "day"]


def read_trends(text: str) -> tuple[Trend, ...]:
    """The patterns that `text` states, in order; none where no time is named and nothing grows."""
    found: list[Trend] = []
    for part in _PARTS.split(plain(text)):
        found += [trend for trend in _of_part(part) if trend not in found]
    return tuple(found)


def find_trends(text: str) -> Iterator[tuple[int, int]]:
    """Yield where it is said that at some time there is none, or so many times as much."""
    for match in _SPOKEN.finditer(text):
        yield match.span()


def _factor(text: str) -> float | None:
    match = _FACTOR.search(text)
    if match is None:
        return None
    if match["word"]:
        return _FACTORS[match["word"]]
    if match["times"]:
        figure = read_number(match["times"])
        return figure.value if figure is not None else None
    change = float(match["more"]) / 100
    return 1 + change if match["side"] in ("more", "higher") else max(1 - change, 0.01)


def _of_part(text: str) -> list[Trend]:
    high = not any(pattern.search(text) for pattern in patterns("trend_up", "down"))
    strong = any(pattern.search(text) for pattern in patterns("trend_strong", "words"))
    places: tuple[tuple[Cycle, tuple[int, ...]], ...] = (
        ("year", _months(text)),
        ("week", _weekdays(text)),
        ("day", _hours(text)),
    )
    none = _NONE.search(text) is not None and _NEARLY.search(text) is None
    factor = _factor(text) if not none else None
    high = high or factor is not None
    found = [
        Trend(cycle, at, high and not none, strong, none, factor) for cycle, at in places if at
    ]
    if found and _LONG.search(text):
        upward = re.search(r"\bup(?:ward)?s?\b|\bgrow|\brising|\bincreas", text) is not None
        return [*found, Trend(None, (), upward or not _DOWNWARD.search(text), strong)]
    if found:
        return found
    if re.search(r"\bseason", text) and not _grows(text):
        return [Trend("year")]
    return [Trend(None, (), high, strong)] if _grows(text) else []


def _grows(text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns("trend_growth", "words"))


def _months(text: str) -> tuple[int, ...]:
    months: set[int] = set()
    for match in _MONTH.finditer(text):
        if match["first"] in ("may", "mar", "sun") and not re.search(
            r"\b(?:in|and|to|from|,)\s+may|may\s+(?:to|and)", text
        ):
            continue
        first = _MONTHS[match["first"]]
        last = _MONTHS[match["last"]] if match["last"] else first
        months |= {(first + step - 1) % 12 + 1 for step in range((last - first) % 12 + 1)}
    return tuple(sorted(months)) or _named("year", text)


def _weekdays(text: str) -> tuple[int, ...]:
    days = {_WEEKDAYS[match] for match in _WEEKDAY.findall(text)}
    return tuple(sorted(days)) or _named("week", text)


def _hours(text: str) -> tuple[int, ...]:
    hours = set()
    clock = re.search(r"\b(?:am|pm|o'clock|h)\b|\d(?:am|pm|h)\b|:\d\d|\bat\s+\d", text)
    half = "pm" if "pm" in text and "am" not in text else None
    for match in _HOUR.finditer(text) if clock else ():
        hour = int(match["hour"])
        in_the_afternoon = (match["half"] or half) == "pm" and hour < 12
        if hour + 12 * in_the_afternoon < 24:
            hours.add(hour + 12 * in_the_afternoon)
    return tuple(sorted(hours)) or _named("day", text)


def _named(cycle: str, text: str) -> tuple[int, ...]:
    for pattern, at in section("trend_times", "meanings.toml")[cycle]:
        if re.search(pattern, text):
            return tuple(sorted(at))
    return ()
