"""Numbers as people write them: `20k`, `$1,500.50`, `2 000`, `five hundred`, `1e9`, `12%`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsmith.planning.grammar.found import Found
from rowsmith.planning.grammar.lexicon import any_of, plain, plain_signs, section
from rowsmith.planning.grammar.values import Figure

_SCALES: dict[str, float] = section("scales")
_WORDS: dict[str, float] = section("numbers")
_CODES: dict[str, str] = section("currencies")
_SIGNS = [word for word in _CODES if not word.isalpha()]
_LETTERS = [word for word in _CODES if word.isalpha() and len(word) == 3]

CURRENCY = rf"(?i:{any_of(_SIGNS)}|\b(?:{any_of(_LETTERS)})\b)"
DIGITS = r"(?:\d{1,3}(?:[,' ]\d{3})+(?![\d%])|\d+)(?:\.\d+)?|\.\d+"
_EXPONENT = r"(?:[eE]\+?\d{1,2}(?!\w))?"
_SHORT_SCALE = r"(?:k|K|M|MM|bn|Bn|mn|mio|Mio|mln|B)(?!\w)"
_LONG_SCALE = any_of(word for word in _SCALES if len(word) > 3)
_PERCENT = r"(?i:%|percent\b|per\s?cent\b|pct\b)"

NUMBER = (
    rf"(?:{CURRENCY}\s?)?[+-]?(?:{CURRENCY}\s?)?(?:{DIGITS}){_EXPONENT}"
    rf"(?:\s?{_SHORT_SCALE}|\s?(?i:{_LONG_SCALE})\b)?"
)
"""A number in figures, without what stands behind it; for text with plain signs."""

_MONEY_WORDS = any_of(word for word in _CODES if word.isalpha() or " " in word)
_FIGURE = re.compile(
    rf"(?P<before>{CURRENCY})?\s?(?P<sign>[+-])?\s?(?P<money>{CURRENCY})?\s?(?P<digits>(?:{DIGITS}){_EXPONENT})"
    rf"(?:[\s-]?(?P<scale>{any_of(_SCALES)}))?(?!\w)"
    rf"(?:\s?(?P<percent>{_PERCENT})|\s?(?P<after>{any_of(_SIGNS)}|(?:{_MONEY_WORDS})\b))?",
    re.IGNORECASE,
)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))(?!\d+,)")
_IN_TEXT = re.compile(
    rf"(?<![\w.])(?<!(?<!\d)[A-Za-z]-)(?:{NUMBER})(?![\w]|\.\d)(?:\s?{_PERCENT})?"
)

_NUMBER_WORD = any_of([*_WORDS, *(word for word in _SCALES if len(word) > 3)])
WORD_NUMBER = rf"(?:{_NUMBER_WORD})(?:(?:\s+and\s+|\s+of\s+|\s+|-)(?:{_NUMBER_WORD}))*"
"""A number in words; `a` and `an` too."""
_SPELLED = re.compile(
    rf"(?P<words>{WORD_NUMBER})(?:\s(?P<percent>{_PERCENT})|\s(?P<after>{_MONEY_WORDS}))?"
)
_SPELLED_IN_TEXT = re.compile(
    rf"\b(?!an?\b(?!\s+(?:hundred|thousand|million|dozen)))(?:{WORD_NUMBER})\b", re.I
)
_FUZZ_BEFORE = re.compile(
    rf"^(?:(?:{any_of(section('fuzz')['before'])})(?=\s)\s*|[~≈=:]\s*)+", re.I
)
_FUZZ_AFTER = re.compile(rf"\s*(?:{any_of(section('fuzz')['after'])})$", re.I)


def read_number(text: str) -> Figure | None:
    """The number that `text` is, in figures or words; None where it is none.

    What says only how exact it is (`about`, `or so`) may stand beside it.
    """
    text = _without_fuzz(plain_signs(text).strip())
    return _in_figures(text) or _in_words(plain(text))


def find_numbers(text: str) -> Iterator[Found[Figure]]:
    """Yield the numbers in `text`, in order; those in words too, but not `a` and `one` alone."""
    text = plain_signs(text)
    found = [*_IN_TEXT.finditer(text), *_SPELLED_IN_TEXT.finditer(text)]
    last = 0
    for match in sorted(found, key=lambda match: match.start()):
        if match.start() < last:
            continue
        figure = _in_figures(match.group().strip()) or _in_words(plain(match.group()))
        if figure is not None:
            last = match.end()
            yield Found(match.start(), match.end(), figure)


def _without_fuzz(text: str) -> str:
    shorter = _FUZZ_AFTER.sub("", _FUZZ_BEFORE.sub("", text)).strip()
    return shorter or text


def _in_figures(text: str) -> Figure | None:
    match = _FIGURE.fullmatch(_DECIMAL_COMMA.sub(".", text))
    if match is None:
        return None
    digits = re.sub(r"[,' ]", "", match["digits"])
    scale = _SCALES[match["scale"].lower()] if match["scale"] else 1.0
    value = float(digits) * scale * (-1 if match["sign"] == "-" else 1)
    money = match["before"] or match["money"] or match["after"]
    return Figure(
        value=round(value, 9),
        decimals=0 if match["scale"] or "e" in digits.lower() else _decimals(digits),
        currency=_CODES[plain(money)] if money else None,
        percent=match["percent"] is not None,
    )


def _decimals(digits: str) -> int:
    return min(len(digits.partition(".")[2]), 15)


def _in_words(text: str) -> Figure | None:
    match = _SPELLED.fullmatch(text)
    if match is None:
        return None
    value = _sum(match["words"].replace("-", " ").split())
    money = match["after"]
    return Figure(value, currency=_CODES[money] if money else None, percent=bool(match["percent"]))


def _sum(words: list[str]) -> float:
    """`two and a half thousand` is 2500: words under 100 add up, scales multiply what is there."""
    total, current = 0.0, 0.0
    for word in words:
        if word in ("and", "of") or (word in ("a", "an") and len(words) > 1):
            continue
        if word not in _SCALES:
            current += _WORDS[word]
            continue
        current = (current or 1.0) * _SCALES[word]
        if _SCALES[word] >= _THOUSAND:
            total, current = total + current, 0.0
    if total and 0 < current < 1:
        current *= total  # `a million and a half`
    return round(total + current, 9)


_THOUSAND = 1000
