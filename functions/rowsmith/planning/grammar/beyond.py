"""Bounds within a sentence that say which rows are meant: `people over 60`, `after age 50`."""

from __future__ import annotations

from collections.abc import Sequence

from rowsmith.planning.grammar.bounds import read_range
from rowsmith.planning.grammar.mentions import Known, Mention, Token, about_word, comparing_words
from rowsmith.planning.grammar.values import Range

_NEAR = 3

Bound = tuple[int, tuple[int, int]]
"""The place among the tokens that are left behind which a bound was stated, and where it stands."""


def take_bounds(tokens: Sequence[Token]) -> tuple[list[Token], list[Bound]]:
    """`tokens` without the words that state bounds, and those bounds."""
    kept: list[Token] = []
    bounds: list[Bound] = []
    place = 0
    while place < len(tokens):
        size = _length(tokens, place)
        if not size:
            kept.append(tokens[place])
            place += 1
            continue
        bounds.append((len(kept), (tokens[place].start, tokens[place + size - 1].end)))
        place += size
    return kept, bounds


def _length(tokens: Sequence[Token], place: int) -> int:
    """How many tokens from a place on state a bound; 0 where none is stated there."""
    words = comparing_words()["bounds"]
    first = tokens[place].text
    two = f"{first} {tokens[place + 1].text}" if place + 1 < len(tokens) else ""
    lead = 2 if two in words["leads"] else 1 if first in words["leads"] else 0
    at = place + lead
    while lead and at < len(tokens) and tokens[at].text in words["fillers"]:
        at += 1
    if lead and at < len(tokens) and tokens[at].text[:1].isdigit():
        scale = at + 1 < len(tokens) and tokens[at + 1].text in ("k", "m", "%")
        return at + 1 + scale - place
    return 0


def give_bounds(
    tokens: Sequence[Token],
    mentions: list[Mention],
    bounds: Sequence[Bound],
    known: Sequence[Known],
) -> None:
    """Give each bound to what it is of: the mention beside it, else the age of the persons."""
    for place, where in bounds:
        before = [one for one in mentions if place - _NEAR <= one.last < place]
        behind = [one for one in mentions if place <= one.first <= place + 1]
        persons = place > 0 and tokens[place - 1].text in comparing_words()["bounds"]["persons"]
        age = about_word("older", known) if persons or not (before or behind) else None
        of_column = [one for one in (*reversed(before), *behind) if _may_be_bound(one, known)]
        if age is not None and (persons or not of_column):
            at = max(place - 1, 0)
            taken = [one for one in mentions if one.first <= at <= one.last]
            mentions[:] = [one for one in mentions if one not in taken]
            mentions.append(Mention(at, at, age[0], 1, certain=False, bound=where))
            mentions.sort(key=lambda one: one.first)
        elif of_column:
            of_column[0].bound = where
            of_column[0].sign = 1


def read_where(said: str) -> Range | None:
    """The range that a bound states, with or without what it is of: `after age 50`."""
    words = [word for word in said.split() if word.lower() not in ("age", "the")]
    return read_range(" ".join(words))


def _may_be_bound(mention: Mention, known: Sequence[Known]) -> bool:
    return any(one.of == mention.of and one.kind == "column" for one in known)
