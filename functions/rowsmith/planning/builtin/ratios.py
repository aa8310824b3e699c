"""Ratios in words, as shares: `40/60 between pass and fail`, `twice as many men as women`."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.amounts import WORD_NUMBER, word_amount
from rowsmith.planning.builtin.nouns import singular

_N = r"\d+(?:\.\d+)?"
_W = r"[a-z][\w'-]*(?:\s(?!and\b|to\b|or\b|is\b|are\b|ratio\b|split\b)[a-z][\w'-]*)?"

_SPLIT = re.compile(
    rf"(?:\b(?:an?|the|in)\s+)*\b(?P<a>{_N})\s*%?\s*(?:/|:|-|\bto\b)\s*(?P<b>{_N})\s*%?\s+"
    rf"(?:split|ratio|mix|division|distribution|proportion)?\s*(?:between|of|among|for)?\s*"
    rf"(?P<one>{_W})\s*(?:\band\b|/|:|\bto\b|\bvs\.?)\s*(?P<other>{_W}?)"
    r"(?:\s+(?:split|ratio|mix))?(?=\s*(?:[,.;)]|$|\band\b|\bwith\b))",
    re.IGNORECASE,
)
_SPLIT_LAST = re.compile(
    rf"\b(?P<one>{_W})\s*(?:\band\b|/|\bto\b|\bvs\.?)\s*(?P<other>[a-z][\w'-]*)\s+(?:are\s+|is\s+)?"
    rf"(?:split|ratio|in\s+a\s+ratio|divided|distributed)\s*(?:is|of|:|are|at|about)?\s*(?:of\s+)?"
    rf"(?P<a>{_N})\s*%?\s*(?:/|:|-|\bto\b)\s*(?P<b>{_N})",
    re.IGNORECASE,
)
_SPLIT_BETWEEN = re.compile(
    rf"\bsplit\s+(?P<a>{_N})\s*%?\s*(?:/|:|-|\bto\b)\s*(?P<b>{_N})\s*%?\s*(?:between|into|among)\s+"
    rf"(?P<one>{_W})\s*(?:\band\b|/|\bto\b)\s*(?P<other>{_W}?)(?=\s*(?:[,.;)]|$|\band\b|\bwith\b))",
    re.IGNORECASE,
)
_RATIO_OF = re.compile(
    rf"(?:\b(?:an?|the)\s+)*\bratio\s+of\s+(?P<one>{_W})\s+to\s+(?P<other>[a-z][\w'-]*)\s*(?:is|of|=|:|being|about)*\s*"
    rf"(?P<a>{_N})\s*(?:/|:|-|\bto\b)\s*(?P<b>{_N})",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\b(?P<times>twice|thrice|(?:{_N}|{WORD_NUMBER})\s+times)\s+(?:as\s+many|as\s+much|more)\s+"
    rf"(?P<one>{_W})\s+(?:as|than)\s+(?P<other>{_W}?)(?=\s*(?:[,.;)]|$|\band\b|\bwith\b))",
    re.IGNORECASE,
)
_EQUAL = re.compile(
    r"\b(?:(?:roughly\s+|about\s+|an?\s+)?equal\s+(?:numbers?|amounts?|shares?|parts?|mix|split"
    r"|proportions?)\s+(?:of|between|among)|(?:split\s+)?(?:evenly|equally)(?:\s+(?:split|divided"
    r"|distributed|spread|balanced))?\s+(?:between|among|across|over)|split\s+(?:evenly|equally)"
    r"\s+(?:between|among|across|over|into)|an?\s+even\s+(?:split|mix)\s+(?:of|between|among))\s+"
    r"(?P<names>[a-z][\w'-]*(?:\s[a-z][\w'-]*)?(?:\s*,\s*(?:and\s+)?[a-z][\w'-]*)*"
    r"\s*,?\s*\b(?:and|or)\s+[a-z][\w'-]*)",
    re.IGNORECASE,
)


def spell_ratios(text: str) -> str:
    """`text` with ratios of values as a share behind each value."""
    text = _evenly(_listed(text))
    for pattern in (_SPLIT_BETWEEN, _SPLIT_LAST, _RATIO_OF, _SPLIT):
        text = pattern.sub(_two, text)
    text = _TIMES.sub(_times, text)
    return _EQUAL.sub(_even, text)


_LISTED = re.compile(
    r"\s*[,:]?\s*\(?(?:\b(?:with|in|at)\s+)?(?:\b(?:the|an?)\s+)?"
    r"(?:\b(?:shares?|proportions?|weights?|probabilit(?:y|ies)|ratios?|split|distribution|mix)"
    r"\s*(?:of\s+|:\s*)?)?(?<![\d./])"
    r"(?P<shares>\d{1,3}(?:\.\d+)?%?(?:\s?[/:]\s?\d{1,3}(?:\.\d+)?%?){1,11})\s*"
    r"(?P<closed>\)?)(?![\w/])",
    re.IGNORECASE,
)
_EVENLY = re.compile(
    r"\s*,?\s*(?:\bare\s+|\bis\s+)?(?:\b(?:split|divided|distributed|shared)\s+)?\b(?:evenly|equally)\b"
    r"(?!\s+(?:between|among|across|over|into|[a-z]+ed\s+(?:between|among|across|over)))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;:(\n]")
_SEPARATOR = re.compile(r"\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+|\s*/\s*", re.IGNORECASE)
_FIRST_OPTION = re.compile(r"(?:^|.*\s)(?P<option>[\w'+&.-]+)$", re.DOTALL)
_NOUN_AND_OPTION = re.compile(r"\b(?P<noun>[a-z]{3,}s)\s+(?P<option>[\w'+&.-]+)$", re.IGNORECASE)
_WHOLE = 100.0
_ROUNDING = 1.0


def _listed(text: str) -> str:
    """`clay, sandy or loam with shares 40/35/25` as a share behind each value."""
    for match in reversed(list(_LISTED.finditer(text))):
        shares = [float(share) for share in re.findall(r"\d+(?:\.\d+)?", match["shares"])]
        if abs(sum(shares) - _WHOLE) > _ROUNDING:
            continue
        start, options = _options_before(text, match.start(), len(shares))
        if len(options) != len(shares):
            continue
        said = ", ".join(
            f"{option} {share:g}%" for option, share in zip(options, shares, strict=True)
        )
        opened = "(" in match.group()
        closing = "" if opened else match["closed"]
        text = f"{text[:start]}{said}{closing}{text[match.end() :]}"
    return text


def _options_before(text: str, end: int, count: int) -> tuple[int, list[str]]:
    """Where the last values before a place begin, and they; fewer where there are fewer."""
    start = max((cut.end() for cut in _CLAUSE.finditer(text, 0, end)), default=0)
    clause = text[start:end]
    cuts = list(_SEPARATOR.finditer(clause))[-(count - 1) :]
    if len(cuts) < count - 1:
        return end, []
    ends = [*(cut.start() for cut in cuts), len(clause)]
    begins = [cut.end() for cut in cuts]
    first = _FIRST_OPTION.match(clause[: ends[0]].rstrip())
    if first is None:
        return end, []
    rest = [clause[here:there].strip() for here, there in zip(begins, ends[1:], strict=True)]
    return start + first.start("option"), [first["option"], *rest]


def _evenly(text: str) -> str:
    """`variants A and B split evenly` as a noun with its values."""
    for match in reversed(list(_EVENLY.finditer(text))):
        start = max((cut.end() for cut in _CLAUSE.finditer(text, 0, match.start())), default=0)
        clause = text[start : match.start()]
        for cut in _SEPARATOR.finditer(clause):
            first = _NOUN_AND_OPTION.search(clause[: cut.start()])
            if first is not None:
                options = [first["option"], *_SEPARATOR.split(clause[cut.end() :].strip())]
                said = f"{singular(first['noun'])} ({', '.join(options)})"
                text = text[: start + first.start()] + said + text[match.end() :]
                break
    return text


def _two(match: re.Match[str]) -> str:
    one, other = float(match["a"]), float(match["b"])
    whole = one + other
    in_per_cents = abs(whole - 100) < 1
    small = one <= 20 and other <= 20 and whole > 0
    if not (in_per_cents or small) or not match["other"]:
        return match.group()
    return _shares({match["one"]: one / whole, match["other"]: other / whole})


def _times(match: re.Match[str]) -> str:
    said = match["times"].lower()
    count = {"twice": 2.0, "thrice": 3.0}.get(said) or word_amount(said.removesuffix("times"))
    if not count or count > 99:
        return match.group()
    return _shares({match["one"]: count / (count + 1), match["other"]: 1 / (count + 1)})


def _even(match: re.Match[str]) -> str:
    names = re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|or)\s+", match["names"])
    return _shares({name: 1 / len(names) for name in names})


def _shares(shares: dict[str, float]) -> str:
    return ", ".join(f"{name} {round(100 * share, 2):g}%" for name, share in shares.items())
