"""Words and their stems: what makes "subscribers leaving" and "subscriber leaves" the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z]{2})(?=[A-Z]{2,}\b)")
_UNIT = re.compile(r"(?<![A-Za-z])(?:[kMGm]?(?:Wh|Ah|Hz|Pa|VA)|p[HM]|[kMGT]B)(?![a-z])")
"""Units with a capital inside, which is no seam between two words."""

_IRREGULAR = {
    "children": "child",
    "people": "person",
    "men": "man",
    "women": "woman",
    "left": "leav",
    "bought": "buy",
    "data": "data",
    "series": "series",
    "species": "species",
    "status": "status",
    "gas": "gas",
    "analyses": "analysi",
    "diagnoses": "diagnosi",
    "colour": "color",
    "labour": "labor",
    "centre": "center",
    "fibre": "fiber",
    "favourite": "favorit",
    "neighbourhood": "neighborhood",
    "organisation": "organization",
    "programme": "program",
    "catalogue": "catalog",
    "licence": "licens",
    "cheque": "check",
    "metre": "meter",
    "litre": "liter",
    "kilometre": "kilometer",
}
_KEEP = frozenset(["ss", "us", "is", "os", "as"])


def words(text: str) -> list[str]:
    """The lower-case words of `text`; `camelCase` and `snake_case` come apart."""
    return [match.lower() for match in _WORD.findall(_CAMEL.sub(" ", _UNIT.sub(_lower, text)))]


def _lower(match: re.Match[str]) -> str:
    return match.group().lower()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The part of an English word that its forms share: `leaving`, `leaves` -> `leav`."""
    word = word.lower().replace("’", "'")
    if word.endswith("'s"):
        word = word[:-2]
    word = word.replace("'", "")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    word = _singular(word)
    word = _IRREGULAR.get(word, word)
    word = _without_ending(word)
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        return word[:-1] + "i"
    if word.endswith("e") and len(word) > 3:
        return word[:-1]
    return word


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text`, in order."""
    return tuple(stem(word) for word in words(text))


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word[-2:] in _KEEP:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _without_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and any(letter in "aeiouy" for letter in rest):
            if rest[-1] == rest[-2] and rest[-1] not in "lsz":
                return rest[:-1]
            if rest.endswith("ll") and len(rest) > 5:
                return rest[:-1]
            return rest
    return word


def find_phrase(
    phrase: Sequence[str], text: Sequence[str], *, gap: int = 0
) -> tuple[int, int] | None:
    """Where the stems `phrase` stand in `text` in order, at most `gap` stems between two.

    Returns (start, end), end exclusive; None where they do not.
    """
    if not phrase:
        return None
    for start in range(len(text)):
        if text[start] != phrase[0]:
            continue
        end = _follow(phrase, text, start, gap)
        if end is not None:
            return start, end
    return None


def _follow(phrase: Sequence[str], text: Sequence[str], start: int, gap: int) -> int | None:
    position = start
    for wanted in phrase[1:]:
        window = text[position + 1 : position + 2 + gap]
        if wanted not in window:
            return None
        position += 1 + list(window).index(wanted)
    return position + 1


def snake_case(text: str) -> str:
    """A column's name from the user's words: `Monthly charges` -> `monthly_charges`."""
    return "_".join(word.replace("'s", "").replace("'", "") for word in words(text))


def listed(items: Iterable[str]) -> str:
    """`a, b and c`."""
    items = list(items)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
