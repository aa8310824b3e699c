"""Whose values some values are: female and male are a gender's, cash and card a payment's."""

from __future__ import annotations

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
