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
_OWNER = re.compile(
    r"(?:\s+(?:data|dataset|data\s+set|table|file|csv|records?|spreadsheet))*"
    r"\s+(?:of|for|from|at|in|by)\s+(?:an?|our|my)\s+"
    r"(?P<noun>(?:[^\W\d_][\w'’-]*)(?:\s+[^\W\d_][\w'’-]*){0,2})",
    re.IGNORECASE,
)
"""Whose data it is, behind a word for data too: `churn data for a bank`."""
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


def find_owner(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the noun stands that says whose data it is, from `start` on and before `end`.

    None where nothing follows, or a word that means nothing for a dataset: `for a class project`.
    """
    match = _OWNER.match(text, start, end)
    noun = _NO_NOUN.sub("", match["noun"]).rstrip() if match is not None else ""
    if match is None or not noun:
        return None
    first = match.start("noun")
    last = first + len(noun)
    telling = [word for word in content_words(text) if first <= word[0] and word[1] <= last]
    return (first, last) if telling and telling[-1][1] == last else None


def end_of_noun(text: str, end: int, stop: int) -> int:
    """Where the words end that stand right behind a noun at `end`, before `stop`: `risk`."""
    following = dict(content_words(text[:stop]))
    while text[end : end + 1] == " " and (last := following.get(end + 1)) is not None:
        end = last
    return end


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
