"""Bounds and moments of numbers: `between 16 and 80`, `18-65`, `under 50`, `mean 170, sd 10`."""

from __future__ import annotations

import re

from rowsmith.planning.builtin.amounts import CURRENCY, NUMBER, amount, decimals
from rowsmith.planning.builtin.details import Details

UNITS = (
    r"(?:mm/s|cm/s|km/s|m/s|l/min|mg/l|g/l|years?(?:\s+old)?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|"
    r"kilometers?|kilometres?|kms?|km/h|kmh|miles?|meters?|metres?|cm|mm|m2|sqm|sq\.?\s?m"
    r"|sq\.?\s?ft|sqft|"
    r"square\s+(?:feet|meters|metres|foot)|feet|ft|inches|kilograms?|kgs?|kg|grams?|g|lbs?|"
    r"pounds?|liters?|litres?|ml|degrees?(?:\s+(?:celsius|fahrenheit|c|f))?|°\s?[cf]|celsius"
    r"|fahrenheit|"
    r"mph|kph|kwh|mwh|wh|kw|watts?|mb|gb|tb|ms|bpm|mg/dl|mmhg|mmol/l|ppm|psi|usd|eur|gbp|inr"
    r"|dollars?|euros?|"
    r"rupees?|yen|percent|per\s?cent|%|points?|stars?|out\s+of\s+\d+|units?|steps?|calories|kcal|"
    r"people|persons?|times|characters?|words?|pages?|rooms?|mah|mp|kva|hz|khz|mhz|ghz|db|volts?"
    r"|amps?|nm|hpa|kpa|bar|cc"
    r"|acres?|hectares?|tonnes?|tons?|ounces?|oz|mcg|iu|km\s?/\s?l|mpg)(?!\w)"
)
_N = rf"(?:{NUMBER})"
_U = rf"(?:\s?(?P<unit{{}}>{UNITS}))?"
_LEAD = (
    r"(?:\b(?:ranging|ranges?|range|varying|varies|vary|spanning|lying|lies|limited|falling"
    r"|values?|"
    r"goes|going|anywhere|mostly|typically|usually|somewhere|is|are|being|should\s+be|must\s+be|"
    r"should|must|be|fall|lie|of|in\s+the\s+range(?:\s+of)?|in|a|on\s+a\s+scale(?:\s+(?:of|from))?|"
    r"scale\s+(?:of|from)|a\s+scale\s+of|out)\b[\s:]*){0,6}"
)
"""Words before a range; bounded, since it is tried at every place of a text."""

