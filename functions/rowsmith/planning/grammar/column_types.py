"""Types of columns in words: `int`, `yes/no`, `VARCHAR(60)`, `decimal(14,2)`, `free text`."""

from __future__ import annotations

import re

from rowsmith.planning.grammar.lexicon import meaning, plain
from rowsmith.planning.grammar.numbers import read_number
from rowsmith.planning.grammar.values import Type, TypeKind

_PAIR = re.compile(r"\s*(?P<first>[^\W_]+)\s*(?:/|\bor\b|,)\s*(?P<second>[^\W_]+)\s*")
_TRUE = frozenset({"yes", "true", "y", "t", "1", "pass", "positive", "on"})
_DECIMALS = re.compile(r"\(\s*\d+\s*,\s*(?P<scale>\d+)\s*\)|(?P<count>\w+)\s+decimals?")
_LENGTH = re.compile(r"\(\s*(?P<length>\d+)\s*\)")
_MOST_DECIMALS = 15


def read_type(text: str) -> Type:
    """The type that `text` names; `other` where it is none that is known."""
    found = plain(text)
    kind: TypeKind = meaning("types", found) or "other"
    if words := _words(text):
        return Type("boolean", words=words)
    length = _LENGTH.search(found)
    decimals = _decimals(found)
    if kind == "decimal" and "number(" in found.replace(" ", "") and decimals is None:
        kind = "integer"
    return Type(
        kind,
        decimals=decimals if kind == "decimal" else None,
        length=int(length["length"]) if length and kind == "text" else None,
    )


def _words(text: str) -> tuple[str, str] | None:
    """How true and false are written, true first: of `Y/N`, `no/yes`, `pass/fail`, `0/1`."""
    match = _PAIR.fullmatch(text)
    if match is None:
        return None
    first, second = match["first"], match["second"]
    if first.lower() in _TRUE:
        return first, second
    return (second, first) if second.lower() in _TRUE else None


def _decimals(text: str) -> int | None:
    match = _DECIMALS.search(text)
    if match is None:
        return None
    figure = read_number(match["scale"] or match["count"])
    return None if figure is None else min(int(figure.value), _MOST_DECIMALS)
