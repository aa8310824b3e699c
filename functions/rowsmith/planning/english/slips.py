"""Words that are one slip of the pen apart."""

from __future__ import annotations

from string import ascii_lowercase


def one_letter_off(word: str) -> set[str]:
    """Every run of letters that is `word` with one left out, put in, exchanged, or two swapped.

    word: in lower case; some 54 times as many as it has letters.
    """
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {before + after[1:] for before, after in parts if after}
    found |= {before + letter + after for before, after in parts for letter in ascii_lowercase}
    found |= {
        before + letter + after[1:]
        for before, after in parts
        if after
        for letter in ascii_lowercase
    }
    found |= {before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1}
    return found - {word}
