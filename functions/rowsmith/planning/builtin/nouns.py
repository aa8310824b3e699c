"""Nouns in the singular and the plural."""

from __future__ import annotations

from rowsmith.planning import vocabulary


def singular(noun: str) -> str:
    """`matches` is one match, `hives` a hive, `people` a person; a singular stays."""
    noun = noun.removesuffix("'")
    known = vocabulary.nouns()
    if noun in known.irregular:
        return known.irregular[noun]
    if noun in known.alike or noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return noun[:-2]
    return noun.removesuffix("s")


def plural(noun: str) -> str:
    """`hives`, `matches`, `ferries`."""
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"
