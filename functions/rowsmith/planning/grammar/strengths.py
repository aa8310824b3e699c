"""How strongly: `slightly`, `r = 0.7`, `twice`, `3 points`, `20%`."""

from __future__ import annotations

import re

from rowsmith.planning.grammar.lexicon import any_of, meaning, plain, section
from rowsmith.planning.grammar.numbers import WORD_NUMBER, read_number
from rowsmith.planning.grammar.shares import read_share
from rowsmith.planning.grammar.values import Strength

_FACTORS: dict[str, float] = section("factors", "meanings.toml")
_R = re.compile(
    r"(?:(?:r|rho|ρ|corr(?:elation)?(?:\s+of)?|correlation\s+coefficient)\s*(?:=|of|about|around|~|≈|:)*\s*)"
    r"(?P<value>[+-]?\d*\.?\d+)"
)
_TIMES = re.compile(
    rf"(?:about\s+|roughly\s+)?(?:x\s*(?P<before>[\d.]+)|(?P<count>[\d.]+|{WORD_NUMBER})\s*(?:x|times?)(?:\s+as)?)"
)
_FACTOR = re.compile(rf"(?:about|roughly|nearly|almost)?\s*(?P<word>{any_of(_FACTORS)})\b.*")
_LEAD = re.compile(r"^(?:by|about|around|roughly|~|an?\s+(?=\d))+\s*")
_DIFFERENCE = re.compile(rf"(?P<value>[+-]?\s?(?:[\d.,]+|{WORD_NUMBER}))(?:\s+[\w/%]+)?")


def read_strength(text: str, *, lowers: bool = False) -> Strength | None:
    """The strength that `text` states; None where it states none.

    With `lowers`, a share is how much less: `20%` is a factor of 0.8, not of 1.2. A bare number
    between -1 and 1 is a correlation.
    """
    text = plain(text).strip(" ()")
    if match := _R.search(text):
        value = float(match["value"])
        return Strength("correlation", value) if -1 <= value <= 1 else None
    if match := _TIMES.fullmatch(text):
        figure = read_number(match["before"] or match["count"])
        return None if figure is None else Strength("factor", figure.value)
    if match := _FACTOR.fullmatch(text):
        return Strength("factor", float(_FACTORS[match["word"]]))
    shorter = _LEAD.sub("", text)
    figure = read_number(shorter)
    if figure is not None and not figure.percent:
        kind = "correlation" if abs(figure.value) < 1 and figure.currency is None else "difference"
        return Strength("correlation" if kind == "correlation" else "difference", figure.value)
    degree = meaning("degrees", text)
    if degree is not None:
        return Strength("degree", float(degree))
    share = read_share(shorter)
    if share is not None:
        return Strength("factor", round(1 - share.value if lowers else 1 + share.value, 9))
    if match := _DIFFERENCE.fullmatch(shorter):
        figure = read_number(match["value"].replace(" ", ""))
        return None if figure is None else Strength("difference", figure.value)
    return None
