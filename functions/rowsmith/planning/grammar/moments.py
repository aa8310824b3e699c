"""Dates, moments and times of day: `15 June 2024`, `2024-06`, `08:30`, `today`."""

from __future__ import annotations

import re
from calendar import monthrange

from rowsmith.planning.grammar.lexicon import any_of, plain, section
from rowsmith.planning.grammar.values import Moment

MONTHS: dict[str, int] = section("months")
"""The number of each name of a month."""

MONTH = rf"(?:{any_of(MONTHS)})\.?"
YEAR = r"(?:1[0-9]|20|21)\d\d"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TIME = re.compile(
    r"(?:at\s+)?(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d)(?::\d\d)?)?\s*(?P<half>am|pm|h|o'clock)?"
)
_FORMS = (
    re.compile(
        rf"(?P<year>{YEAR})-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?"
        r"(?:[t ](?P<time>\d\d:\d\d)(?::\d\d)?z?)?"
    ),
    re.compile(rf"(?P<year>{YEAR})/(?P<month>\d\d?)(?:/(?P<day>\d\d?))?"),
    re.compile(rf"(?P<day>{DAY})\s+(?:of\s+)?(?P<name>{MONTH}),?\s+(?P<year>{YEAR})"),
    re.compile(rf"(?P<name>{MONTH})\s+(?P<day>{DAY}),?\s+(?P<year>{YEAR})"),
    re.compile(rf"(?P<name>{MONTH})\s*(?:of\s+)?,?\s*(?P<year>{YEAR})"),
    re.compile(rf"(?P<first>\d\d?)[./](?P<second>\d\d?)[./](?P<year>{YEAR})"),
    re.compile(rf"(?:(?:the\s+)?year\s+|ad\s+)?(?P<year>{YEAR})"),
)
_NO_YEAR = (
    re.compile(rf"(?P<day>{DAY})\s+(?:of\s+)?(?P<name>{MONTH})"),
    re.compile(rf"(?P<name>{MONTH})\s+(?P<day>{DAY})"),
    re.compile(rf"(?P<name>{MONTH})"),
)
_TODAY = frozenset(
    {"today", "now", "present", "the present", "to date", "date", "this day", "current"}
)


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


def read_month(text: str) -> int | None:
    """The month, 1 to 12, of `May`, `3 May` or `May 3`; None where no month is named so."""
    for form in _NO_YEAR:
        if match := form.fullmatch(text.strip()):
            return MONTHS[match["name"].rstrip(".")]
    return None


def _date(parts: dict[str, str | None]) -> Moment | None:
    year, day, month = parts["year"], parts.get("day"), parts.get("month")
    if name := parts.get("name"):
        month = str(MONTHS[name.rstrip(".")])
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
