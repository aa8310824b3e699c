"""Moments and periods: `15 June 2024`, `08:30`, `Q4 2023`, `last two years`, `May to October`."""

from __future__ import annotations

import re
from calendar import monthrange

from rowsmith.planning.grammar.distances import read_distance
from rowsmith.planning.grammar.lexicon import any_of, plain, section
from rowsmith.planning.grammar.numbers import WORD_NUMBER
from rowsmith.planning.grammar.values import Distance, Moment, Period

_MONTHS: dict[str, int] = section("months")
_WEEKDAYS: dict[str, int] = section("weekdays")
_SEASONS: dict[str, list[int]] = section("seasons")

_MONTH = rf"(?:{any_of(_MONTHS)})\.?"
_YEAR = r"(?:1[0-9]|20|21)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TIME = re.compile(
    r"(?:at\s+)?(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d)(?::\d\d)?)?\s*(?P<half>am|pm|h|o'clock)?"
)
_FORMS = (
    re.compile(
        rf"(?P<year>{_YEAR})-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?(?:[t ](?P<time>\d\d:\d\d)(?::\d\d)?z?)?"
    ),
    re.compile(rf"(?P<year>{_YEAR})/(?P<month>\d\d?)(?:/(?P<day>\d\d?))?"),
    re.compile(rf"(?P<day>{_DAY})\s+(?:of\s+)?(?P<name>{_MONTH}),?\s+(?P<year>{_YEAR})"),
    re.compile(rf"(?P<name>{_MONTH})\s+(?P<day>{_DAY}),?\s+(?P<year>{_YEAR})"),
    re.compile(rf"(?P<name>{_MONTH})\s*(?:of\s+)?,?\s*(?P<year>{_YEAR})"),
    re.compile(rf"(?P<first>\d\d?)[./](?P<second>\d\d?)[./](?P<year>{_YEAR})"),
    re.compile(rf"(?:(?:the\s+)?year\s+|ad\s+)?(?P<year>{_YEAR})"),
)
_NO_YEAR = (
    re.compile(rf"(?P<day>{_DAY})\s+(?:of\s+)?(?P<name>{_MONTH})"),
    re.compile(rf"(?P<name>{_MONTH})\s+(?P<day>{_DAY})"),
    re.compile(rf"(?P<name>{_MONTH})"),
)
_TODAY = frozenset(
    {"today", "now", "present", "the present", "to date", "date", "this day", "current"}
)

_QUARTER = re.compile(
    rf"(?:the\s+)?(?:q(?P<short>[1-4])|(?P<word>first|second|third|fourth|last)\s+quarter)\s*(?:of\s+)?,?\s*(?P<year>{_YEAR})?"
)
_HALF = re.compile(
    rf"(?:the\s+)?(?:h(?P<short>[12])|(?P<word>first|second)\s+half)\s*(?:of\s+)?(?P<year>{_YEAR})?"
)
_FISCAL = re.compile(rf"fy\s?(?P<year>{_YEAR}|\d\d)")
_SPLIT_YEAR = re.compile(
    rf"(?:the\s+)?(?P<season>{any_of(_SEASONS)})?s?\s*(?:of\s+)?(?P<year>{_YEAR}|\d\d)[/-](?P<next>\d\d(?:\d\d)?)\s*(?P<after>{any_of(_SEASONS)})?"
)
_SEASON = re.compile(rf"(?:the\s+)?(?P<season>{any_of(_SEASONS)})\s*(?:of\s+)?(?P<year>{_YEAR})?")
_DECADE = re.compile(rf"(?:the\s+)?(?P<year>(?:1[0-9]|20)\d0)s")
_CENTURY = re.compile(r"(?:the\s+)?(?P<number>\d\d?)(?:st|nd|rd|th)\s+century")
_WEEK = re.compile(
    rf"(?:weeks?)\s+(?P<first>\d\d?)(?:\s*(?:-|to)\s*(?P<last>\d\d?))?\s+(?:of\s+)?(?P<year>{_YEAR})"
)
_WEEK_OF_MONTH = re.compile(
    rf"(?:the\s+)?(?P<nth>first|second|third|last)\s+week\s+(?:of\s+|in\s+)?(?P<name>{_MONTH})(?:\s+(?P<year>{_YEAR}))?"
)
_WEEK_OF = re.compile(r"(?:the\s+)?week\s+of\s+(?P<moment>.+)")
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
_BETWEEN = re.compile(
    r"(?:(?:between|from|ranging|spanning|covering|all|anywhere|any\s+(?:day|time))\s+)*(?P<start>.+?)"
    r"(?:\s+(?:to|and|until|till|through|up\s+to|thru)\s+|\s*-\s*|\s*\.\.\.?\s*)(?:the\s+)?(?:end\s+of\s+)?(?P<end>.+)"
)
_SINCE = re.compile(
    r"(?:since|after|from|starting\s+(?:in|from|on)|beginning\s+(?:in|of)|beginning|>=?|≥)\s+(?P<start>.+?)(?:\s+(?:on|onwards?|on\s+wards|to\s+date))?"
)
_BEFORE = re.compile(r"(?:before|until|till|up\s+to|prior\s+to|<=?|≤)\s+(?P<end>.+)")
_LEAD = re.compile(
    r"^(?:(?:calendar\s+year|fiscal|school\s+year|years?|seasons?|in\s+the\s+course\s+of|in|on|at|over|during|within|for|from|throughout|across|all\s+of|all|of|covering|the|dates?|around|about|"
    r"spanning|spread|mid|early|late|whole|entire|full|a|any\s+day)\s+)+"
)
_TRAIL = re.compile(r"\s+(?:season|session|only|inclusive|period|dates?)$")
_YEAR_FIRST = re.compile(rf"^({_YEAR}) ([qh][1-4])$")
_FIRST_MONTHS = re.compile(
    rf"(?:the\s+)?first\s+(?P<count>\d+|{WORD_NUMBER})\s+(?P<unit>months|weeks|days)\s+of\s+(?P<start>.+)"
)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_LETTERS = {"day": "d", "week": "w", "month": "m", "year": "y"}


