"""The form of ids and codes: `like INV-00001`, `PAY followed by 8 digits`, `two letters`."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.amounts import WORD_NUMBER, word_amount
from rowsmith.planning.builtin.details import Details

_PATTERN = re.compile(
    r"\b(?:(?:in|of|with|using|follow(?:s|ing)|has|having)\s+)?(?:the\s+|a\s+)?(?:like|such\s+as"
    r"|e\.?g\.?,?|for\s+example,?|format(?:ted)?(?:\s+(?:as|like|of|is))?|"
    r"pattern(?:\s+(?:of|is|like))?|form(?:\s+(?:of|like))?|looking\s+like|style)\s*[:=]?\s*[\"'`]?"
    r"(?P<pattern>(?=[\w#?./-]*[\d#?X])(?=[\w#?./-]*[A-Za-z#?X])[A-Za-z#?0-9]+"
    r"(?:[-_/.#]?[A-Za-z0-9#?]+)*)[\"'`]?",
    re.IGNORECASE,
)
_BARE_PATTERN = re.compile(
    r"^(?:[A-Z]{1,6}[-_/]?[\d#X]{2,12}|#{3,}|[A-Z]+-#+"
    r"|(?=.*[A-Z#])[A-Z0-9]{2,}(?:-[A-Z0-9#]{2,})+)$"
)
_AND_SO_ON = r"(?:\s*,\s*(?:[A-Z][\w-]*\d|etc\.?|\.\.\.|and\s+so\s+on))*(?:\s+and\s+so\s+on)?"
_EXAMPLES = re.compile(
    rf"\b(?P<noun>ids?|codes?|numbers?|no|sku|skus|references?|plates?)\s*(?:are\s+|is\s+|:\s*|=\s*)?"
    rf"(?P<pattern>[A-Z]{{1,6}}[-_/]?\d{{3,10}}){_AND_SO_ON}"
)

_COUNT = rf"(?:\d{{1,2}}|{WORD_NUMBER})"
_KIND = (
    r"(?:upper-?case\s+|capital\s+|random\s+|numeric\s+|lower-?case\s+)*(?:digits?|numbers?"
    r"|numerals?|letters?|characters?)"
)


def _piece(count: str, kind: str) -> str:
    """So many letters or digits, as two groups of these names."""
    return rf"(?:an?\s+)?(?P<{count}>{_COUNT})[\s-]+(?P<{kind}>{_KIND})"


_PREFIXED = re.compile(
    r"(?:\b(?:that\s+|which\s+)?(?:start(?:s|ing)?|begin(?:s|ning)?|prefix(?:ed)?)\s*(?:with|by|is"
    r"|=|of)?|\b(?:is|are|be|being|of|as|form|format|like|with)"
    r"|(?<=code)|(?<=number)|(?<= id)|(?<= ids)|(?<=codes)|(?<=numbers)|(?<=reference)|^|:|=)"
    r"\s+(?:an?\s+|the\s+)?"
    r"(?:prefix\s+(?:of\s+)?|letters?\s+)?[\"'`]?(?P<head>[A-Z][A-Z0-9]{0,7}[-_/#]?|#)[\"'`]?\s*"
    r"(?P<dash>-|,?\s*(?:and\s+)?a\s+(?:dash|hyphen))?\s*,?\s*"
    r"(?:followed\s+by|and\s+then|then|plus|and|\+|with)\s+" + _piece("count", "kind"),
)
_COMPOSED = re.compile(
    r"(?:\b(?:of|with|is|are|has|have|being|form|format|like|consist(?:s|ing)\s+of|made\s+of"
    r"|starts?\s+with|begins?\s+with)\s+|^|:\s*|=\s*)"
    + _piece("first", "one")
    + r"\s*(?P<dash>,?\s*(?:and\s+)?an?\s+(?:dash|hyphen))?\s*,?\s*"
    r"(?:followed\s+by|and\s+then|then|plus|and|\+|with)\s+" + _piece("second", "other"),
    re.IGNORECASE,
)
_SIZED = re.compile(
    rf"(?:\b(?:is|are|of|with|being|has|have|as)\s+(?:an?\s+)?)?\b(?P<count>{_COUNT})[\s-]+"
    r"(?P<kind>digits?|letters?|characters?)\b(?:\s+(?:long|numbers?|codes?|string))?",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:ids?|codes?|numbers?|sku|reference|barcode|pin|plate|account|serial|zip|isbn|key)\b",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"(?:\b(?:that|which)\s+)?\b(?:all\s+)?(?:start(?:s|ing)?|begin(?:s|ning)?|prefixed)\s+(?:with|by)\s+"
    r"(?:the\s+)?(?:letters?\s+|prefix\s+)?[\"'`]?(?P<head>[A-Z][A-Z0-9]{0,7}[-_/]?)(?![a-z])[\"'`]?"
)
_USUAL_DIGITS = 5


def mark_patterns(text: str) -> str:
    """`text` with the forms of ids in brackets, so that no list is cut inside of them."""
    for read in (_prefixed, _composed, _examples, _starts):
        for _ in range(_MOST):
            details = Details()
            left = read(text, details, bracket=True)
            if left is None:
                break
            text = left
    return text


_MOST = 10


def read_pattern(text: str, details: Details) -> str:
    """Take the form of an id or code out of `text` into `details.pattern`; what is left."""
    for read in (_prefixed, _composed, _like, _examples, _starts, _sized):
        left = read(text, details)
        if left is not None:
            return re.sub(r"\s+format\s*$", "", left)
    return text


def _prefixed(text: str, details: Details, *, bracket: bool = False) -> str | None:
    match = _PREFIXED.search(text)
    if match is None:
        return None
    details.pattern = (
        match["head"] + ("-" if match["dash"] else "") + _marks(match["count"], match["kind"])
    )
    return _cut(text, match, details, bracket=bracket)


def _composed(text: str, details: Details, *, bracket: bool = False) -> str | None:
    match = _COMPOSED.search(text)
    if match is None:
        return None
    dash = "-" if match["dash"] else ""
    details.pattern = (
        _marks(match["first"], match["one"]) + dash + _marks(match["second"], match["other"])
    )
    return _cut(text, match, details, bracket=bracket)


def _like(text: str, details: Details) -> str | None:
    match = _PATTERN.search(text)
    if match is not None and not {"#", "?"}.isdisjoint(id_pattern(match["pattern"])):
        details.pattern = id_pattern(match["pattern"])
        return _cut(text, match, details)
    if _BARE_PATTERN.match(text.strip()):
        details.pattern = id_pattern(text.strip())
        return ""
    return None


def _examples(text: str, details: Details, *, bracket: bool = False) -> str | None:
    match = _EXAMPLES.search(text)
    if match is None:
        return None
    details.pattern = id_pattern(match["pattern"])
    return text[: match.end("noun")] + _said(details, bracket=bracket) + text[match.end() :]


def _starts(text: str, details: Details, *, bracket: bool = False) -> str | None:
    match = _STARTS.search(text)
    if match is None or not match["head"].isupper():
        return None
    details.pattern = match["head"] + "#" * _USUAL_DIGITS
    return _cut(text, match, details, bracket=bracket)


def _sized(text: str, details: Details) -> str | None:
    match = _SIZED.search(text)
    if match is None or _CODE.search(text) is None or re.search(r"\bafter\b|\bdecimal", text):
        return None
    count = word_amount(match["count"]) or 0
    if count < _SHORTEST or count > _LONGEST:
        return None
    details.pattern = _marks(match["count"], match["kind"])
    kept = re.search(r"(?:numbers?|codes?)$", match.group(), re.IGNORECASE)
    name = kept.group() if kept is not None and not text[: match.start()].strip() else ""
    return text[: match.start()] + f" {name} " + text[match.end() :]


_SHORTEST = 4
_LONGEST = 20


def _marks(count: str, kind: str) -> str:
    mark = "?" if re.search(r"letter|character", kind, re.IGNORECASE) else "#"
    return mark * min(round(word_amount(count) or 1), _LONGEST)


def id_pattern(example: str) -> str:
    """The pattern of the schema language that an example of an id follows.

    `INV-00001` -> `INV-#####`; `AB-1234` keeps its letters; in `XX-999` and `AAA-000`, which
    only hold places, each X or A is a letter; X's behind a prefix become digits.
    """
    if "#" in example:
        return example
    if re.fullmatch(r"(?:X{2,}|A{2,}|L{2,}|[Xx]{2,})[-_/ ]?(?:9{2,}|0{2,}|[dDnN]{2,})", example):
        return re.sub(r"[90dDnN]", "#", re.sub(r"[XALx]", "?", example))
    if re.fullmatch(r"[A-Za-z]*-?X{2,}", example) and not example.startswith("XX"):
        return example.replace("X", "#")
    if match := re.match(r"^(?P<head>[A-Za-z]+[-_/]?(?:19|20)\d\d[-_/])(?P<tail>\d+)$", example):
        return match["head"] + "#" * len(match["tail"])
    if re.search(r"\d", example):
        return re.sub(r"\d", "#", example)
    return example.replace("X", "?")


def _cut(text: str, match: re.Match[str], details: Details, *, bracket: bool = False) -> str:
    return text[: match.start()] + _said(details, bracket=bracket) + text[match.end() :]


def _said(details: Details, *, bracket: bool) -> str:
    return f" (like {details.pattern})" if bracket else " "
