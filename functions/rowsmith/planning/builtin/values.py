"""Values and their shares: `(free 60%, pro 30%)`, `a, b or c`, `S/M/L`, `70% yes`."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.details import Details

_PERCENT = r"(?<![\d.])(?P<share>\d+(?:\.\d+)?)\s*(?:%|percent|per\s+cent)"
_ABOUT = r"(?:(?:about|around|approximately|roughly|~|some|nearly|only|just|mostly)\s*)*"
_SHARE_FIRST = re.compile(
    rf"^\s*(?:and\s+)?{_ABOUT}{_PERCENT}\s*(?:of\s+(?:them|which|whom|the\s+rows?|rows|cases)\s+)?"
    r"(?:are\s+|is\s+|being\s+|in\s+|on\s+|:|=)?\s*(?P<value>[^%]+?)\s*$",
    re.IGNORECASE,
)
_SHARE_LAST = re.compile(
    rf"^\s*(?:and\s+|or\s+)?(?P<value>[^%]*?[^\s%:=,-])(?:\s+(?:at|is|are|for|in)\b"
    rf"|\s*[:=,-])?\s*{_ABOUT}{_PERCENT}"
    r"(?:\s+of\s+(?:the\s+)?(?:time|cases|rows?|them|customers|users|all))?\s*$",
    re.IGNORECASE,
)
_FRACTION_LAST = re.compile(r"^\s*(?P<value>[^\d:=]+?)\s*[:=]\s*(?P<share>0?\.\d+)\s*$")
_THE_REST = re.compile(
    r"^\s*(?:and\s+)?(?:the\s+)?(?:rest|remainder|others?\s+are|remaining)\s*(?:are|is|being"
    r"|:)?\s*(?P<value>.+)$",
    re.I,
)
_SEPARATORS = re.compile(r"\s*(?:,|;|\||\n)\s*(?:(?:and|or)\s+)?|\s+(?:or|vs\.?|versus)\s+")
_SLASH = re.compile(r"\s*/\s*")
_AND = re.compile(r"\s+and\s+|\s*&\s*")
_LEAD = re.compile(
    r"^(?:(?:can\s+be|could\s+be|may\s+be|must\s+be|should\s+be|is\s+one\s+of|one\s+of|either"
    r"|any\s+of|being|"
    r"values?(?:\s+(?:are|is|of|like|such\s+as|in|from))?|options?(?:\s+are)?|"
    r"such\s+as|like|e\.?g\.?,?|i\.?e\.?,?|for\s+example,?|for\s+instance,?|including|from|of|in"
    r"|are|is|categories|levels|"
    r"chosen\s+from|the|with|namely|among)\b\s*:?\s*)+",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"[\s,]*(?:\b(?:etc\.?|and\s+so\s+on|and\s+more|\.\.\.)|…)\s*$", re.IGNORECASE)
_QUOTES = "\"'`“”‘’ "
_NO_WORDS = frozenset({"no", "false", "not", "n", "0", "negative", "non"})
_YES_WORDS = frozenset({"yes", "true", "y", "1", "positive", "t"})
_LONGEST = 60


def read_values(text: str, details: Details) -> bool:
    """Read the inside of a pair of brackets as values or a rate; whether it was one."""
    text = _TRAIL.sub("", text.strip()).strip()
    text = _LEAD.sub("", text)
    weighted = _weighted(text)
    if len(weighted) >= 2:
        details.values = weighted
        return True
    if len(weighted) == 1:
        value, share = weighted[0]
        details.rate, details.rate_word = (share or 0) / 100, value
        return True
    values = _plain(text)
    if len(values) >= 2:
        details.values = [(value, None) for value in values]
        return True
    return False


def _weighted(text: str) -> list[tuple[str, float | None]]:
    pieces = [piece for piece in _SEPARATORS.split(text) if piece.strip()]
    if len(pieces) == 1 or "%" in (_AND.split(pieces[-1])[-1] if pieces else ""):
        pieces = [part for piece in pieces for part in _AND.split(piece)]
    if len(pieces) == 1:
        pieces = _SLASH.split(pieces[0])
    found: list[tuple[str, float | None]] = []
    for piece in pieces:
        pair = _pair(piece)
        if pair is None:
            return []
        found.append(pair)
    if not any(share is not None for _, share in found):
        return []
    return found


def _pair(piece: str) -> tuple[str, float | None] | None:
    if match := _FRACTION_LAST.match(piece):
        return _clean(match["value"]), 100 * float(match["share"])
    for pattern in (_SHARE_FIRST, _SHARE_LAST):
        if match := pattern.match(piece):
            value = _clean(match["value"])
            return (value, float(match["share"])) if value else None
    if match := _THE_REST.match(piece):
        return _clean(match["value"]), None
    value = _clean(piece)
    return (value, None) if value and "%" not in value else None


def _plain(text: str) -> list[str]:
    pieces = [piece for piece in _SEPARATORS.split(text) if piece.strip()]
    if len(pieces) == 1:
        slashed = _SLASH.split(pieces[0])
        pieces = slashed if len(slashed) > 1 else _AND.split(pieces[0])
    elif pieces and len(pieces) >= 2:
        last = _AND.split(pieces[-1])
        if len(last) == 2 and all(len(part.split()) <= 2 for part in last):
            pieces = [*pieces[:-1], *last]
    values = [_clean(piece) for piece in pieces]
    if not all(0 < len(value) <= _LONGEST for value in values):
        return []
    return list(dict.fromkeys(_without_unit(values)))


_WITH_UNIT = re.compile(r"^(?P<number>\d+(?:\.\d+)?)\s*[a-zA-Z]+$")


def _without_unit(values: list[str]) -> list[str]:
    """`4, 8, 12 GB` are three numbers."""
    match = _WITH_UNIT.match(values[-1]) if values else None
    plain = all(re.fullmatch(r"\d+(?:\.\d+)?", value) for value in values[:-1])
    return [*values[:-1], match["number"]] if match and plain and len(values) > 1 else values


def _clean(value: str) -> str:
    return re.sub(r"\s+", " ", value.strip(_QUOTES).strip(".:;")).strip(_QUOTES)


_RATE = re.compile(
    rf"(?:\b(?:with\s+)?(?:an?\s+)?(?:at\s+)?(?:a\s+)?(?:base\s+)?(?:rate|share|prevalence"
    rf"|probability|chance|likelihood)\s*(?:of|is|=|:)?\s*)?"
    rf"{_ABOUT}{_PERCENT}\s*(?:of\s+(?:the\s+)?(?:time|cases|rows|them|all|records))?\s*"
    r"(?P<word>\b(?:yes|no|true|false|positive|negative|rate|chance|probability|y|n)\b)?",
    re.IGNORECASE,
)


_OF_GROUP = (
    r"(?:\s+(?:(?:for|in|among|of|on|with)\s+)?(?:the\s+|group\s+|variant\s+|version\s+)*"
    r"(?P<{}>(?!(?:vs|versus|and|against|but|to|compared)\b)[\w-]+))?"
)
_RATES = re.compile(
    rf"(?:\brate\s*(?:of|is|=|:)?\s*)?{_ABOUT}{_PERCENT}{_OF_GROUP.format('first')}\s*,?\s*"
    rf"(?:vs\.?|versus|against|compared\s+(?:to|with)|and|but|/)\s*{_ABOUT}"
    rf"{_PERCENT.replace('share', 'other')}{_OF_GROUP.format('second')}",
    re.IGNORECASE,
)


def _read_rates(text: str, details: Details) -> str:
    """Take `5% vs 7%`, `12% for women and 18% for men` out of `text`; what is left."""
    match = _RATES.search(text)
    if match is None or bool(match["first"]) != bool(match["second"]):
        return text
    pairs = ((match["first"], match["share"]), (match["second"], match["other"]))
    details.rates = [(word, min(float(share) / 100, 1.0)) for word, share in pairs]
    details.rate = sum(rate for _, rate in details.rates) / 2
    return text[: match.start()] + " " + text[match.end() :]


def read_rate(text: str, details: Details) -> str:
    """Take `20% yes`, `rate of 5%`, `5% vs 7%` out of `text`; what is left."""
    left = _read_rates(text, details)
    if left != text:
        return left
    match = _RATE.search(text)
    if match is None:
        return text
    details.rate = min(float(match["share"]) / 100, 1.0)
    details.rate_word = (match["word"] or "").lower() or None
    if details.rate_word in ("rate", "chance", "probability"):
        details.rate_word = None
    return text[: match.start()] + " " + text[match.end() :]


def says_no(word: str | None) -> bool:
    """Whether a word is the no of a yes-or-no column."""
    return word is not None and word.lower().split()[0] in _NO_WORDS if word else False


def yes_no(values: list[str]) -> tuple[str, str] | None:
    """The words for true and false, where two values are plainly yes and no."""
    if len(values) != 2:
        return None
    lowered = [value.lower() for value in values]
    for yes, no in ((0, 1), (1, 0)):
        if lowered[yes] in _YES_WORDS and lowered[no] in _NO_WORDS:
            return values[yes], values[no]
    return None
