"""The phrases that the vectors of words are made for: names of fields, subjects, words alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from rowsmith.planning.english.words import words
from rowsmith.planning.knowledge import notation
from rowsmith.planning.knowledge.catalog import Catalog
from rowsmith.planning.knowledge.store import Store, store
from training.markup import corpus_files, parse_markup, read_examples

LONGEST = 8
COMBINED = 60_000
"""Phrases of words that were said apart, so that each word is heard beside many others."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """What people say, in words in lower case; each list sorted, no phrase twice in it."""

    names: list[str]
    subjects: list[str]
    combined: list[str]

    def known_words(self) -> set[str]:
        """Every word of theirs."""
        return {word for phrase in (*self.names, *self.subjects) for word in phrase.split()}


def gather(seed: int = 5) -> Phrases:
    """The phrases of what is known and of the corpus."""
    known = store()
    names = {_plain(one.phrase) for one in Catalog(known).fields}
    subjects = {_plain(phrase) for phrase in _asked(known)}
    for kind, words_said in _marked():
        (names if kind in ("col", "target") else subjects).add(_plain(words_said))
    said = (_short(names), _short(subjects))
    return Phrases(*said, _combined(*said, random.Random(seed)))


def _plain(phrase: str) -> str:
    return " ".join(words(phrase.lower() if " " in phrase else phrase))


def _short(phrases: set[str]) -> list[str]:
    return sorted(phrase for phrase in phrases if 0 < len(phrase.split()) <= LONGEST)


def _asked(known: Store) -> Iterator[str]:
    for block in known.blocks.values():
        yield block.title
        yield from block.asks
        for entry in notation.entries(block):
            if entry.text.startswith("asks:"):
                yield from entry.text.removeprefix("asks:").split(",")


def _marked() -> Iterator[tuple[str, str]]:
    """The columns and subjects that the corpus has marked, by label."""
    for example in read_examples(*corpus_files()):
        plain, marks = parse_markup(example)
        for mark in marks:
            if mark.label in ("col", "target", "subject"):
                yield mark.label, plain[mark.start : mark.end]


def _combined(names: list[str], subjects: list[str], chance: random.Random) -> list[str]:
    first = [name.split()[0] for name in names if " " in name]
    last = [name.split()[-1] for name in names]
    about = [word for subject in subjects for word in subject.split()]
    manners = [(first, last), (first, last), (about, last), (names, last), (subjects, about)]
    found: set[str] = set()
    while len(found) < COMBINED:
        one, other = chance.choice(manners)
        found.add(f"{chance.choice(one)} {chance.choice(other)}")
    return sorted(found)
