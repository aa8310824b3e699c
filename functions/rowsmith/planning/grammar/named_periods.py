"""Periods with names: `Q4 2023`, `winter 2023/24`, `the 1990s`, `week 23 of 2024`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from rowsmith.planning.grammar.distances import read_distance
from rowsmith.planning.grammar.lexicon import any_of, section
from rowsmith.planning.grammar.moments import MONTH, MONTHS, YEAR, read_moment
from rowsmith.planning.grammar.numbers import WORD_NUMBER
from rowsmith.planning.grammar.values import Distance, Moment, Period

_SEASONS: dict[str, list[int]] = section("seasons")

_QUARTER = re.compile(
    rf"(?:the\s+)?(?:q(?P<short>[1-4])|(?P<word>first|second|third|fourth|last)\s+quarter)\s*(?:of\s+)?,?\s*(?P<year>{YEAR})?"
)
_HALF = re.compile(
    rf"(?:the\s+)?(?:h(?P<short>[12])|(?P<word>first|second)\s+half)\s*(?:of\s+)?(?P<year>{YEAR})?"
)
_FISCAL = re.compile(rf"fy\s?(?P<year>{YEAR}|\d\d)")
_SPLIT_YEAR = re.compile(
    rf"(?:the\s+)?(?P<season>{any_of(_SEASONS)})?s?\s*(?:of\s+)?(?P<year>{YEAR}|\d\d)[/-](?P<next>\d\d(?:\d\d)?)\s*(?P<after>{any_of(_SEASONS)})?"
)
_SEASON = re.compile(rf"(?:the\s+)?(?P<season>{any_of(_SEASONS)})\s*(?:of\s+)?(?P<year>{YEAR})?")
_DECADE = re.compile(r"(?:the\s+)?(?P<year>(?:1[0-9]|20)\d0)s")
_CENTURY = re.compile(r"(?:the\s+)?(?P<number>\d\d?)(?:st|nd|rd|th)\s+century")
_WEEK = re.compile(
    rf"(?:weeks?)\s+(?P<first>\d\d?)(?:\s*(?:-|to)\s*(?P<last>\d\d?))?\s+(?:of\s+)?(?P<year>{YEAR})"
)
_WEEK_OF_MONTH = re.compile(
    rf"(?:the\s+)?(?P<nth>first|second|third|last)\s+week\s+(?:of\s+|in\s+)?(?P<name>{MONTH})(?:\s+(?P<year>{YEAR}))?"
)
_WEEK_OF = re.compile(r"(?:the\s+)?week\s+of\s+(?P<moment>.+)")
_YEAR_FIRST = re.compile(rf"^({YEAR}) ([qh][1-4])$")
_FIRST_MONTHS = re.compile(
    rf"(?:the\s+)?first\s+(?P<count>\d+|{WORD_NUMBER})\s+(?P<unit>months|weeks|days)\s+of\s+(?P<start>.+)"
)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


def read_named_period(text: str) -> Period | None:
    """The quarter, half, season, decade, century or week that `text` is, in lower case."""
    text = _YEAR_FIRST.sub(r"\2 \1", text)
    if match := _QUARTER.fullmatch(text):
        first = 3 * (int(match["short"]) if match["short"] else _NTH[match["word"]]) - 2
        return of_months(first, first + 2, match["year"])
    if match := _HALF.fullmatch(text):
        first = 6 * (int(match["short"]) if match["short"] else _NTH[match["word"]]) - 5
        return of_months(first, first + 5, match["year"])
    if match := _FISCAL.fullmatch(text):
        fiscal = Moment(match["year"] if len(match["year"]) == 4 else f"20{match['year']}")
        return Period(fiscal, fiscal)
    if match := _SPLIT_YEAR.fullmatch(text):
        return _split_year(match)
    if match := _SEASON.fullmatch(text):
        first, last = _SEASONS[match["season"]]
        return of_months(first, last, match["year"])
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


def of_months(first: int, last: int, year: str | None) -> Period:
    """From one month to another, 1 to 12, which may be of the next year; of a year or of any."""
    wraps = last < first
    if year is None:
        return Period(
            months=tuple((first + step - 1) % 12 + 1 for step in range((last - first) % 12 + 1))
        )
    return Period(Moment(f"{year}-{first:02}"), Moment(f"{int(year) + wraps}-{last:02}"))


def _week(year: str, week: str, day: int) -> Moment | None:
    try:
        return Moment(date.fromisocalendar(int(year), int(week), day).isoformat())
    except ValueError:
        return None


def _week_of_month(match: re.Match[str]) -> Period:
    month = MONTHS[match["name"].rstrip(".")]
    if match["year"] is None:
        return Period(months=(month,), length=Distance(7, 7, "day"))
    days = monthrange(int(match["year"]), month)[1]
    first = days - 6 if match["nth"] == "last" else 7 * _NTH[match["nth"]] - 6
    stem = f"{match['year']}-{month:02}"
    return Period(Moment(f"{stem}-{first:02}"), Moment(f"{stem}-{first + 6:02}"))
