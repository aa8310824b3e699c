"""What follows a noun and says which ones: `visits at a veterinary clinic`."""

from __future__ import annotations

import re

from rowsmith.planning.english.content import content_words

_MOST = 3
"""Complements of one noun: `visits of the patients of a clinic` has two."""
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
    for _ in range(_MOST):
        match = _COMPLEMENT.match(text, start, end)
        noun = _NO_NOUN.sub("", match["noun"]).rstrip() if match is not None else ""
        if match is None or not noun:
            break
        start = match.start("noun") + len(noun)
    return start


def start_of_noun(text: str, start: int, after: int) -> int:
    """Where the words begin that stand right before a noun at `start` and tell of it.

    `recruiting` of `a recruiting workflow history`, but none that means nothing for a dataset, nor
    any before `after`.
    """
    telling = {end: first for first, end in content_words(text[:start])}
    while text[start - 1 : start] == " " and (first := telling.get(start - 1)) is not None:
        if first < after:
            break
        start = first
    return start
