"""A driver as one short text: `churn medium: -1 contract, 0.6 tenure < 6`."""

from __future__ import annotations

import re
from typing import Any

from rowsmith.errors import Problem
from rowsmith.planning.model.figures import Keys, fraction, plain_number
from rowsmith.schema.parts import split_top
from rowsmith.schema.typing import FUNCTIONS

_NUMBER = r"([+-]?\s*\d*\.?\d+)\s*%?"
_TERMS: tuple[tuple[re.Pattern[str], int, int], ...] = tuple(
    (re.compile(pattern), weight, of)
    for pattern, weight, of in (
        (rf"^{_NUMBER}\s*[:*]?\s*([^\W\d]\w*|`[^`]+`)$", 1, 2),
        (rf"^{_NUMBER}\s*:\s*(\S.*)$", 1, 2),
        (rf"^{_NUMBER}\s+([^\s*/+\-<>=!%].*)$", 1, 2),
        (rf"^(\S.*?)\s*:\s*{_NUMBER}$", 2, 1),
        (rf"^([^\W\d]\w*|`[^`]+`)\s+{_NUMBER}$", 2, 1),
        (rf"^(\S.*?)\s*\(\s*{_NUMBER}\s*\)$", 2, 1),
    )
)
"""A term with its weight: pattern, group of the weight, group of the column or expression."""
_EXPLAINED = re.compile(r"^(.*\S)\s+\(?(easy|medium|hard|\d*\.?\d+\s*%?)\)?$")


def read_driver(driver: Any, unread: list[Problem]) -> Any:
    """The driver in full; None, and a problem more, where the text names nothing that drives."""
    if isinstance(driver, str):
        head, *rest = split_top(driver, ":")
        if not rest:
            unread.append(Problem("drivers", f"say '{driver}', which names nothing that drives"))
            return None
        match = _EXPLAINED.match(head)
        by = split_top(":".join(rest), ",")
        explained = {} if match is None else {"explained": _explained(match.group(2))}
        name = (head if match is None else match.group(1)).strip("` ")
        driver = {"column": name, **explained, "by": [term for term in by if term]}
    by = driver.get("by")
    if isinstance(by, list):
        return {**driver, "by": [_term(term) if isinstance(term, str) else term for term in by]}
    return driver


def _explained(text: str) -> float | str:
    return fraction(text) if text[0] in "0123456789." else text


def _term(text: str) -> Keys:
    text, _, toward = (part.strip() for part in text.partition("->"))
    also = {"toward": toward.strip("'\"")} if toward else {}
    for pattern, weight, of in _TERMS:
        match = pattern.match(text)
        called = match is not None and of < weight and match.group(of) in FUNCTIONS
        if match is not None and not called:
            number = plain_number(match.group(weight).replace(" ", ""))
            return {"of": match.group(of).strip(), "weight": number, **also}
    return {"of": text, **also}
