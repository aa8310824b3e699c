"""Nouns in the singular and the plural."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class _Nouns:
    alike: frozenset[str]
    singulars: dict[str, str]
    plurals: dict[str, str]


@lru_cache(maxsize=20_000)
def singular(noun: str) -> str:
    """`matches` is one match, `hives` a hive, `people` a person; a singular stays.

    A noun of several words changes in its last one. Lower case.
    """
    first, space, last = noun.rpartition(" ")
    return first + space + _singular(last.removesuffix("'"))


def plural(noun: str) -> str:
    """`hives`, `matches`, `people`, of a singular in lower case; its last word changes."""
    first, space, last = noun.rpartition(" ")
    return first + space + _plural(last)


def is_plural(noun: str) -> bool:
    """Whether the last word of `noun` has another singular."""
    last = noun.rpartition(" ")[2].lower()
    return _singular(last) != last


def _singular(noun: str) -> str:
    known = _nouns()
    if noun in known.singulars:
        return known.singulars[noun]
    if len(noun) < 4 or noun in known.alike or not noun.isalpha():
        return noun
    if noun.endswith(("ss", "us", "is")) or not noun.endswith("s"):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return noun[:-2]
    return noun[:-1]


def _plural(noun: str) -> str:
    known = _nouns()
    if noun in known.plurals:
        return known.plurals[noun]
    if noun in known.alike and noun in known.singulars.values():
        return noun
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


@cache
def _nouns() -> _Nouns:
    path = files("rowsmith.planning.english").joinpath("nouns.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    singulars: dict[str, str] = {f"{noun}es": noun for noun in data["plural_in_es"]}
    singulars |= {f"{noun}s": noun for noun in data["plural_in_s"]}
    singulars |= data["irregular"] | {noun: noun for noun in data["same"]}
    plurals = {one: many for many, one in reversed(singulars.items())}
    return _Nouns(frozenset(data["alike"]), singulars, plurals)
