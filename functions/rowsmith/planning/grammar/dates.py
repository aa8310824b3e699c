"""Periods: `last two years`, `between Jan and June 2023`, `since 2018`, `May to October`."""

from __future__ import annotations

import re

from rowsmith.planning.grammar.distances import read_distance
from rowsmith.planning.grammar.lexicon import any_of, plain, section
from rowsmith.planning.grammar.moments import DAY, MONTH, YEAR, read_moment, read_month
from rowsmith.planning.grammar.named_periods import of_months, read_named_period
from rowsmith.planning.grammar.numbers import WORD_NUMBER
from rowsmith.planning.grammar.values import Distance, Moment, Period, TimeUnit

_WEEKDAYS: dict[str, int] = section("weekdays")

_RELATIVE = re.compile(
    rf"(?:the\s+)?(?P<side>last|past|previous|recent|next|coming|upcoming)\s+(?P<count>\d+|{WORD_NUMBER}|few|couple\s+of)?\s*"
    r"(?P<unit>(?:[a-z]+\s)?[a-z]+)"
)
_THIS = re.compile(
    r"(?:this|the\s+current)\s+(?P<unit>year|month|week|quarter)|(?:year|month)\s+to\s+date|ytd"
)
_WEEKDAY = re.compile(
    rf"(?P<days>(?:{any_of(_WEEKDAYS)}|weekdays|weekends|workdays|working\s+days|business\s+days)(?:\s*(?:,|and|&)\s*(?:{any_of(_WEEKDAYS)}))*)"
    r"\s*(?:of|in|during|from)?\s*(?P<rest>.*)"
)
_SINCE = re.compile(
    r"(?:since|after|from|starting\s+(?:in|from|on)|beginning\s+(?:in|of)|beginning|>=?|≥)\s+(?P<start>.+?)(?:\s+(?:on|onwards?|on\s+wards|to\s+date))?"
)
_BEFORE = re.compile(r"(?:before|until|till|up\s+to|prior\s+to|<=?|≤)\s+(?P<end>.+)")
_SIDE = re.compile(
    r"\b(?:since|after|starting\s+(?:in|from|on)|beginning\s+in|before|until|till|prior\s+to)\s+$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:calendar\s+year|fiscal|school\s+year|years?|seasons?|in\s+the\s+course\s+of|in|on|at|over|during|within|for|from|throughout|across|all\s+of|all|of|covering|the|dates?|around|about|"
    r"spanning|spread|mid|early|late|whole|entire|full|a|any\s+day)\s+)+"
)
_TRAIL = re.compile(r"\s+(?:season|session|only|inclusive|period|dates?)$")
_WORKING = re.compile(r"(?:working|business|trading|week)\s*day")
"""Days of which a week has five."""
_UP_TO_TODAY = re.compile(r"today-(?P<count>\d+)(?P<unit>[dwmy])")
_UNITS: dict[str, TimeUnit] = {"d": "day", "w": "week", "m": "month", "y": "year"}
_ONWARDS = ("on", "onward", "onwards", "date")
_LETTERS = {"day": "d", "week": "w", "month": "m", "year": "y"}


def read_period(text: str) -> Period | None:
    """The period that `text` is; None where it is none."""
    text = _TRAIL.sub("", plain(text).strip(" .,()"))
    for form in dict.fromkeys((text, _LEAD.sub("", text))):
        for read in (
            _since_or_before,
            _relative,
            read_named_period,
            _between,
            _single,
            _of_days,
            _length,
        ):
            period = read(form)
            if period is not None:
                return period
    return _inside(text)


def is_of_working_days(text: str) -> bool:
    """Whether only the days of a week are counted on which people work: `250 trading days`."""
    return _WORKING.search(text.lower()) is not None


def length_of(period: Period) -> Distance | None:
    """How long a period is: its length, or that up to today; None where neither is told."""
    if period.length is not None or period.start is None or period.end is None:
        return period.length
    match = _UP_TO_TODAY.fullmatch(period.start.text)
    if match is None or period.end.text != "today":
        return None
    count = float(match["count"])
    return Distance(low=count, high=count, unit=_UNITS[match["unit"]])


def side_of_period(before: str) -> str:
    """`since ` or `before ` where it ends the words before a period; empty without."""
    match = _SIDE.search(before)
    return "" if match is None else f"{' '.join(match.group().split()).lower()} "


def _inside(text: str) -> Period | None:
    """`ramadan 2024`, `one week in April 2025`: what is named lies somewhere in a month or year."""
    for pattern in (rf"{MONTH}\s+{YEAR}", rf"{YEAR}\s*(?:-|to)\s*{YEAR}", YEAR):
        found: list[str] = re.findall(rf"(?<!\w){pattern}(?!\w)", text)
        if len(found) == 1:
            return _between(found[0]) or _single(found[0])
    return None


