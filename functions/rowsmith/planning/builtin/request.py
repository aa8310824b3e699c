"""How many rows, from which country and in which currency: what a description says in passing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rowsmith.planning.builtin.amounts import NUMBER, WORD_NUMBER, amount, word_amount
from rowsmith.planning.builtin.counted_rows import rows_first
from rowsmith.planning.vocabulary import Country, Currency, countries, currencies


@dataclass(frozen=True, slots=True)
class Subjects:
    """A subject with a number of rows each: `200 customers with 5 orders each`.

    noun: what repeats, as written (`customers`).
    count: how many of them; None where it is not said.
    rows_each: rows of each.
    row_noun: what a row is (`orders`).
    exact: each has exactly as many (not `about 5`, `up to 5`).
    said: the number is the user's, not what `several` usually is.
    """

    noun: str
    count: int | None
    rows_each: float
    row_noun: str
    exact: bool
    said: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """What a description asks for beside its columns.

    rows: number of rows named; None where none is.
    unit: the noun that the number counts, where it is not `rows` or the like.
    locale: of the one country or language named, as in `de_DE`.
    country_codes: ISO 3166 codes of the countries named, when there are several.
    currency: the currency named.
    rest: the description without the words read here.
    """

    rows: int | None
    unit: str | None
    subjects: Subjects | None
    locale: str | None
    country_codes: tuple[str, ...]
    currency: Currency | None
    rest: str


def read_request(description: str) -> Request:
    """What `description` says of size, country and currency."""
    text, subjects = _subjects(rows_first(description))
    text, rows, unit = _rows(text)
    if subjects is not None and subjects.count is not None:
        rows = round(subjects.count * subjects.rows_each)
    text, found = _countries(text)
    currency = _currency(text)
    return Request(
        rows=rows,
        unit=unit,
        subjects=subjects,
        locale=found[0].locale if len(found) == 1 else None,
        country_codes=tuple(country.code for country in found) if len(found) > 1 else (),
        currency=currency,
        rest=text,
    )


_COUNT = rf"(?:{NUMBER}|(?:{WORD_NUMBER}(?:[\s-](?:of\s)?(?:a\s)?)?){{1,4}})"
_ROW_NOUN = (
    r"(?:rows?|records?|entries|samples?|lines?|observations?|data\s?points?|instances?|"
    r"examples?|items|cases|tuples)"
)
_SUBJECTS = re.compile(
    rf"\b(?P<count>{NUMBER})?\s*(?P<noun>(?:[a-z-]+\s)?[a-z]+s|people|children)"
    r"(?P<of>\s+(?:of|at|from|in)\s+(?:an?\s+|the\s+|our\s+)?[a-z-]+(?:\s[a-z-]+)?)?\s*,?\s*"
    r"(?:and\s+)?(?:with|having|who\s+have|each\s+with|each\s+having|each\s+has)\s+"
    r"(?P<about>about|around|approximately|roughly|on\s+average|an\s+average\s+of|~|up\s+to)?\s*"
    rf"(?P<each>{NUMBER}|two|three|four|five|six|seven|eight|nine|ten|twelve)\s*"
    r"(?P<rows>(?:[a-z-]+\s)?[a-z]+s)\s*(?P<end>each|apiece|per\s+[a-z]+|on\s+average)",
    re.IGNORECASE,
)
_EACH = re.compile(
    rf"\b(?P<count>{NUMBER})\s+(?P<noun>(?:[a-z-]+\s)?[a-z]+s|people|children)\s*,?\s*(?:and\s+)?"
    r"each\s+(?:one\s+)?(?:with|having|has|of\s+them\s+with|of\s+whom\s+has)\s+"
    r"(?P<about>about|around|approximately|roughly|on\s+average|~|up\s+to)?\s*"
    rf"(?P<each>{NUMBER}|two|three|four|five|six|seven|eight|nine|ten|twelve)\s*"
    r"(?P<rows>(?:[a-z-]+\s)?[a-z]+s)\b",
    re.IGNORECASE,
)
_PER = re.compile(
    rf"\b(?P<count>{NUMBER})\s+(?P<noun>(?:[a-z-]+\s)?[a-z]+s|people|children)\s*(?:,|and|with)\s+"
    rf"(?P<about>about|around|approximately|roughly|~)?\s*(?P<each>{NUMBER})\s+"
    r"(?P<rows>(?:[a-z-]+\s)?[a-z]+s)\s+(?:per\s+[a-z]+|for\s+each(?:\s+[a-z]+)?)",
    re.IGNORECASE,
)


def _subjects(text: str) -> tuple[str, Subjects | None]:
    match = _SUBJECTS.search(text) or _PER.search(text) or _EACH.search(text)
    if match is None:
        return text, None
    each = word_amount(match["each"]) or 1
    end = match.groupdict().get("end") or ""
    subjects = Subjects(
        noun=match["noun"].strip(),
        count=round(amount(match["count"])) if match["count"] else None,
        rows_each=max(each, 1),
        row_noun=match["rows"].strip(),
        exact=match["about"] is None and "average" not in end,
    )
    kept = f"{subjects.noun}{match.groupdict().get('of') or ''} {subjects.row_noun}"
    return text[: match.start()] + kept + text[match.end() :], subjects


_ROWS = (
    re.compile(
        rf"\b(?:(?:about|around|roughly|approximately|approx\.?|circa|exactly|some)\s+)?(?P<count>{_COUNT})\s*-?"
        rf"(?:of\s+)?(?:(?:synthetic|sample|random|fake|realistic|total|dummy)\s+)?{_ROW_NOUN}"
        r"\b(?!\s+(?:each|per|is)\b|\s*=)(?:\s+(?:of|about|for|from|on)\b)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:rows?|records|size|n|number\s+of\s+(?:rows|records))\s*[:=]\s*(?P<count>{NUMBER})",
        re.IGNORECASE,
    ),
    re.compile(
        rf",\s*(?P<count>{NUMBER})\s+of\s+(?:them|these|those)(?=\s*(?:[,.;]|$))",
        re.IGNORECASE,
    ),
    re.compile(
        rf",?\s*\b(?:exactly|about|around|roughly|approximately|some)\s+(?P<count>{NUMBER})\s+of\s+(?:them|these|those)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_ROW_NOUN}\s*\(\s*(?P<count>{NUMBER})\s*\)",
        re.IGNORECASE,
    ),
)
_NOT_UNITS = (
    r"years?|months?|days?|weeks?|hours?|minutes?|seconds?|percent|columns?|fields?|features?|"
    r"categories|values?|levels?|points?|stars?|dollars?|euros?|pounds?|times|digits?|decimals?|"
    r"decimal|places?|attributes?|variables?|km|kg|cm|mm|miles?|meters?|metres?|classes|types|"
    r"kinds|different|bins?|and|to|or|is|are|unique|year|month|day|hour|week|minute|star|point|"
    r"page|digit|letter|letters|characters?|chars?|degrees?|kwh|mb|gb"
)
_COUNTED = re.compile(
    rf"(?:^|\b(?:generate|create|make|build|produce|give\s+me|need|want|simulate|synthesi[sz]e|"
    rf"of|for|about|with|have|get|mock|show\s+me|please|list|contains?|containing|covering|"
    rf"like|dataset|data|has)\s+|[:;.,]\s+)"
    rf"(?:(?:me|us|about|around|roughly|approximately|approx\.?|circa|ca\.?|some|data|for|on|a|list|of)\s+){{0,3}}"
    rf"(?P<count>{NUMBER}|{WORD_NUMBER}\s(?:(?:of\s)?a\s)?(?:hundred|thousand|million|dozen))\s+"
    r"(?:of\s+)?"
    rf"(?P<unit>(?!(?:{_NOT_UNITS})\b)(?:[a-z-]+\s+){{0,3}}?(?:[a-z]{{2,}}s|people|children"
    rf"|staff|men|"
    rf"women|data))\b(?!\s*(?:%|percent))",
    re.IGNORECASE,
)


def _rows(text: str) -> tuple[str, int | None, str | None]:
    for pattern in _ROWS:
        for match in pattern.finditer(text):
            count = word_amount(match["count"].strip())
            if count is not None and count >= 1:
                return text[: match.start()] + " " + text[match.end() :], round(count), None
    for match in _COUNTED.finditer(text):
        count = word_amount(match["count"])
        if count is not None and _is_size(count, match.group(0)):
            unit = match["unit"].strip()
            start = match.start("count")
            alone = text[:start].rstrip()[-1:] in (",", ";") and not re.match(
                r"\s*\w", text[match.end() :]
            )
            rest = match.end() if alone else match.start("unit")
            return text[:start] + text[rest:], round(count), unit
    return text, None, None


_SMALL = 20
_WEAK = re.compile(r"\b(?:of|for|with|have|has|contains?|containing|covering|data|like)\b", re.I)


def _is_size(count: float, text: str) -> bool:
    """Whether a counted noun is the size: `10 stores` behind `of` is a number of values."""
    if count < 1 or count != round(count):
        return False
    return count >= _SMALL or (_WEAK.search(text) is None and text[:1] not in ",;:")


_PLACE_WORDS = r"(?:in|from|for|across|within|of|based\s+in|living\s+in|located\s+in|to)"
_PEOPLE_NOUNS = (
    r"(?:customers?|users?|people|persons?|employees?|students?|patients?|names?|addresses|cities|"
    r"compan(?:y|ies)|hospitals?|clients?|citizens?|shoppers?|buyers?|subscribers?|members?|staff|"
    r"workers?|households?|voters?|locale|market|population|residents?|e-?commerce|online|store|"
    r"shop|retailer|bank|hotel|university|school|telecom|insurance|data|phone)"
)


_BARE = {"US": r"|(?-i:\bUS\b)", "GB": r"|(?-i:\bUK\b)"}
"""Codes that stand for the country wherever they are in capitals."""


def _country_pattern(country: Country) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(country.names, key=len, reverse=True))
    people = "|".join(re.escape(word) for word in country.people)
    return re.compile(
        rf"\b(?:{_PLACE_WORDS}|,|and|or)\s+(?:the\s+)?(?:{names})(?![\w-])"
        rf"{_BARE.get(country.code, '')}"
        rf"|\b(?:{people})(?=\s+(?:[a-z-]+\s+)?{_PEOPLE_NOUNS}\b)"
        rf"|\blocale\s*[:=]?\s*{country.locale}\b",
        re.IGNORECASE,
    )


def _countries(text: str) -> tuple[str, list[Country]]:
    found: list[tuple[int, Country]] = []
    gaps: list[tuple[int, int]] = []
    lowered = text.lower()
    for country in countries():
        if not any(
            word in lowered
            for word in (*country.plain_words(), country.locale.lower(), country.code.lower())
        ):
            continue
        match = _country_pattern(country).search(text)
        if match is not None and not _is_value(text, match):
            found.append((match.start(), country))
            if _AT.match(match.group()):
                gaps.append(match.span())
    for start, end in sorted(gaps, reverse=True):
        text = text[:start] + text[end:]
    return text, [country for _, country in sorted(found, key=lambda pair: pair[0])]


_AT = re.compile(r"(?:in|from|across|within|based|living|located)\b", re.IGNORECASE)


def _is_value(text: str, match: re.Match[str]) -> bool:
    """Whether the country stands in brackets: the values of a column, not where the data is."""
    return text.count("(", 0, match.start()) > text.count(")", 0, match.start())


def _currency(text: str) -> Currency | None:
    lowered = text.lower()
    best: tuple[int, Currency] | None = None
    for currency in currencies():
        for name in currency.names:
            if name not in lowered:
                continue
            symbol = not name[0].isalnum()
            pattern = re.escape(name) if symbol else rf"\b(?:in|of|currency:?|\d)\s?{name}\b"
            if name in ("pounds", "won", "rand", "rs") and "weigh" in lowered:
                continue
            if re.search(pattern, lowered) and (best is None or len(name) > best[0]):
                best = (len(name), currency)
    return best[1] if best else None
