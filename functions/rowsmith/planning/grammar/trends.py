"""Patterns over time: `peaks in December`, `fewer on Sundays`, `grows over the year`."""

from __future__ import annotations

import re
from typing import Literal

from rowsmith.planning.grammar.lexicon import any_of, patterns, plain, section
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


def _of_part(text: str) -> list[Trend]:
    high = not any(pattern.search(text) for pattern in patterns("trend_up", "down"))
    strong = any(pattern.search(text) for pattern in patterns("trend_strong", "words"))
    places: tuple[tuple[Cycle, tuple[int, ...]], ...] = (
        ("year", _months(text)),
        ("week", _weekdays(text)),
        ("day", _hours(text)),
    )
    found = [Trend(cycle, at, high, strong) for cycle, at in places if at]
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
