"""Ranges of numbers, dates and times: `10 to 20`, `between 5 and 50`, `under 18`, `60+`, `>= 5`."""

from __future__ import annotations

import re

from rowsmith.planning.grammar.lexicon import plain_signs
from rowsmith.planning.grammar.moments import read_moment
from rowsmith.planning.grammar.numbers import read_number
from rowsmith.planning.grammar.values import Bound, Figure, Moment, Range

_BELOW = (
    r"under|below|less\s+than|lower\s+than|fewer\s+than|smaller\s+than|younger\s+than|"
    r"cheaper\s+than|shorter\s+than|before|earlier\s+than|<"
)
_AT_MOST = (
    r"up\s+to|at\s+most|no\s+more\s+than|not\s+more\s+than|not\s+over|not\s+above|never\s+(?:above|"
    r"over|more\s+than)|max(?:imum)?\.?(?:\s+of)?|capped\s+at|not\s+exceeding|until|till|by|<=|=<|≤"
)
_ABOVE = (
    r"over|above|more\s+than|greater\s+than|higher\s+than|older\s+than|larger\s+than|bigger\s+than|"
    r"longer\s+than|exceeding|after|later\s+than|>"
)
_AT_LEAST = (
    r"at\s+least|no\s+less\s+than|not\s+less\s+than|not\s+under|not\s+below|never\s+(?:below|under|"
    r"less\s+than)|starting\s+(?:at|from)|from|since|min(?:imum)?\.?(?:\s+of)?|>=|=>|≥"
)
_ONE_SIDED = re.compile(
    rf"(?:(?P<below>{_BELOW})|(?P<at_most>{_AT_MOST})|(?P<above>{_ABOVE})|(?P<at_least>{_AT_LEAST}))"
    r"(?:(?<=\w)\b|)\s*[:=]?\s*(?P<bound>.+)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?P<bound>.+?)\s*(?:(?P<at_least>\+|(?:or|and)\s+(?:more|over|above|older|up|higher|later|longer)|upwards?|minimum|min)"
    r"|(?P<at_most>(?:or|and)\s+(?:less|fewer|under|below|younger|earlier|lower)|maximum|max|tops))",
    re.IGNORECASE,
)
_LEAD = r"(?:(?:between|from|ranging|ranges?|of|in|within)\s+)*"
_SEPARATORS = (
    r"\s+(?:to|until|till|through|up\s+to)\s+", r"\s+(?:and|or)\s+", r"\s*\.\.\.?\s*",
    r"\s+-\s+", r"\s*-\s*", r"\s*~\s*", r"\s*/\s*",
)  # fmt: skip
_PARTED = [
    re.compile(rf"{_LEAD}(?P<low>.+?){separator}(?P<high>.+)", re.IGNORECASE)
    for separator in _SEPARATORS
]
_SCALED = re.compile(r"[^\d.]*(?P<digits>[\d.,]+)\s?(?P<scale>[a-zA-Z]+)")


def read_bound(text: str) -> Bound | None:
    """The number, date or time of day that `text` is; None where it is none."""
    figure = read_number(text)
    if figure is not None:
        return figure
    return read_moment(text)


def read_range(text: str) -> Range | None:
    """The bounds that `text` states; None where it states none.

    A number alone is none: it is a least or a greatest value by what stands beside it.
    """
    text = plain_signs(text).strip(" ()=:")
    if match := _ONE_SIDED.fullmatch(text):
        bound = read_bound(match["bound"])
        if bound is not None:
            if match["below"] or match["at_most"]:
                return Range(None, bound, high_open=match["below"] is not None)
            return Range(bound, None, low_open=match["above"] is not None)
    if match := _BEHIND.fullmatch(text):
        bound = read_bound(match["bound"])
        if bound is not None:
            return Range(bound, None) if match["at_least"] else Range(None, bound)
    for pattern in _PARTED:
        match = pattern.fullmatch(text)
        if match is not None and (bounds := read_bounds(match["low"], match["high"])) is not None:
            return bounds
    return None


def read_bounds(low: str, high: str) -> Range | None:
    """The range of two bounds as written, which may share scale and currency: `10`, `20k`."""
    first, last = read_bound(low), read_bound(high)
    if first is None or last is None:
        return None
    if isinstance(first, Figure) and isinstance(last, Figure):
        first = Figure(
            _scaled(first, low, high),
            first.decimals,
            first.currency or last.currency,
            first.percent or last.percent,
        )
        last = Figure(last.value, last.decimals, last.currency or first.currency, first.percent)
    return in_order(first, last)


def in_order(low: Bound, high: Bound) -> Range:
    """A range of two bounds, the lower one first where both are of one kind."""
    swapped = isinstance(low, Figure) and isinstance(high, Figure) and low.value > high.value
    if isinstance(low, Moment) and isinstance(high, Moment) and not low.is_time:
        swapped = high.text < low.text and "today" not in low.text + high.text
    return Range(high, low) if swapped else Range(low, high)


def _scaled(low: Figure, low_text: str, high_text: str) -> float:
    """`1-5k` starts at 1,000: a scale is of both, unless the first is the greater figure."""
    first, last = _SCALED.fullmatch(low_text.strip()), _SCALED.fullmatch(high_text.strip())
    if first is not None or last is None:
        return low.value
    figure, scaled = read_number(last["digits"]), read_number(last["digits"] + last["scale"])
    if figure is None or scaled is None or low.value > figure.value or not figure.value:
        return low.value
    return low.value * scaled.value / figure.value
