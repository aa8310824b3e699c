"""Units: `kg`, `thousand USD`, `€/month`, `per week`."""

from __future__ import annotations

import re

from rowsmith.planning.grammar.lexicon import any_of, plain, section
from rowsmith.planning.grammar.values import Unit

_CODES: dict[str, str] = section("currencies")
_SCALES: dict[str, float] = section("scales")
_MONEY = re.compile(rf"(?<!\w)(?:{any_of(_CODES)})(?!\w)")
_PER = re.compile(r"(?:/|\bper\b|^an?\b)\s*(?P<per>.+)$")
_SCALE = re.compile(rf"\b(?:{any_of(word for word in _SCALES if len(word) > 3)})\b")
_SHORT = re.compile(r"^(?P<before>k|m|bn)(?=\W)|(?<=\W)(?P<after>k|m|bn)$")
_HUNDREDTHS = frozenset({"cents", "pence"})
_NO_MONEY = frozenset({"pounds", "real", "try", "won", "rand", "quid"})
"""Names of currencies that mean other things as well."""


def read_unit(text: str) -> Unit:
    """The unit that `text` is; any words are one."""
    found = plain(text)
    money = _MONEY.search(found)
    code = _CODES[money.group()] if money and money.group() not in _NO_MONEY else None
    per = _PER.search(found)
    return Unit(
        text=" ".join(text.split()),
        currency=code,
        scale=_scale(found, money=code is not None),
        per=per["per"].strip() if per else None,
    )


def _scale(text: str, *, money: bool) -> float:
    if text in _HUNDREDTHS:
        return 0.01
    if match := _SCALE.search(text):
        return _SCALES[match.group()]
    short = _SHORT.search(text) if money else None
    return _SCALES[short.group()] if short else 1.0
