"""What the grammar of an unknown name tells: `portions wasted` are counted, `edible` is or is not.

It is asked last, of names that stand in a list: in running text the same words are only words.
"""

from __future__ import annotations

import re
from typing import Any

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.words import words

Keys = dict[str, Any]

_COUNT: Keys = {"kind": "number", "shape": "poisson", "mean": 5, "min": 0, "decimals": 0}
_TRUTH: Keys = {"kind": "boolean", "rate": 0.4}
_MEASURE: Keys = {
    "kind": "number",
    "shape": "gamma",
    "mean": 40,
    "sd": 22,
    "min": 0,
    "max": 400,
    "decimals": 1,
}
_SHARE: Keys = {
    "kind": "number",
    "shape": "beta",
    "mean": 42,
    "sd": 20,
    "min": 0,
    "max": 100,
    "decimals": 1,
}
_ANSWER: Keys = {
    "kind": "category",
    "ordered": True,
    "values": [
        {"value": str(answer), "share": share}
        for answer, share in enumerate((7, 14, 27, 33, 19), start=1)
    ],
}

_KIND: Keys = {
    "kind": "category",
    "values": [
        {"value": f"Type {letter}", "share": share}
        for letter, share in zip("ABCD", (40, 30, 20, 10), strict=True)
    ],
}
_KINDS = frozenset(["type", "kind", "category", "variety", "variant"])

_QUESTION = re.compile(r"^(?:q|question|item)_?\s?\d{1,2}$", re.IGNORECASE)
_PARTICIPLES = frozenset(["sent", "sold", "won", "lost", "met", "broken", "seen", "found", "kept"])
_NO_PARTICIPLES = frozenset(
    ["speed", "feed", "bed", "shed", "breed", "need", "weed", "seed", "reed", "deed"]
)
_NO_ADJECTIVES = frozenset(["table", "cable", "vegetable", "variable", "bible", "timetable"])
_NO_PLURALS = ("ss", "us", "is", "os", "as", "news", "series", "species", "specs", "lens")
_PERCENT = frozenset(["pct", "percent", "percentage"])


def is_kind(phrase: str) -> bool:
    """Whether a name is one of kinds of something: `ghost type`."""
    form = words(phrase)
    return len(form) > 1 and form[-1] in _KINDS


def by_grammar(phrase: str, *, unit: str | None) -> Keys | None:
    """The column of a listed name that nothing is known of; None where its form tells nothing.

    unit: what it is said to be measured in.
    """
    form = words(phrase)
    if not form:
        return None
    if _QUESTION.match(phrase):
        return dict(_ANSWER)
    if is_kind(phrase):
        return dict(_KIND)
    measured = unit or _unit_at_end(form)
    if "%" in phrase or (measured or "") in _PERCENT or "%" in (measured or ""):
        return dict(_SHARE)
    if measured is not None:
        return dict(_MEASURE)
    if is_count(phrase):
        return dict(_COUNT)
    if _is_participle(form[-1]) or _is_participle(form[0]) or _is_ability(form[-1]):
        return dict(_TRUTH)
    return dict(_COUNT) if _is_plural(form[-1]) or _is_plural(form[0]) else None


def is_count(phrase: str) -> bool:
    """Whether a name is of things that something is done with: `hints used`, `tents sold`."""
    form = words(phrase)
    return len(form) > 1 and _is_plural(form[-2]) and _is_participle(form[-1])


def is_done(phrase: str) -> bool:
    """Whether a name ends with what is done to something: `glazed`, `hand painted`."""
    form = words(phrase)
    return bool(form) and _is_participle(form[-1])


def _unit_at_end(form: list[str]) -> str | None:
    return form[-1] if len(form) > 1 and form[-1] in vocabulary.units() else None


def _is_participle(word: str) -> bool:
    if word in _PARTICIPLES:
        return True
    return len(word) > 3 and word.endswith("ed") and word not in _NO_PARTICIPLES


def _is_ability(word: str) -> bool:
    return len(word) > 5 and word.endswith(("able", "ible")) and word not in _NO_ADJECTIVES


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(_NO_PLURALS)
