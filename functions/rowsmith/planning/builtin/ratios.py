"""Ratios in words, as shares: `40/60 between pass and fail`, `twice as many men as women`."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.amounts import WORD_NUMBER, word_amount

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
    for pattern in (_SPLIT_BETWEEN, _SPLIT_LAST, _RATIO_OF, _SPLIT):
        text = pattern.sub(_two, text)
    text = _TIMES.sub(_times, text)
    return _EQUAL.sub(_even, text)


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
