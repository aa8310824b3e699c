"""What is said of a field, and what it is found to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rowsmith.planning.knowledge.outline import Outline, OutlineColumn
from rowsmith.schema import Table

By: TypeAlias = Literal["name", "alias", "order", "similar", "form", "guess"]


@dataclass(frozen=True, slots=True)
class Hints:
    """What is said of a field beside its name.

    type: one of `grammar.values.TypeKind`. unit: as written. yes_no: it is true or false of a
    row. counted: it was named by its number. values: those that are stated. subject: what the
    data is about, in the user's words.
    """

    type: str | None = None
    unit: str | None = None
    yes_no: bool = False
    counted: bool = False
    values: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """What a named field is.

    known: the column, under the name by which it is known, with what moves it. by: `name` or
    `alias` where it is called so, `order` with the same words turned round, `similar` by
    meaning, `form` by a word that tells its kind, `guess` where nothing told it. score: 0 to 1.
    read_as: what it was read as in words, where that is not what it is called. outline: the one
    asked about, where it is a column of it. source: the name of another one that it is taken
    from, without what it reads there. tables: what it looks up. usual: it is what the name is
    where nothing is known of the subject.
    """

    known: OutlineColumn
    by: By
    score: float
    read_as: str | None = None
    outline: Outline | None = None
    source: str | None = None
    tables: tuple[Table, ...] = ()
    usual: bool = False