def _since_or_before(text: str) -> Period | None:
    match = _SINCE.fullmatch(text)
    if match is not None and (not text.startswith("from ") or text.endswith(_ONWARDS)):
        start = _edges(match["start"])
        if start is not None:
            return Period(start[0], Moment("today"))
    if match := _BEFORE.fullmatch(text):
        end = _edges(match["end"])
        if end is not None:
            return Period(None, end[1])
    return None


def _relative(text: str) -> Period | None:
    if match := _THIS.fullmatch(text):
        unit = match["unit"] or text.split()[0].replace("ytd", "year")
        months = {"quarter": 3}.get(unit, 1)
        return Period(Moment(f"today-{months}{_LETTERS.get(unit, 'm')}"), Moment("today"))
    match = _RELATIVE.fullmatch(text)
    if match is None:
        return None
    count = (match["count"] or "one").replace("few", "three").replace("couple of", "two")
    distance = read_distance(f"{count} {match['unit']}")
    if distance is None or distance.high is None or distance.unit not in _LETTERS:
        return None
    letter, number = _LETTERS[distance.unit], round(distance.high)
    if is_of_working_days(match["unit"]):
        number = round(number * 7 / 5)
    if match["side"] in ("next", "coming", "upcoming"):
        return Period(Moment("today"), Moment(f"today+{number}{letter}"))
    return Period(Moment(f"today-{number}{letter}"), Moment("today"))


def _between(text: str) -> Period | None:
    for match in _partings(text):
        end = _edges(match[1])
        start = _edges(match[0]) or _edges(_with_year(match[0], match[1]))
        if start is not None and end is not None:
            return Period(start[0], end[1])
        months = read_month(match[0]), read_month(match[1])
        if months[0] is not None and months[1] is not None:
            return of_months(months[0], months[1], None)
    return None


def _partings(text: str) -> list[tuple[str, str]]:
    """The ways in which `text` may be a first and a last moment."""
    text = re.sub(
        r"^(?:(?:between|from|ranging|spanning|covering|all|anywhere|any\s+(?:day|time))\s+)+",
        "",
        text,
    )
    separators = (
        r"\s+(?:to|until|till|through|thru|up\s+to)\s+",
        r"\s+and\s+",
        r"\s+-\s+",
        r"\s*\.\.\.?\s*",
        r"\s*-\s*",
        r"\s*(?:,|\bor\b|\band\b)+\s*",
    )
    found = []
    for separator in separators:
        parts = re.split(separator, text)
        if len(parts) >= 2 and (len(parts) == 2 or "," in separator):
            found.append(
                (parts[0], re.sub(r"^(?:the\s+)?(?:end\s+of\s+)?(?:or\s+|and\s+)?", "", parts[-1]))
            )
    return found


def _edges(text: str) -> tuple[Moment | None, Moment | None] | None:
    """The first and the last moment of something that is named as one."""
    moment = read_moment(text)
    if moment is not None and not moment.is_time:
        return moment, moment
    named = read_named_period(text)
    return (named.start, named.end) if named is not None and named.start is not None else None


def _with_year(start: str, end: str) -> str:
    """`June` of `June to August 2022`, `18` of `18-22 May 2023`."""
    year = re.search(YEAR, end)
    if year is None:
        return start
    if re.fullmatch(DAY, start.strip()) and (month := re.search(MONTH, end)):
        return f"{start} {month.group()} {year.group()}"
    return f"{start} {year.group()}"


def _single(text: str) -> Period | None:
    moment = read_moment(text)
    if moment is not None and not moment.is_time:
        return Period(moment, moment)
    month = read_month(text)
    return None if month is None else Period(months=(month,))


def _of_days(text: str) -> Period | None:
    """`fridays in 2023`, `weekdays of 2024`."""
    match = _WEEKDAY.fullmatch(text)
    if match is None:
        return None
    words = re.findall(r"[a-z]+", match["days"])
    days = {_WEEKDAYS[word] for word in words if word in _WEEKDAYS}
    if not days:
        days = {6, 7} if "weekends" in words else {1, 2, 3, 4, 5}
    rest = read_period(match["rest"]) if match["rest"] else Period()
    if rest is None:
        return None
    return Period(rest.start, rest.end, rest.length, rest.months, tuple(sorted(days)))


def _length(text: str) -> Period | None:
    start = None
    if match := re.fullmatch(
        r"(?P<length>.+?)\s+(?:from|starting\s+(?:in|on|from)|beginning)\s+(?P<start>.+)", text
    ):
        start, text = read_moment(match["start"]), match["length"]
    distance = read_distance(text)
    if distance is None or distance.unit is None:
        return None
    return Period(start=start, length=distance)