_BETWEEN = re.compile(
    rf"{_LEAD}\b(?:between|from|of)\s+(?P<low>{_N}){_U.format(1)}\s*(?:and|to|-|through|until"
    rf"|up\s+to)\s*"
    rf"(?P<high>{_N}){_U.format(2)}",
    re.IGNORECASE,
)
_DASH = re.compile(
    rf"{_LEAD}[:\[]?\s*(?<![\w./-])(?P<low>{_N}){_U.format(1)}\s*(?:-|to"
    rf"|\.\.\.?)\s*(?P<high>{_N})(?![\w/-]|\.\d)"
    rf"{_U.format(2)}\]?",
    re.IGNORECASE,
)
_MIN_MAX = re.compile(
    rf"\bmin(?:imum)?\.?\s*(?:of|is|=|:)?\s*(?P<low>{_N}){_U.format(1)}\s*(?:,|and|;"
    rf"|\s)\s*(?:a\s+)?"
    rf"max(?:imum)?\.?\s*(?:of|is|=|:)?\s*(?P<high>{_N}){_U.format(2)}",
    re.IGNORECASE,
)
_BELOW = re.compile(
    rf"{_LEAD}(?:\b(?P<word>under|below|less\s+than|lower\s+than|fewer\s+than|smaller\s+than|"
    rf"younger\s+than|cheaper\s+than|up\s+to|at\s+most|no\s+more\s+than|not\s+more\s+than|"
    rf"max(?:imum)?\.?(?:\s+of)?|capped\s+at|not\s+exceeding|never\s+(?:above|over|more\s+than)|"
    rf"not\s+above)|(?P<sign><=|≤|<))\s*(?P<high>{_N}){_U.format(2)}",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    rf"{_LEAD}(?:\b(?P<word>over|above|more\s+than|greater\s+than|higher\s+than|older\s+than"
    rf"|larger\s+than|"
    rf"bigger\s+than|exceeding|at\s+least|no\s+less\s+than|not\s+below|never\s+(?:below|under"
    rf"|less\s+than)|"
    rf"starting\s+(?:at|from)|min(?:imum)?\.?(?:\s+of)?)|(?P<sign>>=|≥|>))\s*"
    rf"(?P<low>{_N}){_U.format(1)}",
    re.IGNORECASE,
)
_PLUS = re.compile(rf"(?<![\w-])(?P<low>{_N})\s?\+(?!\s?\d)", re.IGNORECASE)
_OR_MORE = re.compile(
    rf"(?P<low>{_N})\s+(?:or|and)\s+(?:more|over|above|older|up)\b", re.IGNORECASE
)
_OR_LESS = re.compile(
    rf"(?P<high>{_N})\s+(?:or|and)\s+(?:less|fewer|under|below|younger)\b", re.IGNORECASE
)
_OPEN_WORDS = re.compile(
    r"under|below|less|lower|fewer|smaller|younger|cheaper|over|above|more|greater|higher|older|"
    r"larger|bigger|exceeding",
    re.IGNORECASE,
)
_CLOSED_WORDS = re.compile(r"no\s+|not\s+|at\s+|never", re.IGNORECASE)
_OUT_OF = re.compile(
    rf"\b(?:out\s+of|of\s+a\s+possible|on\s+a\s+scale\s+of)\s+(?P<high>{_N})", re.IGNORECASE
)
_MEAN = re.compile(
    rf"(?:\b(?:with\s+)?(?:an?\s+|the\s+)?(?:mean|average|avg\.?|median)\s*(?:value\s*)?(?:of|is"
    rf"|=|:|around|about)?"
    rf"\s*(?:around|about)?\s*|\baverag(?:ing|es?)\s+(?:around\s+|about\s+)?|"
    rf"\bcent(?:er|re)d\s+(?:on|at|around)\s+|\b(?:typically|usually|mostly)\s+(?:around|about)\s+|"
    rf"(?<![\w%])(?:around|about|roughly|approximately|~)\s?)"
    rf"(?P<mean>{_N})(?![\d.,]*\s*%)(?P<percent>\s?percent)?{_U.format(1)}",
    re.IGNORECASE,
)
_SD = re.compile(
    rf"(?:,|and|with|\s)*\s*(?:an?\s+)?(?:\b(?:sd|std\.?(?:\s*dev(?:iation)?)?|stdev"
    rf"|standard\s+deviation|sigma|spread)"
    rf"\s*(?:of|is|=|:)?\s*|±\s?|\+/-\s?)(?P<sd>{_N})",
    re.IGNORECASE,
)
_SHAPES = {
    r"log-?\s?normal(?:ly)?(?:\s+distribut(?:ed|ion))?|(?:heavily\s+"
    r"|right[\s-])skewed(?:\s+right)?|long[\s-]tail(?:ed)?"
    r"|skewed(?:\s+distribution)?|heavy[\s-]tail(?:ed)?": "lognormal",
    r"normal(?:ly)?(?:\s+distribut(?:ed|ion))|gaussian(?:\s+distribut(?:ed|ion))?"
    r"|bell[\s-](?:curve|shaped)|"
    r"normal(?=\s*(?:,|\(|mean|with|$))": "normal",
    r"uniform(?:ly)?(?:\s+distribut(?:ed|ion))?|evenly\s+(?:distributed|spread)": "uniform",
    r"exponential(?:ly)?(?:\s+distribut(?:ed|ion))?": "exponential",
    r"poisson(?:\s+distribut(?:ed|ion))?": "poisson",
    r"gamma(?:\s+distribut(?:ed|ion))": "gamma",
    r"beta(?:\s+distribut(?:ed|ion))": "beta",
}
_SHAPE_PATTERNS = [
    (re.compile(rf"\b(?:follow(?:s|ing)?\s+)?(?:an?\s+)?(?:{words})\b", re.IGNORECASE), shape)
    for words, shape in _SHAPES.items()
]
_DECIMALS = re.compile(
    r"\b(?:with\s+|to\s+|rounded\s+to\s+)?(?P<count>\d|one|two|three|four|no|zero)\s+"
    r"(?:decimals?(?:\s+places?)?|digits?\s+after\s+the\s+(?:decimal\s+)?point)\b",
    re.IGNORECASE,
)
_COUNTS = {"no": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4}
_CURRENCY_LEFT = re.compile(rf"\bin\s+{CURRENCY}", re.IGNORECASE)


