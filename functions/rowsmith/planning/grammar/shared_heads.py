"""Names that share their last word: `first and last name`, `opened and closed dates`."""

from __future__ import annotations

from rowsmith.planning.english.nouns import singular
from rowsmith.planning.grammar.lexicon import word_list


def with_shared_head(name: str, following: str) -> str:
    """`first name` for `first` before `last name`; the name itself where it shares nothing."""
    words = following.split()
    if len(words) < 2 or " " in name:
        return name
    pairs = (pair.split() for pair in word_list("pairs"))
    if any(name.lower() in pair and words[0].lower() in pair for pair in pairs):
        return " ".join([name, *words[1:-1], singular(words[-1])])
    return name
