"""Spans of dates: `in 2024`, `last two years`, `between Jan 2023 and June 2024`, `since 2020`."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.amounts import WORD_NUMBER, word_amount
from rowsmith.planning.builtin.details import Details

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_YEAR = r"(?:1[89]|20|21)\d\d"
_ISO = rf"{_YEAR}-\d\d?(?:-\d\d?)?"
_TODAY = r"(?:today|now|present|the\s+present|this\s+year|date)"
MOMENT = (
    rf"(?:{_ISO}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}|{_MONTH}\s+(?:of\s+)?{_YEAR}|"
    rf"\d{{1,2}}/\d{{1,2}}/{_YEAR}|{_YEAR})"
)
_END = r"(?![\w-]|,\d|\.\d)"
_PREFIX = r"(?:\b(?:ranging|ranges|range|spanning|all|made|placed|somewhere|is|are|be)\s+)*"
_BETWEEN = re.compile(
    rf"{_PREFIX}\b(?:between|from|over|during|for|in|of"
    rf"|covering)?\s*\b(?P<start>{MOMENT})\s*(?:and|or|to|-|until|till|through|up\s+to)"
    rf"\s*(?:the\s+)?(?:end\s+of\s+)?(?P<end>{MOMENT}|{_TODAY}){_END}",
    re.IGNORECASE,
)
_BETWEEN_MONTHS = re.compile(
    rf"{_PREFIX}\b(?:between|from)\s+(?P<start>{_MONTH})\s*(?:and|to|-|until"
    rf"|through)\s*(?P<end>{_MONTH}\s+{_YEAR}){_END}",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"{_PREFIX}\b(?:since|after|from|starting\s+(?:in|from))\s+(?P<start>{MOMENT})(?:\s+(?:on"
    rf"|onwards?|on\s+wards))?{_END}",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_PREFIX}\b(?:before|until|up\s+to|prior\s+to)\s+(?P<end>{MOMENT}){_END}", re.I
)
_IN = re.compile(
    rf"{_PREFIX}\b(?:in|during|for|throughout|from|within|of"
    rf"|on)\s+(?:the\s+year\s+)?(?P<moment>{MOMENT}){_END}",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    rf"(?:\b(?:in|for|during)\s+)?\bQ(?P<quarter>[1-4])\s+(?:of\s+)?(?P<year>{_YEAR})\b", re.I
)
_LAST = re.compile(
    rf"(?:\b(?:in|over|during|within|from|for|covering|of)\s+)?(?:\bthe\s+)?\b(?:last|past"
    rf"|previous)\s+"
    rf"(?P<count>\d+|{WORD_NUMBER})?\s*(?P<unit>years?|months?|weeks?|days?|quarters?)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"(?:\b(?:in|over|during|within|for)\s+)?(?:\bthe\s+)?\b(?:next|coming|upcoming)\s+"
    rf"(?P<count>\d+|{WORD_NUMBER})?\s*(?P<unit>years?|months?|weeks?|days?)\b",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(r"(?:\b(?:in|from|during)\s+)?\bthis\s+year\b", re.IGNORECASE)
_UNIT_LETTERS = {"y": "y", "m": "m", "w": "w", "d": "d", "q": "m"}


def read_dates(text: str, details: Details) -> str:
    """Take a span of dates out of `text` into `details.start` and `.end`; what is left."""
    for read in (_two_sided, _quarter, _relative, _one_sided):
        left = read(text, details)
        if left is not None:
            return left
    return text


def has_dates(text: str) -> bool:
    """Whether `text` names a span of dates that is no plain range of numbers."""
    details = Details()
    read_dates(text, details)
    return details.start is not None or details.end is not None


def _two_sided(text: str, details: Details) -> str | None:
    if match := _BETWEEN_MONTHS.search(text):
        end = _moment(match["end"])
        details.start = _moment(f"{match['start']} {end[:4]}")
        details.end = end
        return _cut(text, match)
    match = _BETWEEN.search(text)
    if match is None:
        return None
    details.start = _moment(match["start"])
    details.end = "today" if re.fullmatch(_TODAY, match["end"], re.I) else _moment(match["end"])
    if details.start > details.end and details.end != "today":
        details.start, details.end = details.end, details.start
    return _cut(text, match)


def _quarter(text: str, details: Details) -> str | None:
    match = _QUARTER.search(text)
    if match is None:
        return None
    first = 3 * int(match["quarter"]) - 2
    details.start, details.end = f"{match['year']}-{first:02}", f"{match['year']}-{first + 2:02}"
    return _cut(text, match)


def _relative(text: str, details: Details) -> str | None:
    for pattern, sign in ((_LAST, "-"), (_NEXT, "+")):
        match = pattern.search(text)
        if match is None:
            continue
        count = round(word_amount(match["count"]) or 1) if match["count"] else 1
        unit = match["unit"][0].lower()
        count *= 3 if unit == "q" else 1
        edge = f"today{sign}{count}{_UNIT_LETTERS[unit]}"
        details.start, details.end = (edge, "today") if sign == "-" else ("today", edge)
        return _cut(text, match)
    match = _THIS_YEAR.search(text)
    if match is None:
        return None
    details.start, details.end = "today-1y", "today"
    return _cut(text, match)


def _one_sided(text: str, details: Details) -> str | None:
    if match := _SINCE.search(text):
        details.start, details.end = _moment(match["start"]), "today"
        if (
            match.group(0).lower().lstrip().startswith("from")
            and "on" not in match.group(0).lower()
        ):
            details.end = details.start
        return _cut(text, match)
    if match := _BEFORE.search(text):
        details.end = _moment(match["end"])
        details.start = f"{int(details.end[:4]) - 10}"
        return _cut(text, match)
    if match := _IN.search(text):
        details.start = details.end = _moment(match["moment"])
        return _cut(text, match)
    return None


def _moment(text: str) -> str:
    """A moment of the schema language: 2024, 2024-06 or 2024-06-15."""
    text = text.strip().lower()
    year = re.search(_YEAR, text)
    if year is None:
        return text
    if re.fullmatch(r"[\d-]+", text):
        return "-".join(f"{int(part):02}" for part in text.split("-"))
    if "/" in text:
        first, second, _ = text.split("/")
        day, month = (int(first), int(second)) if int(first) > 12 else (int(second), int(first))
        return f"{year.group()}-{month:02}-{day:02}"
    rest = text.replace(year.group(), " ")
    month_name = re.search(_MONTH, rest)
    if month_name is None:
        return year.group()
    month = _MONTHS[month_name.group().rstrip(".")]
    day_text = re.search(r"\d{1,2}", rest)
    if day_text is None:
        return f"{year.group()}-{month:02}"
    return f"{year.group()}-{month:02}-{int(day_text.group()):02}"


def _cut(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " " + text[match.end() :]
