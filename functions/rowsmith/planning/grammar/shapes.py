"""Distributions in words: `right-skewed`, `mostly 2 or 3`, `beta(2, 5)`, `balanced`."""

from __future__ import annotations

import re

from rowsmith.planning.grammar.lexicon import meaning, plain
from rowsmith.planning.grammar.values import Shape, ShapeName

_STRONG = re.compile(r"\b(?:very|heavily|extremely|strongly|highly|hugely)\b")
_PARAMETERS = re.compile(r"\(\s*([\d.]+(?:\s*,\s*[\d.]+)*)\s*\)")
_MOSTLY = re.compile(
    r"(?:are\s+)?(?:mostly|mainly|usually|most(?:\s+are)?|nearly\s+always|almost\s+always)\s+(?P<values>.+)"
)
_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?|zero")
_TO = re.compile(r"^(\d+)\s*(?:to|-)\s*(\d+)$")
_BEYOND = re.compile(r"\b(?:under|below|over|above)\b")
_WIDEST = 20


def read_shape(text: str) -> Shape:
    """The distribution that `text` names; `other` where it is not understood."""
    text = plain(text).strip()
    strong = _STRONG.search(text) is not None
    parameters = _PARAMETERS.search(text)
    values = tuple(float(one) for one in parameters[1].split(",")) if parameters else ()
    mostly = _MOSTLY.fullmatch(text)
    if mostly is not None and (usual := _usual(mostly["values"])):
        return Shape("mostly", values=usual, strong=strong)
    if "zero" in text and ("most" in text or "always" in text):
        return Shape("mostly", values=("0",), strong=strong)
    name: ShapeName = meaning("shapes", text) or "other"
    if name == "mostly":
        return Shape("other")
    if name in ("normal", "other") and text.startswith("half"):
        return Shape("right_skewed", parameters=values)
    return Shape(name, parameters=values, strong=strong)


def _usual(text: str) -> tuple[str, ...]:
    """The values of `2 or 3`, `1 to 3`, `0, a few very large`; none of `under 5`."""
    if _BEYOND.search(text):
        return ()
    if match := _TO.match(text):
        low, high = int(match[1]), int(match[2])
        return tuple(str(one) for one in range(low, high + 1)) if high - low <= _WIDEST else ()
    return tuple("0" if one == "zero" else one for one in _NUMBERS.findall(text))
