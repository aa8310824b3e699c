"""How far apart: `30 days`, `1 to 10 days`, `at least six weeks`; and how regular: `hourly`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rowsmith.planning.grammar.lexicon import any_of, plain, section, word_list
from rowsmith.planning.grammar.numbers import WORD_NUMBER, read_number
from rowsmith.planning.grammar.values import Distance, TimeUnit

_UNITS: dict[str, TimeUnit] = section("time_units")
_MULTIPLES: dict[str, tuple[float, TimeUnit]] = section("time_multiples")
_STEPS: dict[str, tuple[float, TimeUnit]] = section("steps")
_TIMES: dict[str, int] = section("times")
_WORKING = frozenset(word_list("working_days"))
_WEEKDAYS: dict[str, int] = section("weekdays")

SECONDS: dict[TimeUnit, float] = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800,
    "month": 2_629_800, "year": 31_557_600,
}  # fmt: skip
"""How long each unit is, in seconds; months and years as they are on average."""

_UNIT = rf"(?:{any_of([*_UNITS, *_MULTIPLES])})"
_NUMBER = rf"(?:\d+(?:[.,]\d+)?|{WORD_NUMBER})"
_AMOUNT = re.compile(
    rf"(?P<count>{_NUMBER})?[\s-]?(?P<extra>working|business|trading|calendar|full|consecutive)?\s*(?P<unit>{_UNIT})?"
)
_HALF_UNIT = re.compile(rf"half\s+an?\s+(?P<unit>{_UNIT})")
_UP_TO = re.compile(
    r"(?:within|up\s+to|at\s+most|no\s+more\s+than|not\s+more\s+than|max(?:imum|\.)?|no\s+later\s+than|in\s+under|"
    r"less\s+than|under|inside|<=?|≤)\s*(?:the\s+)?(?P<rest>.+)"
)
_AT_LEAST = re.compile(
    r"(?:at\s+least|no\s+less\s+than|no\s+sooner\s+than|min(?:imum|\.)?|not\s+before|>=|≥)\s*(?P<rest>.+)"
)
_MORE_THAN = re.compile(r"(?:more\s+than|over|above|>)\s*(?P<rest>.+)")
_LEAD = re.compile(
    r"^(?:(?:between|from|about|around|exactly|roughly|approximately|always|usually|typically|some|the|first|only|for|by|~)\s+)+"
)
_PARTS = re.compile(r"\s+(?:to|and|until)\s+|\s*-\s*|\s*\.\.\.?\s*")
_OR = re.compile(r"\s*(?:,|\bor\b)\s*")
_EVERY = re.compile(
    r"^(?:(?:(?:one|1)\s+(?:entry|row|reading|record|measurement|value)\s+)?(?:every|each|per|by(?:\s+the)?|an?|once\s+(?:a|per|every)|one\s+(?:per|a))\s+)"
)
_OFTEN = re.compile(
    rf"(?P<times>{any_of(_TIMES)}|{_NUMBER})(?:\s+times)?\s*(?:\s(?:an?|per|each|every)\s+|/\s*|\s(?=\w+ly))"
    rf"(?P<unit>{_UNIT}|daily|weekly|monthly|yearly|hourly)"
)


@dataclass(frozen=True, slots=True)
class Every:
    """A regular step in time: `count` of `unit`; `working_days` leaves weekends out."""

    count: float
    unit: TimeUnit
    working_days: bool = False


def read_distance(text: str) -> Distance | None:
    """The distance that `text` is; None where it is none. Plain numbers have no unit."""
    text = plain(text).strip(" (),.")
    text = _LEAD.sub("", text)
    if match := _UP_TO.fullmatch(text):
        amount = _amount(match["rest"])
        return None if amount is None else Distance(None, amount[0], amount[1])
    if match := _AT_LEAST.fullmatch(text):
        amount = _amount(match["rest"])
        return None if amount is None else Distance(amount[0], None, amount[1])
    if match := _MORE_THAN.fullmatch(text):
        amount = _amount(match["rest"])
        return None if amount is None else Distance(amount[0], None, amount[1], low_open=True)
    amount = _amount(text)
    if amount is not None:
        return Distance(amount[0], amount[0], amount[1])
    return _between(text) or _choices(text)


def read_step(text: str) -> Every | None:
    """The regular step that `text` is; None where it is none."""
    text = plain(text).strip(" (),.")
    shorter = _EVERY.sub("", text).strip()
    working = bool(_WORKING & set(shorter.split()))
    for form in (text, shorter, shorter.split(" ")[-1]):
        if form in _STEPS:
            return Every(*_STEPS[form], working_days=working)
    if any(word in _WEEKDAYS for word in shorter.split()):
        days = sum(word in _WEEKDAYS for word in shorter.split())
        return Every(1, "week") if days == 1 else Every(*_smaller(7 / days, "day"))
    match = _OFTEN.fullmatch(shorter) or _OFTEN.fullmatch(text)
    if match is None:
        amount = _amount(shorter)
        if amount is None or amount[1] is None or amount[0] <= 0:
            return None
        return Every(*_smaller(amount[0], amount[1]), working)
    figure = read_number(match["times"])
    times = _TIMES.get(match["times"]) or (figure.value if figure else 0)
    span = _STEPS.get(match["unit"]) or _unit(match["unit"])
    if not times or span is None:
        return None
    return Every(*_smaller(span[0] / times, span[1]), working_days=working)


def _smaller(count: float, unit: TimeUnit) -> tuple[float, TimeUnit]:
    """So many of a unit, in a smaller one that nearly has it whole: half a day is 12 hours."""
    units = list(SECONDS)
    seconds = count * SECONDS[unit]
    for smaller in reversed(units[: units.index(unit) + 1]):
        whole = round(seconds / SECONDS[smaller])
        if whole and abs(whole * SECONDS[smaller] - seconds) <= _NEARLY * seconds:
            return whole, smaller
    return round(count, 6), unit


_NEARLY = 0.03
"""How far a step may be from a whole one, as a share: half a month is 15 days."""


def _unit(word: str) -> tuple[float, TimeUnit] | None:
    if word in _UNITS:
        return 1, _UNITS[word]
    return _MULTIPLES.get(word)


def _amount(text: str) -> tuple[float, TimeUnit | None] | None:
    """So many of a unit, or so many: at least one of both is written."""
    text = _LEAD.sub("", text.strip())
    if match := _HALF_UNIT.fullmatch(text):
        unit = _unit(match["unit"])
        return None if unit is None else _smaller(unit[0] / 2, unit[1])
    match = _AMOUNT.fullmatch(text)
    if match is None or (match["count"] is None and match["unit"] is None):
        return None
    figure = read_number(match["count"]) if match["count"] else None
    count = figure.value if figure is not None else 1.0
    if match["unit"] is None:
        return count, None
    unit = _unit(match["unit"])
    return None if unit is None else (count * unit[0], unit[1])


def _between(text: str) -> Distance | None:
    parts = _PARTS.split(text)
    if len(parts) != 2:
        return None
    low, high = _amount(parts[0]), _amount(parts[1])
    if low is None or high is None or (low[1] is not None and high[1] is None):
        return None
    unit = low[1] or high[1]
    if low[1] is not None and high[1] is not None and low[1] != high[1]:
        # `5 minutes to 3 days` in minutes.
        high = high[0] * SECONDS[high[1]] / SECONDS[low[1]], low[1]
    first, last = sorted((low[0], high[0]))
    return Distance(first, last, unit)


def _choices(text: str) -> Distance | None:
    parts = [part for part in _OR.split(text) if part]
    amounts = [_amount(part) for part in parts]
    if len(parts) < 2 or any(amount is None for amount in amounts):
        return None
    known = [amount for amount in amounts if amount is not None]
    unit = known[-1][1]
    values = sorted({amount[0] for amount in known})
    return Distance(values[0], values[-1], unit, choices=tuple(values))
