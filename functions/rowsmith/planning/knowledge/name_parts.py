"""What the words of a column's name say beside the field that it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rowsmith.planning.english.words import stems
from rowsmith.planning.knowledge.similar import vectors
from rowsmith.planning.knowledge.words import lists

_HEADS = 0.5
_TWO = 2


def without_owner(said: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A name, and what is left of it without the person whose field it is: `customer age`."""
    found = [said]
    while len(said) > 1 and said[0] in lists()["persons"]:
        said = said[1:]
        found.append(said)
    return found


def same_heads(name: str, others: Sequence[str]) -> list[bool]:
    """Whether the last words of two names have to do with each other, one way round or other."""
    last = [other.replace("_", " ").rpartition(" ")[2] for other in others]
    own = vectors().of([name.rpartition(" ")[2] or name, name])
    theirs, heads = vectors().of(list(others)), vectors().of(last)
    near = np.maximum(np.maximum(heads @ own[0], theirs @ own[0]), heads @ own[1])
    return [bool(one >= _HEADS) for one in near]


def without_counting(said: list[str]) -> list[str]:
    """`number of cofounders`, `guest count`: what is counted."""
    if said[:2] == ["number", "of"] and len(said) > _TWO:
        return said[2:]
    return said[:-1] if len(said) > 1 and said[-1] in ("count", "counts") else said


def same_makers(name: str) -> list[tuple[str, ...]]:
    """Other words for whoever makes a thing: its brand is its manufacturer."""
    makers = lists()["makers"]
    return [stems(one) for one in sorted(makers) if name.lower() in makers and one != name]


def is_no_truth(name: str) -> bool:
    """Whether a name asks in which of several states something is."""
    return name.lower() in lists()["no truths"]


def may_be_called(name: str, called: str) -> bool:
    """Whether words with the same stems mean the same: a `rate` is no `rating`."""
    return not (name.lower().endswith("rate") and called.endswith("rating"))
