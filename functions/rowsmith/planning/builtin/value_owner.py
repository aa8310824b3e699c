"""Whose values some values are: female and male are a gender's, cash and card a payment's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.columns import Keys, same_value
from rowsmith.planning.builtin.domain_columns import DomainColumns
from rowsmith.planning.builtin.words import stem

_GENDERS = ("Female", "Male")


def owner_of(values: list[str], domain: DomainColumns | None) -> str | None:
    """The column whose values these are: the domain's, else the vocabulary's.

    All of them must be its own; of three and more, one may be new.
    """
    if domain is not None:
        columns = ((name, levels_of(keys)) for name, (keys, _) in domain.by_name.items())
        if (name := _best(values, columns)) is not None:
            return name.replace("_", " ")
    known = {one for value in values for one in _by_level().get(stem(value.lower()), ())}
    concepts = vocabulary.concepts()
    candidates = ((name, levels_of(concepts[name].column)) for name in sorted(known))
    name = _best(values, candidates)
    return name.replace("_", " ") if name is not None else None


_WORD = r"[A-Za-z][\w'-]*"
_RUN = re.compile(
    rf"(?<![\w(])(?P<run>{_WORD}(?:\s*,\s*{_WORD})+\s*,?\s+(?:or|and)\s+{_WORD}|{_WORD}\s+or\s+{_WORD})"
    r"(?=\s*(?:[,.;)\n]|$|\b(?:where|with|and|in|for|of|crops?|only|each)\b))",
    re.IGNORECASE,
)


_NAMED = re.compile(r"(?:[:=(]|\b(?:is|are|be|of|being|either))\s*$", re.IGNORECASE)
"""Before values that are said to be some column's."""


def bracket_levels(text: str, domain: DomainColumns | None) -> str:
    """`farms growing wheat, maize or barley`: values of one of the domain's columns, as such."""
    if domain is None:
        return text
    levels = [(name, levels_of(keys)) for name, (keys, _) in domain.by_name.items()]

    def written(match: re.Match[str]) -> str:
        values = re.split(r"\s*,\s*(?:(?:or|and)\s+)?|\s+(?:or|and)\s+", match["run"])
        before = match.string[: match.start()]
        name = _best(values, levels) if before.count("(") == before.count(")") else None
        if (
            name is None
            or _NAMED.search(before)
            or before.rstrip().endswith(name.replace("_", " "))
        ):
            return match.group()
        return f"{name.replace('_', ' ')} ({', '.join(values)})"

    return _RUN.sub(written, text)


def levels_of(keys: Keys) -> list[str]:
    """What a column says: a category's values, the two genders, a boolean's own words."""
    if keys["kind"] == "person" and keys.get("field") == "gender":
        return list(_GENDERS)
    if keys["kind"] == "boolean":
        return [str(word) for word in keys.get("words") or ()]
    return [str(level["value"]) for level in keys.get("values") or ()]


def _best(values: list[str], columns: Iterable[tuple[str, list[str]]]) -> str | None:
    least = len(values) if len(values) < 3 else len(values) - 1
    best: tuple[int, int, str] | None = None
    for name, levels in columns:
        count = sum(any(same_value(level, value) for level in levels) for value in values)
        if count < least:
            continue
        candidate = (-count, len(levels), name)
        best = min(best, candidate) if best is not None else candidate
    return best[2] if best is not None else None


@lru_cache(maxsize=1)
def _by_level() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, concept in vocabulary.concepts().items():
        for level in levels_of(concept.column):
            said = stem(level.lower())
            found[said] = (*found.get(said, ()), name)
    for said, meant in (("women", "female"), ("men", "male"), ("girl", "female"), ("boy", "male")):
        found[stem(said)] = (*found.get(stem(said), ()), *found.get(stem(meant), ()), "gender")
    return found
