"""Words that mean the same, and pairs of words of which one is the true one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

_NEGATIONS = ("not ", "no ", "non-", "non ", "never ")
_LEAST_STEM = 4
"""Letters that a column's name and a word must share from their start to be of one stem."""


def meant(text: str, values: Iterable[str]) -> str | None:
    """The one of `values` that `text` means in other words; None where none or several do.

    Case, blanks and punctuation do not matter; `M` means Male and `1` Yes.
    """
    known = list(dict.fromkeys(values))
    wanted = _plain(text)
    alike = [value for value in known if _plain(value) == wanted]
    if not alike:
        groups = [group for group in _same() if wanted in group]
        alike = [value for value in known if any(_plain(value) in group for group in groups)]
    return alike[0] if len(alike) == 1 else None


def truth_of(text: str) -> bool | None:
    """Whether a word says yes or no in itself; None where it says neither."""
    plain = _plain(text)
    affirms = any(plain == true for true, _ in _pairs("truth"))
    denies = any(plain == false for _, false in _pairs("truth"))
    return affirms if affirms != denies else None


def opposite(word: str) -> str:
    """What is said where `word` is not true: No for Yes, `active` for churned."""
    plain = word.strip().casefold()
    for true, false in (*_pairs("truth"), *_pairs("events")):
        if plain == true:
            return false.upper() if len(word) > 1 and word.isupper() else _cased(false, word)
    return f"not {word}"


def is_turned_round(words: Sequence[str], name: str, rate: float) -> bool:
    """Whether of two words, for true and for false, the first is the one for false.

    Told by the words themselves (No, Yes), by the column's name (`survived`: died, survived),
    and where an event is the rare one of the two, by that (active, churned at 5 %).
    """
    first, second = (word.strip().casefold() for word in words)
    if (second, first) in _pairs("truth"):
        return True
    if (first, second) in _pairs("truth"):
        return False
    named_first, named_second = _names(name, first), _names(name, second)
    if named_first != named_second:
        return named_second
    return rate < 0.5 and ((second, first) in _pairs("events") or _denies(first, second))


def are_levels(values: Sequence[str]) -> bool:
    """Whether values are numbers that rise, or steps of a scale from low to high."""
    words = [value.strip().casefold() for value in values]
    ranks = [_number(word) for word in words]
    for scale in _data()["scales"]:
        if None in ranks:
            ranks = [scale.index(word) if word in scale else None for word in words]
    return None not in ranks and _rise([rank for rank in ranks if rank is not None])


def are_brackets(values: Sequence[str]) -> bool:
    """Whether values rise by the first number in each: 18-24, 25-34, 65+; Q1, Q2."""
    numbers = [re.search(r"\d+(?:\.\d+)?", value) for value in values]
    return None not in numbers and _rise([float(found.group()) for found in numbers if found])


def _rise(numbers: Sequence[float]) -> bool:
    return len(numbers) > 1 and all(low < high for low, high in pairwise(numbers))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _names(name: str, word: str) -> bool:
    """Whether a column is named after a word: `churn` after churned, not after not churned."""
    if word.startswith(_NEGATIONS):
        return False
    return any(_one_stem(a, b) for a in _words(name) for b in _words(word))


def _one_stem(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _LEAST_STEM and longer.startswith(
        shorter[: max(_LEAST_STEM, len(shorter) - 2)]
    )


def _denies(first: str, second: str) -> bool:
    return any(first == f"{negation}{second}" for negation in _NEGATIONS)


def _cased(text: str, like: str) -> str:
    return text.capitalize() if like[:1].isupper() else text


def _plain(text: str) -> str:
    return re.sub(r"[\s_.\-]+", " ", text.casefold()).strip()


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


@cache
def _data() -> dict[str, list[list[str]]]:
    loaded: dict[str, list[list[str]]] = json.loads(
        (files(__package__) / "meanings.json").read_text(encoding="utf-8")
    )
    return loaded


@cache
def _same() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in _data()["same"])


@cache
def _pairs(what: str) -> tuple[tuple[str, str], ...]:
    return tuple((true, false) for true, false in _data()[what])
