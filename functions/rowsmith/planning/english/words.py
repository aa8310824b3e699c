"""Words, their stems, and headers: "subscribers leaving" and "a subscriber left" are alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rowsmith.planning.english.nouns import singular

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[a-z]{2})(?=[A-Z]{2,}\b)")
_UNIT = re.compile(r"(?<![A-Za-z])(?:[kMGm]?(?:Wh|Ah|Hz|Pa|VA)|p[HM]|[kMGT]B)(?![a-z])")
"""Units with a capital inside, which is no seam between two words."""
_CODE_NAME = re.compile(r"[^\W\d]\w*")
_LONGEST_HEADER = 64

_STEMS = {
    "left": "leav",
    "bought": "buy",
    "sold": "sell",
    "paid": "pay",
    "spent": "spend",
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
    "tyre": "tire",
    "grey": "gray",
}
"""Words whose stem their letters do not tell, and the other spelling of some."""


def words(text: str) -> list[str]:
    """The lower-case words of `text`; `camelCase` and `snake_case` come apart."""
    plain = text.replace("_", " ")
    if plain.islower() and plain.isascii() and plain.replace(" ", "").isalpha():
        return plain.split()
    return [match.lower() for match in _WORD.findall(_CAMEL.sub(" ", _UNIT.sub(_lower, text)))]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The part of an English word that its forms share: `leaving`, `leaves`, `left` -> `leav`."""
    word = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    word = _STEMS.get(word, word)
    word = _without_ending(singular(word) if word != "leaves" else "leave")
    word = _STEMS.get(word, word)
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        return word[:-1] + "i"
    if word.endswith("e") and len(word) > 3:
        return word[:-1]
    return word


@lru_cache(maxsize=50_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text`, in order."""
    return tuple(stem(word) for word in words(text))


def snake_case(text: str) -> str:
    """`Monthly charges` -> `monthly_charges`."""
    return "_".join(
        word.replace("’", "'").replace("'s", "").replace("'", "") for word in words(text)
    )


def header(name: str) -> str:
    """The header of a column that is called `name`, at most 64 characters.

    A name of one word (`CustomerID`, `Dept`, `order_date`) stays as written; others become
    snake_case. Empty where `name` has no letter or digit.
    """
    name = name.strip()
    if _CODE_NAME.fullmatch(name):
        return name[:_LONGEST_HEADER]
    return snake_case(name)[:_LONGEST_HEADER].strip("_")


def listed(items: Iterable[str]) -> str:
    """`a, b and c`."""
    items = list(items)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def _lower(match: re.Match[str]) -> str:
    return match.group().lower()


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


def are_akin(one: str, other: str) -> bool:
    """Whether two words begin alike, as forms of one word do: fraud and fraudulent."""
    same = one[:_BEGINNING].lower() == other[:_BEGINNING].lower()
    return same and min(len(one), len(other)) >= _BEGINNING


_BEGINNING = 5
