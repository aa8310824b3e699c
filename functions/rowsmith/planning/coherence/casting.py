"""Which columns play the roles of a relation: by the words of their headers and their types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from rowsmith.planning.coherence.data import Data, words
from rowsmith.planning.coherence.editing import Editor
from rowsmith.planning.coherence.headers import (
    Match,
    Stems,
    best_match,
    has_word,
    phrase_of,
    phrases,
    plain_words,
    stems_of,
)
from rowsmith.planning.coherence.units import units_in
from rowsmith.schema.columns import Column, PersonColumn

Holds = Literal["number", "date", "gender"]
Cast = dict[str, str]
"""The column of each role that is played."""


class Role(Data):
    """A part in a relation.

    is: what it is called, with commas. holds: the type of its values. unit: its unit where the
    header names none. alone: nothing else may stand in the header.
    column: what it is made where its kind was found wrongly and nothing was said of it.
    """

    called: str
    holds: Holds = "number"
    unit: str | None = None
    alone: bool = False
    column: dict[str, Any] | None = None

    @property
    def may_be_rate(self) -> bool:
        """Whether a share or a percentage may play it."""
        return self.unit in ("percent", "fraction") or has_word(self.called, words().rates)


@dataclass(frozen=True, slots=True)
class _Candidate:
    role: str
    column: str
    match: Match
    fits: bool


def casts(editor: Editor, roles: Mapping[str, Role], needed: set[str]) -> list[Cast]:
    """Every way in which the schema's columns play the roles; those of `needed` all do.

    What stands in a header beside a role's name must be the same in all: `home wins` goes with
    `home losses`; a header without such words goes with any.
    """
    candidates = list(_candidates(editor, roles))
    found: list[Cast] = []
    rests = sorted({one.match.rest for one in candidates}, key=lambda rest: (-len(rest), rest))
    for rest in rests:
        cast = _cast(candidates, rest)
        known = any(set(cast.items()) <= set(other.items()) for other in found)
        if needed <= cast.keys() and not known:
            found.append(cast)
    return found


def _cast(candidates: list[_Candidate], rest: Stems) -> Cast:
    """The best column of each role with `rest` beside its name, each column in one role."""
    fitting = [one for one in candidates if one.match.rest in (rest, ())]
    fitting.sort(key=lambda one: (one.match.length, one.fits, one.match.rest == rest), reverse=True)
    cast: Cast = {}
    sharing = 0
    for one in fitting:
        if one.role not in cast and one.column not in cast.values():
            cast[one.role] = one.column
            sharing += one.match.rest == rest
    if rest and sharing < 2 and not set(rest) <= modifiers():
        return {}
    return cast


@lru_cache(maxsize=1)
def modifiers() -> frozenset[str]:
    """The stems that say whose a column is, and may stand in one header alone."""
    return frozenset(stems_of(words().modifiers))


def _candidates(editor: Editor, roles: Mapping[str, Role]) -> Iterator[_Candidate]:
    types = editor.types()
    for name in editor.shown():
        column = editor.column(name)
        for role_name, role in roles.items():
            fits = holds(column, types[name].name, types[name].countable, role.holds)
            if not fits and (role.column is None or not _was_guessed(editor, column)):
                continue
            if is_rate(name) and not role.may_be_rate:
                continue
            match = match_role(name, role)
            if match is not None:
                yield _Candidate(role_name, name, match, fits)


def match_role(header: str, role: Role) -> Match | None:
    """How a header names a role; None where it does not. Its unit is no part of the name."""
    fillers = words().dates if role.holds == "date" else words().numbers
    options = phrases(role.called, fillers)
    bare = (unit.bare for unit in units_in(header) if unit.bare)
    headers = [phrase_of(header, fillers), *(phrase_of(text, fillers) for text in bare)]
    found = [match for one in headers if (match := best_match(options, one)) is not None]
    if role.alone:
        found = [match for match in found if not match.rest]
    return min(found, key=lambda match: (len(match.rest), -match.length), default=None)


def holds(column: Column, type_name: str, countable: bool, wanted: Holds) -> bool:
    """Whether a column's values are of the type that a role wants."""
    match wanted:
        case "number":
            return countable and column.kind not in ("id", "boolean")
        case "date":
            return type_name == "date"
        case "gender":
            person = isinstance(column, PersonColumn) and column.field == "gender"
            return person or column.kind == "category"


def _was_guessed(editor: Editor, column: Column) -> bool:
    """Whether a column's kind comes from its name alone, which may have misled.

    `clicks` is no yes or no, `clicked` is one.
    """
    plural = any(word.endswith("s") for word in plain_words(column.name))
    if column.kind == "boolean" and not plural:
        return False
    return (
        column.kind in ("boolean", "category", "text", "datetime", "lookup", "faker")
        and not editor.stated.says(column.name)
        and not editor.is_bound(column.name)
    )


def is_rate(name: str) -> bool:
    """Whether a column is a share or a percentage and no amount, by its header."""
    return has_word(name, words().rates)


def recast(editor: Editor, roles: Mapping[str, Role], cast: Cast) -> None:
    """Give the columns of a cast whose kind was found wrongly the kind of their role."""
    types = editor.types()
    for role_name, name in cast.items():
        role, column = roles[role_name], editor.column(name)
        if role.column is None:
            continue
        if not holds(column, types[name].name, types[name].countable, role.holds):
            editor.put(name, role.column)
            editor.undrive(name)
