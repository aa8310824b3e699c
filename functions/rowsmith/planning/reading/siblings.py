"""A name beside a column in a list is a column too, if nothing else is called so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rowsmith.planning.english.words import stems
from rowsmith.planning.reading.marks import Mark, last_id

_NAMES = frozenset({"col", "target"})
_BETWEEN = frozenset({",", ", and", "and", "&", ";", "/"})
"""What stands between two items of a list."""
_BEHIND = (",", ".", ";", "\n", " and ", ")")
"""What stands behind an item of a list."""
_FEWEST = 2


def with_siblings(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` with a column for each mention of nothing that stands in a list of columns."""
    found: list[Mark] = []
    fresh = last_id(marks)
    for mark in marks:
        if _is_one_more(text, found[-2:], mark) or _begins_item(text, found, mark):
            named = {word for one in marks if one.own is not None for word in _words(text, one)}
            if named.isdisjoint(_words(text, mark)):
                fresh += 1
                mark = replace(mark, label="col", own=fresh, heads=(), groups=())
        found.append(mark)
    return found


def _is_one_more(text: str, before: Sequence[Mark], mark: Mark) -> bool:
    """Whether a mention is an item behind two columns of a list."""
    behind = text[mark.end : mark.end + 5]
    ends = not behind.strip() or behind.startswith(_BEHIND)
    names = len(before) == _FEWEST and all(one.label in _NAMES for one in before)
    return (
        mark.label == "ref"
        and ends
        and names
        and all(
            text[one.end : other.start].strip() in _BETWEEN
            for one, other in pairwise([*before, mark])
        )
    )


def _begins_item(text: str, before: Sequence[Mark], mark: Mark) -> bool:
    """`age, glucose is higher for diabetics`: an item that tells what moves it."""
    items = sum(one.label in _NAMES for one in before)
    said = text[mark.start : mark.end].lower()
    leads = text[: mark.start].rstrip().endswith((",", ";"))
    tells = text[mark.end :].lower().startswith((" is ", " are ", " depends ", " should "))
    compared = said.endswith("er") and " " not in said
    return mark.label == "ref" and items > 0 and leads and tells and not compared


def _words(text: str, mark: Mark) -> tuple[str, ...]:
    return stems(text[mark.start : mark.end])
