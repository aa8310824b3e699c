"""How many rows each: `5`, `2 to 8`, `several`, `around 6`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rowsmith.planning.grammar.bounds import read_range
from rowsmith.planning.grammar.lexicon import plain, section
from rowsmith.planning.grammar.numbers import read_number
from rowsmith.planning.grammar.values import Figure

_USUAL: dict[str, tuple[float, float]] = section("counts")
_TAIL = re.compile(r"\s+(?:times|rows|each|apiece|[a-z]+s)$")
_ABOUT = re.compile(
    r"^(?:about|around|roughly|approximately|on\s+average|an\s+average\s+of|~|up\s+to|ca\.?|some)\s*"
)
_WIDE = 0.4
"""How far about so many may be from it, as a share."""


@dataclass(frozen=True, slots=True)
class Each:
    """The least and the most rows of each; `exact` where figures were stated."""

    bounds: tuple[float, float]
    exact: bool = True


def read_each(text: str) -> Each | None:
    """How many rows each subject has; None where the words do not say."""
    found = plain(text).strip(" ()")
    for form in dict.fromkeys((found, _TAIL.sub("", found))):
        if form in _USUAL:
            low, high = _USUAL[form]
            return Each((low, high), exact=False)
        bounds = read_range(form)
        if bounds is not None and isinstance(bounds.high, Figure):
            low = bounds.low.value if isinstance(bounds.low, Figure) else 1.0
            return Each((low, bounds.high.value))
        about = _ABOUT.match(form)
        figure = read_number(form)
        if figure is not None:
            spread = _WIDE * figure.value if about else 0.0
            return Each((max(round(figure.value - spread), 0), round(figure.value + spread)))
    return None