def read_moment(text: str) -> Moment | None:
    """The date, moment or time of day that `text` is; None where it is none.

    A year alone is one, and so is a month of a year; a month or day without a year is not.
    """
    text = plain(text).strip(" .,")
    if text in _TODAY:
        return Moment("today")
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _date(match.groupdict())
    match = _TIME.fullmatch(text)
    if match is None or (match["minute"] is None and match["half"] is None):
        return None
    hour = (
        int(match["hour"]) % 12 + 12 * (match["half"] == "pm")
        if match["half"] in ("am", "pm")
        else int(match["hour"])
    )
    return Moment("23:59" if hour == 24 else f"{hour:02}:{match['minute'] or '00'}")


def read_period(text: str) -> Period | None:
    """The period that `text` is; None where it is none."""
    text = _TRAIL.sub("", plain(text).strip(" .,()"))
    for form in dict.fromkeys((text, _LEAD.sub("", text))):
        for read in (_since_or_before, _relative, _named, _between, _single, _of_days, _length):
            period = read(form)
            if period is not None:
                return period
    return None


def _date(parts: dict[str, str | None]) -> Moment | None:
    year, day, month = parts["year"], parts.get("day"), parts.get("month")
    if name := parts.get("name"):
        month = str(_MONTHS[name.rstrip(".")])
    if (first := parts.get("first")) and (second := parts.get("second")):
        # Of two small numbers the first is the month, as the locale of the service has it.
        day, month = (first, second) if int(first) > 12 else (second, first)
    if month is None:
        return Moment(f"{year}")
    if not 1 <= int(month) <= 12:
        return None
    if day is None:
        return Moment(f"{year}-{int(month):02}")
    number = int(re.sub(r"\D", "", day))
    if not 1 <= number <= monthrange(int(year or 1), int(month))[1]:
        return None
    clock = f" {parts['time']}" if parts.get("time") else ""
    return Moment(f"{year}-{int(month):02}-{number:02}{clock}")


def _since_or_before(text: str) -> Period | None:
    if match := _SINCE.fullmatch(text):
        if not match.group().startswith("from ") or match.group().rstrip().endswith(
            ("on", "onward", "onwards", "date")
        ):
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
        count = {"quarter": 3}.get(unit, 1)
        return Period(Moment(f"today-{count}{_LETTERS.get(unit, 'm')}"), Moment("today"))
    match = _RELATIVE.fullmatch(text)
    if match is None:
        return None
    count = (match["count"] or "one").replace("few", "three").replace("couple of", "two")
    distance = read_distance(f"{count} {match['unit']}")
    if distance is None or distance.high is None or distance.unit not in _LETTERS:
        return None
    letter, number = _LETTERS[distance.unit], round(distance.high)
    if match["side"] in ("next", "coming", "upcoming"):
        return Period(Moment("today"), Moment(f"today+{number}{letter}"))
    return Period(Moment(f"today-{number}{letter}"), Moment("today"))


