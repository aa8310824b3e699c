"""Which kinds of column the form of a name allows: `arrived late` is true or false of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from rowsmith.planning.english.nouns import is_plural
from rowsmith.planning.english.words import words
from rowsmith.planning.knowledge.words import lists

Kind: TypeAlias = Literal["number", "boolean", "datetime", "category", "name", "text", "id"]
"""What a column holds; `name` is of a person, a place or a thing, `category` any set of values."""

KINDS: dict[str, Kind] = {
    "number": "number",
    "formula": "number",
    "boolean": "boolean",
    "datetime": "datetime",
    "category": "category",
    "lookup": "category",
    "person": "name",
    "place": "name",
    "faker": "name",
    "text": "text",
    "id": "id",
}
"""What the columns of each kind of the schema language hold."""


def kinds_of(name: Sequence[str]) -> frozenset[Kind]:
    """The kinds that a name's words allow; none where its form tells nothing.

    name: in lower case, at least one word.
    """
    said = _without_time(name)
    for tells, kinds in _FORMS:
        if tells(said):
            return frozenset(kinds)
    return frozenset()


def _is_how_many(name: Sequence[str]) -> bool:
    return name[0] == "how" and len(name) > 1


def _is_asked(name: Sequence[str]) -> bool:
    """`is active`, `on probation`, `wheelchair accessible`."""
    able = len(name[-1]) > _LONG and name[-1].endswith(("able", "ible"))
    told = name[0] in _word_list("asking") or name[-1] in _word_list("truths")
    return len(name) > 1 and (told or able)


def _is_moment(name: Sequence[str]) -> bool:
    if name[-1] in _word_list("moments"):
        return True
    after = len(name) > 1 and name[-1] in ("at", "on") and _is_participle(name[-2])
    return after or (len(name) == _PAIR and name[0] in ("last", "first", "next"))


def _is_counted(name: Sequence[str]) -> bool:
    if name[0] in ("number", "count", "total", "average", "avg") and len(name) > 1:
        return True
    if len(name) > 1 and _is_participle(name[-1]) and is_plural(name[-2]):
        return True
    many = is_plural(name[-1]) and name[-1] not in _word_list("no counts")
    return name[-1] in _word_list("counts") or (len(name) > 1 and many)


def _is_span(name: Sequence[str]) -> bool:
    """`months since joining`, `days until renewal`: how long, and not when."""
    return len(name) > _PAIR and name[0] in _word_list("spans") and name[1] in _word_list("lengths")


def _is_rate(name: Sequence[str]) -> bool:
    """`days at home per week`: however it ends."""
    return "per" in name[1:-1]


def _is_measured(name: Sequence[str]) -> bool:
    return (len(name) > 1 and name[-1] in units()) or name[-1] in _word_list("measures")


def _is_done(name: Sequence[str]) -> bool:
    """`left the program`, `arrived late`, `potty trained`."""
    return _is_participle(name[0]) or _is_participle(name[-1])


def _is_sort(name: Sequence[str]) -> bool:
    return name[-1] in _word_list("sorts") or name[-2:] == ["of", "choice"]


def _is_identifier(name: Sequence[str]) -> bool:
    return name[-1] in _word_list("identifiers")


def _is_name(name: Sequence[str]) -> bool:
    return name[-1] in ("name", "names")


def _without_time(name: Sequence[str]) -> Sequence[str]:
    """A name without when it holds: `homes sold last year`."""
    if len(name) > _PAIR and name[-2] in ("last", "this", "past", "previous"):
        return name[:-2]
    return name


_PAIR = 2
_LONG = 6
_FORMS: tuple[tuple[Callable[[Sequence[str]], bool], tuple[Kind, ...]], ...] = (
    (_is_how_many, ("number",)),
    (_is_asked, ("boolean",)),
    (_is_rate, ("number",)),
    (_is_span, ("number",)),
    (_is_moment, ("datetime", "name")),
    (_is_identifier, ("id", "name", "category")),
    (_is_name, ("name", "text", "category")),
    (_is_counted, ("number",)),
    (_is_measured, ("number",)),
    (_is_sort, ("category", "name")),
    (_is_done, ("boolean",)),
)


def is_done(said: str) -> bool:
    """Whether a name ends with what was done: `hired`, `email opened`, not `hired at`."""
    parts = words(said)
    return bool(parts) and _is_participle(parts[-1])


def _is_participle(word: str) -> bool:
    if word in _word_list("participles"):
        return True
    return len(word) > 4 and word.endswith("ed") and word not in _word_list("no participles")


@lru_cache(maxsize=1)
def units() -> frozenset[str]:
    """Units that stand at the end of a header: `weight_kg`."""
    return _word_list("units")


def _word_list(name: str) -> frozenset[str]:
    return lists()[name]
