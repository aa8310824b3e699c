"""Short words in headers, written out: `hire_dt` is a hire date, `salary_max` a maximum salary."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from rowsmith.planning.english.words import words
from rowsmith.planning.knowledge import notation
from rowsmith.planning.knowledge.words import lists

_FILE = "abbreviations.txt"
_TWO = 2
_EXTREMES = frozenset(["minimum", "maximum", "average"])


def written_out(name: str) -> str:
    """A header in plain words, the unit at its end taken away."""
    said = _numbers(words(name))
    plain = [_short().get(word, word) for word in said]
    while len(plain) > 1 and said[len(plain) - 1] in lists()["units"]:
        plain.pop()
    if 1 < len(plain) < len(said) and plain[-1] == "in":
        plain.pop()
    if len(plain) > 1 and plain[-1] in _EXTREMES:
        plain.insert(0, plain.pop())
    return " ".join(plain)


def _numbers(said: list[str]) -> list[str]:
    """`no of guests` and `room no` are numbers."""
    if len(said) > _TWO and said[:2] in (["no", "of"], ["nr", "of"]):
        return ["number", *said[1:]]
    return [*said[:-1], "number"] if len(said) > 1 and said[-1] in ("no", "nr") else said


@lru_cache(maxsize=1)
def _short() -> Mapping[str, str]:
    text = (resources.files("rowsmith.planning.knowledge") / _FILE).read_text("utf-8")
    lines = (entry for block in notation.blocks(text, _FILE) for entry in notation.entries(block))
    pairs = (entry.text.partition(":") for entry in lines)
    return {short: long.strip() for short, _, long in pairs}
