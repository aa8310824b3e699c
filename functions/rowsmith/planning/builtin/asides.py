"""What stands in brackets or behind a colon: a type, values, figures, a unit."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.amounts import NUMBER
from rowsmith.planning.builtin.details import Details, Hint
from rowsmith.planning.builtin.order import read_missing
from rowsmith.planning.builtin.ranges import UNITS
from rowsmith.planning.builtin.said import LABEL, read_said
from rowsmith.planning.builtin.values import read_values

_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")


_TYPES: dict[Hint, str] = {
    "boolean": r"bool(?:ean)?s?|binary|flag|true\s*/\s*false|t/f",
    "datetime": r"date\s?times?|timestamps?|date\s+and\s+time",
    "date": r"dates?|yyyy-mm-dd|dd/mm/yyyy|mm/dd/yyyy",
    "time": r"time\s+of\s+day|hh:mm(?::ss)?",
    "whole": r"int(?:eger)?s?|whole\s+numbers?|bigint|counts?|discrete",
    "decimal": r"floats?|decimals?|double|real|numeric|numbers?|numerical|continuous",
    "text": r"str(?:ing)?s?|text|free\s+text|varchar(?:\s*\d+)?|char",
    "id": r"uuid|guid|primary\s+key|unique(?:\s+id(?:entifier)?)?|pk|auto[\s-]?increment",
    "category": r"categor(?:y|ical|ies)|enum|nominal|ordinal|factor",
}


_TYPE_PATTERNS = [
    (hint, re.compile(rf"^(?:an?\s+)?(?:{words})$", re.I)) for hint, words in _TYPES.items()
]


_CERTAIN_TYPES = frozenset(
    {
        "string",
        "str",
        "int",
        "integer",
        "float",
        "boolean",
        "bool",
        "categorical",
        "category",
        "enum",
        "text",
        "datetime",
        "number",
        "numeric",
    }
)


_UNIT_ONLY = re.compile(
    rf"^(?:in\s+|measured\s+in\s+)?(?P<unit>{UNITS}|{'|'.join(('usd', 'eur', 'gbp'))})$", re.I
)


_DESCRIBED = re.compile(r"^[\w /-]{1,40}$")


MOST_BRACKETS = 8
"""What has more brackets is no column: the rest of them stays."""


def read_brackets(text: str, details: Details) -> str:
    """Take what stands in brackets out of `text`; what is left."""
    for _ in range(MOST_BRACKETS):
        match = _BRACKETS.search(text)
        if match is None:
            break
        _read_aside(match.group(1), details)
        text = text[: match.start()] + " " + text[match.end() :]
    return text


def read_colon(text: str, details: Details) -> str:
    """Take what stands behind a colon or dash out of `text`; what is left."""
    head, colon, tail = text.partition(":")
    if not colon or not _DESCRIBED.match(head.strip()) or re.search(r"\d$", head):
        head, colon, tail = re.sub(r"\s+(?:-|=|->)\s+", " : ", text, count=1).partition(" : ")
        if not colon or not _DESCRIBED.match(head.strip()) or not tail.strip():
            return text
    if re.fullmatch(r"(?:target|label|id)", head.strip(), re.I) and tail.strip():
        details.label = details.label or head.strip().lower() != "id"
        return tail
    _read_aside(tail, details)
    return head


def _read_aside(text: str, details: Details) -> None:
    """What stands in brackets or behind a colon."""
    text = text.strip().strip(".")
    if LABEL.fullmatch(text):
        details.label = True
        return
    if LABEL.search(text):
        details.label, text = True, LABEL.sub("", text)
    hint = _hint(text)
    if hint is not None:
        details.hint = hint
        return
    if _UNIT_ONLY.match(text):
        details.unit = text
        return
    if not re.search(r"[\d#]", text):
        asides = [part.strip() for part in re.split(r"\s*,\s*", text)]
        if len(asides) > 1 and (asides[0].lower() in _CERTAIN_TYPES or all(map(_hint, asides))):
            details.hint, text = _hint(asides[0]), ", ".join(asides[1:])
        left = read_missing(text, details)
        if left == text and not read_values(text, details):
            read_said(text, details)
        return
    _read_figures(text, details)


def _read_figures(text: str, details: Details) -> None:
    text = read_missing(text, details)
    if _is_bands(text) and read_values(text, details):
        return
    if "%" in text and not _RANGE.search(text) and _read_values_and_rate(text, details):
        return
    pieces = re.split(r"\s*[,;]\s*", text)
    if pieces and (hint := _hint(pieces[0])) is not None:
        details.hint, text = hint, ", ".join(pieces[1:])
    left = read_said(text, details)
    left = re.sub(r"^[\s,.;:-]+|[\s,.;:-]+$", "", left)
    if not left or not details.says_anything():
        if not details.says_anything():
            read_values(text, details)
        return
    rest = Details()
    if re.search(r",|/| or ", left) and read_values(left, rest) and not re.search(r"\d", left):
        details.update(rest)


def _read_values_and_rate(text: str, details: Details) -> bool:
    """Weighted values, or values and the share of one: `Yes/No, 16% yes`."""
    pieces = re.split(r"\s*[,;]\s*", text)
    rated = [piece for piece in pieces if "%" in piece]
    others = ", ".join(piece for piece in pieces if "%" not in piece)
    if len(rated) == 1 and "/" in others and not re.search(r"\d", others):
        return read_values(rated[0], details) and read_values(others, details)
    return read_values(text, details)


_RANGE = re.compile(r"^\D{0,20}\d[\d.]*\s*%?\s*(?:-|to|and)\s*\d[\d.]*\s*%")


def _is_bands(text: str) -> bool:
    """Whether `text` is a list of values with digits in them, not a range."""
    pieces = [piece for piece in re.split(r"\s*(?:,|;|\bor\b|/|\|)\s*", text.strip()) if piece]
    if len(pieces) < 2 or "%" in text:
        return False
    if re.search(
        r"\b(?:mean|average|avg|sd|std|min|max|decimals?|missing|after|before|and\s+\d)\b",
        text,
        re.I,
    ):
        return False
    figures = [piece for piece in pieces if re.search(r"\d", piece)]
    if all(re.fullmatch(rf"{NUMBER}|[A-Za-z]?\d+[A-Za-z]?", piece) for piece in pieces):
        return True
    ranges = sum(bool(re.search(r"\d\s*-\s*\d|\d\+|^[<>]|under|over", piece)) for piece in pieces)
    return ranges >= 2 or (
        len(figures) >= 1 and ranges == 0 and not re.search(r"\bbetween\b|\bfrom\b|\bafter\b", text)
    )


def _hint(text: str) -> Hint | None:
    text = text.strip().lower()
    for hint, pattern in _TYPE_PATTERNS:
        if pattern.match(text):
            return hint
    return None
