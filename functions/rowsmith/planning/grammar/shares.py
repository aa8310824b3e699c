"""Shares of rows in words and figures: `8.5%`, `2 in 5`, `50/50`, `mostly`, `the rest`."""

from __future__ import annotations

import re

from rowsmith.planning.grammar.lexicon import any_of, plain, section, word_list
from rowsmith.planning.grammar.numbers import WORD_NUMBER, read_number
from rowsmith.planning.grammar.values import Share

_WORDS: dict[str, float] = section("share_words")
_FRACTIONS: dict[str, int] = section("fractions")
_ORDINALS: dict[str, int] = section("ordinals")
_REST = frozenset(word_list("rest"))
_EVEN = frozenset(word_list("even"))

_COUNT = rf"(?:\d[\d,. ]*|{WORD_NUMBER})"
_ABOUT = (
    r"^(?:(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|only|just(?:\s+(?:under|over))?|nearly|almost|"
    r"slightly\s+(?:under|over)|a\s+little\s+(?:under|over)|over|under|exactly|at|in|for|with|of|is|are|happens|"
    r"less\s+than|more\s+than|some|~|≈|the\s+other|the\s+remaining|remaining|the|another)\s*)+(?=\S)"
)
_OF = re.compile(
    rf"(?P<part>{_COUNT})(?:\s+[a-z]+)?\s+(?:in|out\s+of|of|per|for|to)\s+(?:every\s+|each\s+|an?\s+)?"
    rf"(?P<whole>{_COUNT})(?:\s+[a-z]+)?"
)
_HUNDRED = {"per mille": 1000, "per cent": 100, "per hundred": 100, "per thousand": 1000}
_PER = re.compile(rf"(?P<part>{_COUNT})\s+(?P<whole>{any_of(_HUNDRED)})")
_EVERY = re.compile(rf"every\s+(?P<nth>{any_of(_ORDINALS)})(?:\s+[a-z]+)?")
_FRACTION = re.compile(
    rf"(?:(?P<part>{WORD_NUMBER}|\d+)[\s-]+)?(?P<whole>{any_of(_FRACTIONS)})(?:\s+(?:of\s+)?(?:the\s+|them|all)?.*|\s+each)?"
)
_SLASH = re.compile(r"(?P<part>\d+)\s*/\s*(?P<whole>\d+)")
_ALL_BUT = re.compile(r"all\s+(?:but|except)\s+(?P<left>.+)")
_PARTS = re.compile(r"\s*(?:[/:;,]|-|\band\b|\bto\b|\bvs\.?)\s*")
_FIGURE = re.compile(r".*?(?P<figure>\d+(?:\.\d+)?\s?%).*")
_OF_THEM = re.compile(r"^\d+\s+of\s+(?:them|these|those|the)\b")
_LARGEST_PERCENT = 100.0


def read_share(text: str) -> Share | None:
    """The share of rows that `text` is; None where it is none or is of several things.

    A bare number up to 1 is a fraction, up to 100 so many per cent; a higher one is no share
    (`read_weight` reads it).
    """
    text = plain(text).strip(" ()=:,.") if not text.strip().startswith(".") else text.strip()
    if text in _REST:
        return Share(0.0, rest=True)
    if _OF_THEM.search(text):
        return None
    shorter = re.sub(_ABOUT, "", text)
    for form in (text, shorter):
        if form in _REST:
            return Share(0.0, rest=True)
        if form in _WORDS:
            return Share(_WORDS[form], exact=_WORDS[form] in (0.0, 1.0))
    value = _stated(shorter)
    if value is None and (match := _FIGURE.fullmatch(text)) and len(_PARTS.split(text)) <= 2:
        value = _stated(match["figure"])  # `the majority, 60%`
    if value is None:
        value = _word_inside(text)
        return None if value is None else Share(value, exact=False)
    return Share(round(value, 9)) if 0 <= value <= 1 else None


def read_shares(text: str, count: int) -> tuple[Share, ...] | None:
    """The shares of `count` things, in their order, of `50/50`, `3:1`, `evenly` or `20% each`.

    None where `text` does not say as many. Together they are 1 at the most, unless each was
    stated alone.
    """
    text = plain(text)
    if count == 1:
        alone = read_share(text)
        return None if alone is None else (alone,)
    weights = [_weight(part) for part in _PARTS.split(text.strip(" ()")) if part]
    if len(weights) == count and None not in weights:
        known = [weight for weight in weights if weight is not None]
        total = sum(known)
        of = 1.0 if total <= 1 else _LARGEST_PERCENT if 99 <= total <= 101 or "%" in text else total
        return tuple(Share(round(weight / of, 9)) for weight in known) if total else None
    if text in _EVEN or text.startswith(("equal", "even")) or "evenly" in text:
        return tuple(Share(round(1 / count, 9)) for _ in range(count))
    each = read_share(re.sub(r"\s*\b(?:each|apiece|of each|both)\b\s*", " ", text).strip())
    return None if each is None else (each,) * count


def read_weight(text: str) -> float | None:
    """A bare number that is only a share among others: `3`, `170`, `12 of them`."""
    figure = read_number(text)
    return None if figure is None or figure.value < 0 or figure.percent else figure.value


def _weight(text: str) -> float | None:
    figure = read_number(text.strip(" %"))
    if figure is not None and figure.value >= 0:
        return figure.value
    fraction = _FRACTION.fullmatch(text.strip())
    return 1 / _FRACTIONS[fraction["whole"]] if fraction and fraction["part"] is None else None


def _stated(text: str) -> float | None:
    if match := _PER.fullmatch(text):
        return _ratio(match["part"], _HUNDRED[match["whole"]])
    figure = read_number(text)
    if figure is not None and text not in _FRACTIONS:
        if figure.percent:
            return figure.value / _LARGEST_PERCENT
        if figure.value > 1 and figure.value <= _LARGEST_PERCENT:
            return figure.value / _LARGEST_PERCENT
        return figure.value if figure.value <= 1 else None
    if match := _SLASH.fullmatch(text):
        part, of = float(match["part"]), float(match["whole"])
        return part / of if part < of else None
    if match := _EVERY.fullmatch(text):
        return 1 / _ORDINALS[match["nth"]]
    if match := _ALL_BUT.fullmatch(text):
        left = _stated(match["left"])
        return None if left is None else 1 - left
    if match := _OF.fullmatch(text):
        whole = read_number(match["whole"])
        if whole is not None and whole.value >= 1:
            return _ratio(match["part"], whole.value)
    if match := _FRACTION.fullmatch(text):
        return _ratio(match["part"] or "1", _FRACTIONS[match["whole"]])
    return None


def _ratio(part: str, whole: float) -> float | None:
    figure = read_number(part)
    return None if figure is None or not whole else figure.value / whole


_INSIDE = re.compile(rf"\b(?:{any_of(word for word in _WORDS if len(word) > 3)})\b")


def _word_inside(text: str) -> float | None:
    """`never if`, `mostly the case`: a word for a share with little beside it."""
    match = _INSIDE.search(text)
    return _WORDS[match.group()] if match and len(text.split()) <= 3 else None
