"""What running words say of a column: figures, dates, patterns, order, dependence."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.dates import read_dates
from rowsmith.planning.builtin.dependence import read_dependence
from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.order import read_missing, read_order
from rowsmith.planning.builtin.patterns import read_pattern
from rowsmith.planning.builtin.ranges import UNITS, read_numbers, read_two_sided
from rowsmith.planning.builtin.values import read_rate
from rowsmith.planning.builtin.whether import read_whether

_TO_PREDICT = re.compile(
    r"^\s*(?:(?:and|then|finally|we|i\s+want\s+to)\s+)*(?:predict(?:ing)?|classify(?:ing)?)\s+"
    r"(?:the\s+)?(?P<what>[a-z].*)$",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"\b(?:(?:as|is|being|the|a|our|my|which\s+is)\s+)*(?:target|label|outcome\s+variable"
    r"|dependent\s+variable|"
    r"response\s+variable|class\s+label)(?:\s+(?:variable|column|label|field"
    r"|to\s+predict))?\b\s*[:=]?",
    re.IGNORECASE,
)


_UNIT_TAIL = re.compile(
    rf"\s+(?:in|measured\s+in|expressed\s+in|\()\s*(?P<unit>{UNITS})\)?\s*$", re.I
)


def read_said(text: str, details: Details) -> str:
    """Take everything that is no name out of running words; what is left."""
    if match := _TO_PREDICT.match(text):
        details.label, text = True, match["what"]
    if match := LABEL.search(text):
        rest = (text[: match.start()] + " " + text[match.end() :]).strip()
        if rest:
            details.label, text = True, rest
    if _CONTINUOUS.search(text) and details.hint is None:
        details.hint = "decimal"
    if match := _IN_SCALE.search(text):
        details.scale = _SCALES[match["scale"].lower()]
        text = text[: match.start()] + " " + text[match.end() :]
    text = read_missing(text, details)
    text = read_pattern(text, details)
    text = read_whether(text, details)
    bare = Details()
    text = read_dates(text, bare)
    details.update(bare)
    text = read_two_sided(text, details)
    text = read_order(text, details)
    text = read_dependence(text, details)
    text = read_numbers(text, details)
    if "%" in text or "percent " in text:
        text = read_rate(text, details)
    if match := _UNIT_TAIL.search(text):
        details.unit = match["unit"]
        text = text[: match.start()]
    return text


_CONTINUOUS = re.compile(r"\b(?:continuous|decimal|float|real-valued)\b", re.IGNORECASE)


_IN_SCALE = re.compile(
    r"\s+in\s+(?P<scale>thousand|million|billion)s?(?:\s+(?:of\s+)?(?:us\s+)?(?:dollars|euros"
    r"|pounds|usd|eur))?\b",
    re.IGNORECASE,
)


_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
