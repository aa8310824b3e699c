"""Names that share a word: `first and last name`, `contract start and end date`."""

from __future__ import annotations

from rowsmith.planning.english.nouns import singular
from rowsmith.planning.grammar.lexicon import word_list


def with_shared_heads(name: str, following: str) -> tuple[str, str]:
    """Two names that stand side by side, each with the words that the other has for both.

    `first` and `last name` are a first name and a last name; `contract start` and `end date` are
    a contract start date and a contract end date. Others stay as they are.
    """
    words, behind = name.split(), following.split()
    if len(behind) < 2 or not words:
        return name, following
    pairs = (pair.split() for pair in word_list("pairs"))
    if not any(words[-1].lower() in pair and behind[0].lower() in pair for pair in pairs):
        return name, following
    head = [*behind[1:-1], singular(behind[-1])]
    return " ".join([*words, *head]), " ".join([*words[:-1], *behind])