def read_numbers(text: str, details: Details) -> str:
    """Take bounds, mean, sd, shape and decimals out of `text` into `details`; what is left."""
    for read in (_read_decimals, _read_shape, _read_sd, _read_bounds, _read_mean):
        text = read(text, details)
    return text


def read_two_sided(text: str, details: Details) -> str:
    """Take `between 16 and 80`, `18-65` and the like out of `text`; what is left."""
    for pattern in (_BETWEEN, _MIN_MAX, _DASH):
        if match := pattern.search(text):
            _two_sided(match, details)
            return _cut(text, match)
    return text


def _read_bounds(text: str, details: Details) -> str:
    if details.low is not None and details.high is not None:
        return text
    left = read_two_sided(text, details)
    if left != text:
        return left
    for pattern in (_OUT_OF, _OR_LESS):
        if match := pattern.search(text):
            details.high = amount(match["high"])
            text = _cut(text, match)
    if match := _BELOW.search(text):
        details.high = amount(match["high"])
        details.high_open = _is_open(match)
        details.decimals = _more_decimals(details, match["high"])
        details.unit = details.unit or match.groupdict().get("unit2")
        text = _cut(text, match)
    for pattern in (_ABOVE, _OR_MORE, _PLUS):
        match = pattern.search(text)
        if match is not None and details.low is None:
            details.low = amount(match["low"])
            details.low_open = _is_open(match)
            details.unit = details.unit or match.groupdict().get("unit1")
            text = _cut(text, match)
    return text


def _two_sided(match: re.Match[str], details: Details) -> None:
    low, high = match["low"], match["high"]
    details.low, details.high = amount(low), amount(high)
    scale = high[-1:].lower()
    if scale in ("k", "m") and low[-1:].isdigit() and details.low < details.high:
        details.low *= {"k": 1e3, "m": 1e6}[scale]
    if details.low > details.high:
        details.low, details.high = details.high, details.low
    details.decimals = _more_decimals(details, low, high)
    details.unit = match["unit2"] or match["unit1"] or details.unit


def _more_decimals(details: Details, *written: str) -> int | None:
    most = max(decimals(number) for number in written)
    if most and details.decimals is None:
        return most
    return details.decimals


def _is_open(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    if groups.get("sign"):
        return groups["sign"] in ("<", ">")
    word = groups.get("word") or ""
    return bool(_OPEN_WORDS.match(word)) and not _CLOSED_WORDS.match(word)


def _read_mean(text: str, details: Details) -> str:
    match = _MEAN.search(text)
    if match is None:
        return text
    details.mean = amount(match["mean"])
    details.unit = details.unit or match["unit1"]
    return _cut(text, match)


def _read_sd(text: str, details: Details) -> str:
    match = _SD.search(text)
    if match is None:
        return text
    details.sd = amount(match["sd"])
    before = re.search(rf"(?P<mean>{_N})\s*$", text[: match.start()])
    if before is not None and _MEAN.search(text[: match.start()]) is None:
        details.mean = amount(before["mean"])
        return text[: before.start()] + " " + text[match.end() :]
    return _cut(text, match)


def _read_shape(text: str, details: Details) -> str:
    for pattern, shape in _SHAPE_PATTERNS:
        if match := pattern.search(text):
            details.shape = shape
            return _cut(text, match)
    return text


def _read_decimals(text: str, details: Details) -> str:
    match = _DECIMALS.search(text)
    if match is None:
        return text
    count = match["count"].lower()
    details.decimals = min(_COUNTS.get(count, int(count) if count.isdigit() else 0), 6)
    return _cut(text, match)


def _cut(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + " " + text[match.end() :]
