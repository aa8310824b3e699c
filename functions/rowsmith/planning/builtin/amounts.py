"""Numbers as people write them: `20k`, `$1,500.50`, `two`, `half a million`, `70%`."""

from __future__ import annotations

import re

CURRENCY = r"(?:US\$|[$€£¥₹]|(?:usd|eur|gbp|inr)\b)"
SCALE = r"(?:(?:k|m|bn|K|M)(?![\w])|\s?(?:thousand|million|billion|hundred|lakh)\b)"
NUMBER = rf"(?:{CURRENCY}\s?)?[-+]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?{SCALE}?"
"""A number with its currency sign and scale; the percent sign is not part of it."""

_SCALES = {
    "k": 1e3,
    "m": 1e6,
    "bn": 1e9,
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "billion": 1e9,
}
_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
    "half": 0.5,
    "couple": 2,
    "few": 3,
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
}
WORD_NUMBER = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_PARTS = re.compile(
    rf"^(?:{CURRENCY}\s?)?(?P<digits>[-+]?[\d,]+(?:\.\d+)?)\s?(?P<scale>[a-zA-Z]+)?$", re.IGNORECASE
)


def amount(text: str) -> float:
    """The number that `text` (a match of NUMBER) stands for. Raises ValueError."""
    match = _PARTS.match(text.strip())
    if match is None:
        raise ValueError(f"not a number: {text!r}")
    scale = _SCALES[match["scale"].lower()] if match["scale"] else 1.0
    return round(float(match["digits"].replace(",", "")) * scale, 6)


def decimals(text: str) -> int:
    """Digits after the point in a number as written: 2 for `9.99`, 0 for `1.5k`."""
    match = _PARTS.match(text.strip())
    if match is None or match["scale"]:
        return 0
    return len(match["digits"].partition(".")[2])


def word_amount(text: str) -> float | None:
    """The number that a word or a match of NUMBER stands for: `two`, `half a million`, `12`."""
    total: float | None = None
    for word in text.lower().replace("-", " ").split():
        if word in ("of", "and"):
            continue
        if word in _WORDS:
            total = _joined(total, _WORDS[word])
            continue
        try:
            total = amount(word)
        except (ValueError, KeyError):
            return None
    return total


def _joined(total: float | None, number: float) -> float:
    if total is None:
        return number
    if number >= 100 or number == 12 or total < 1:
        return total * number
    return total + number if total >= 20 else number
