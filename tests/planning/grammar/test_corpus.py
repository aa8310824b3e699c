"""The grammar against the words that people wrote: nearly all values of the corpus are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache

import pytest

from rowsmith.planning.grammar.bounds import read_bound
from rowsmith.planning.grammar.counts import read_each
from rowsmith.planning.grammar.dates import read_period
from rowsmith.planning.grammar.distances import read_distance, read_step
from rowsmith.planning.grammar.id_patterns import read_pattern
from rowsmith.planning.grammar.numbers import read_number
from rowsmith.planning.grammar.shares import read_share, read_shares, read_weight
from rowsmith.planning.grammar.strengths import read_strength
from rowsmith.planning.grammar.trends import read_trends
from training.markup import corpus_files, parse_markup, read_examples


@cache
def marked() -> dict[str, set[str]]:
    """The words of each label in the corpus."""
    found: dict[str, set[str]] = defaultdict(set)
    for text in read_examples(*corpus_files()):
        plain, marks = parse_markup(text)
        for mark in marks:
            found[mark.label].add(plain[mark.start : mark.end])
    return found


def shared(text: str) -> object:
    several = any(read_shares(text, count) for count in (2, 3, 4))
    return read_share(text) or read_weight(text) or several or None


@pytest.mark.parametrize(
    ("label", "read", "least"),
    [
        ("rows", read_number, 0.98),
        ("entities", read_number, 0.98),
        ("clusters", read_number, 0.98),
        ("min", read_bound, 0.98),
        ("max", read_bound, 0.98),
        ("mean", read_bound, 0.98),
        ("sd", read_number, 0.98),
        ("share", shared, 0.96),
        ("each", read_each, 0.96),
        ("within", read_distance, 0.97),
        ("every", read_step, 0.96),
        ("period", read_period, 0.96),
        ("like", read_pattern, 0.93),
        ("strength", read_strength, 0.96),
        ("trend", lambda text: read_trends(text) or None, 0.88),
    ],
)
def test_values_of_the_corpus_are_read(
    label: str, read: Callable[[str], object], least: float
) -> None:
    words = sorted(marked()[label])
    unread = [text for text in words if read(text) is None]
    assert 1 - len(unread) / len(words) >= least, unread