def _named(text: str) -> Period | None:
    """Quarters, halves, seasons, decades, centuries, weeks."""
    text = _YEAR_FIRST.sub(r"\2 \1", text)
    if match := _QUARTER.fullmatch(text):
        first = 3 * (int(match["short"]) if match["short"] else _NTH[match["word"]]) - 2
        return _months(first, first + 2, match["year"])
    if match := _HALF.fullmatch(text):
        first = 6 * (int(match["short"]) if match["short"] else _NTH[match["word"]]) - 5
        return _months(first, first + 5, match["year"])
    if match := _FISCAL.fullmatch(text):
        year = match["year"] if len(match["year"]) == 4 else f"20{match['year']}"
        return Period(Moment(year), Moment(year))
    if match := _SPLIT_YEAR.fullmatch(text):
        return _split_year(match)
    if match := _SEASON.fullmatch(text):
        first, last = _SEASONS[match["season"]]
        return _months(first, last, match["year"])
    if match := _DECADE.fullmatch(text):
        return Period(Moment(match["year"]), Moment(f"{int(match['year']) + 9}"))
    if match := _CENTURY.fullmatch(text):
        last = int(match["number"]) * 100
        return Period(Moment(f"{last - 99}"), Moment(f"{last}"))
    if match := _WEEK.fullmatch(text):
        return Period(
            _week(match["year"], match["first"], 1),
            _week(match["year"], match["last"] or match["first"], 7),
        )
    if match := _WEEK_OF_MONTH.fullmatch(text):
        return _week_of_month(match)
    if match := _FIRST_MONTHS.fullmatch(text):
        start, length = (
            read_moment(match["start"]),
            read_distance(f"{match['count']} {match['unit']}"),
        )
        return None if start is None else Period(start, length=length)
    if match := _WEEK_OF.fullmatch(text):
        start = read_moment(match["moment"])
        return None if start is None else Period(start, length=Distance(7, 7, "day"))
    return None


def _split_year(match: re.Match[str]) -> Period | None:
    """`winter 2023/24`, `season 24/25`, `2022-23`: from one year into the next."""
    start = int(match["year"]) if len(match["year"]) == 4 else 2000 + int(match["year"])
    end = int(match["next"]) if len(match["next"]) == 4 else start // 100 * 100 + int(match["next"])
    season = match["season"] or match["after"]
    if season is None:
        return Period(Moment(f"{start}"), Moment(f"{end}")) if end >= start else None
    if end != start + 1:
        return None
    first, last = _SEASONS[season]
    return Period(
        Moment(f"{start}-{first:02}"), Moment(f"{start if last > first else end}-{last:02}")
    )


def _months(first: int, last: int, year: str | None) -> Period:
    wraps = last < first
    if year is None:
        return Period(
            months=tuple((first + step - 1) % 12 + 1 for step in range((last - first) % 12 + 1))
        )
    return Period(Moment(f"{year}-{first:02}"), Moment(f"{int(year) + wraps}-{last:02}"))


def _week(year: str, week: str, day: int) -> Moment | None:
    from datetime import date

    try:
        return Moment(date.fromisocalendar(int(year), int(week), day).isoformat())
    except ValueError:
        return None


def _week_of_month(match: re.Match[str]) -> Period:
    month = _MONTHS[match["name"].rstrip(".")]
    if match["year"] is None:
        return Period(months=(month,), length=Distance(7, 7, "day"))
    days = monthrange(int(match["year"]), month)[1]
    first = days - 6 if match["nth"] == "last" else 7 * _NTH[match["nth"]] - 6
    stem = f"{match['year']}-{month:02}"
    return Period(Moment(f"{stem}-{first:02}"), Moment(f"{stem}-{first + 6:02}"))


def _between(text: str) -> Period | None:
    for match in _partings(text):
        end = _edges(match[1])
        start = _edges(match[0]) or _edges(_with_year(match[0], match[1]))
        if start is not None and end is not None:
            return Period(start[0], end[1])
        months = _month_of(match[0]), _month_of(match[1])
        if months[0] is not None and months[1] is not None:
            return _months(months[0], months[1], None)
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
    named = _named(text)
    return (named.start, named.end) if named is not None and named.start is not None else None


def _with_year(start: str, end: str) -> str:
    """`June` of `June to August 2022`, `18` of `18-22 May 2023`."""
    year = re.search(_YEAR, end)
    if year is None:
        return start
    if re.fullmatch(_DAY, start.strip()) and (month := re.search(_MONTH, end)):
        return f"{start} {month.group()} {year.group()}"
    return f"{start} {year.group()}"


def _month_of(text: str) -> int | None:
    for form in _NO_YEAR:
        if match := form.fullmatch(text.strip()):
            return _MONTHS[match["name"].rstrip(".")]
    return None


def _single(text: str) -> Period | None:
    moment = read_moment(text)
    if moment is not None and not moment.is_time:
        return Period(moment, moment)
    month = _month_of(text)
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
