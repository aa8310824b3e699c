"""What follows a noun and says which ones: `visits at a veterinary clinic`."""

from __future__ import annotations

import re

_COMPLEMENT = re.compile(
    r"\s+(?:of|at|from|on)\s+(?:(?:an?|the|our|my|some|their)\s+)?"
    r"(?P<noun>(?:[^\W\d_][\w'’-]*)(?:\s+[^\W\d_][\w'’-]*){0,2})"
)
_NO_NOUN = re.compile(
    r"\b(?:who|which|that|with|where|when|and|or|over|during|from|to|in|on|at|by|for|of|is|are|was|were|has|have|"
    r"them|it|each|every|all|both|any|his|her|its|this|these|those|different|several|many|various|about|between)\b.*$",
    re.IGNORECASE,
)


def end_of_complement(text: str, start: int, end: int) -> int:
    """Where what says which ones ends that follows at `start`, before `end`; `start` without."""
    match = _COMPLEMENT.match(text, start, end)
    if match is None:
        return start
    noun = _NO_NOUN.sub("", match["noun"]).rstrip()
    return match.start("noun") + len(noun) if noun else start
