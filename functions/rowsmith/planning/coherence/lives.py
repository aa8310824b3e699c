"""What goes with an age or a sex: dates and years of a life, values that are of an age."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

from pydantic import Field

from rowsmith.planning.coherence.casting import modifiers
from rowsmith.planning.coherence.data import Data, read
from rowsmith.planning.coherence.editing import Editor, written
from rowsmith.planning.coherence.flags import quoted
from rowsmith.planning.coherence.headers import best_match, phrase_of, phrases
from rowsmith.schema.columns import (
    CategoryColumn,
    NumberColumn,
    PersonColumn,
)

Sex = Literal["male", "female"]


class Event(Data):
    """Dates of a life, and the least age at which they can be."""

    called: str
    least: int
    workday: bool = False


class Year(Data):
    """Years of a life: the age at which they are, and by how much later at the most."""

    called: str
    least: int
    later: int


class OfAge(Data):
    """Values that are of an age; `from` and `to` are included."""

    called: str
    start: int = Field(default=0, alias="from")
    to: int = 200


class Ages(Data):
    """A category whose values are of an age."""

    called: str
    values: list[OfAge]


class Count(Data):
    """A count that is 0 below an age and may grow by one each so many years."""

    called: str
    start: int = Field(alias="from")
    each: int


class Span(Data):
    """Years that are at most the age less some."""

    called: str
    less: int


class Group(Data):
    """People of whom a title speaks, how old they are, and figures of theirs by header."""

    called: str
    age: dict[str, float]
    figures: dict[str, dict[str, Any]] = Field(default_factory=dict)


class Condition(Data):
    """Diagnoses: usual age and its sd, and the sex that alone has them."""

    called: str
    age: tuple[float, float]
    sex: Sex | None = None


class Child(Data):
    """A diagnosis of children."""

    value: str
    share: float


class Lives(Data):
    """The file of lives."""

    age: str
    birth: str
    gender: str
    male: list[str]
    female: list[str]
    diagnosis: str
    event: list[Event]
    year: list[Year]
    ages: list[Ages]
    count: list[Count]
    span: list[Span]
    group: list[Group]
    condition: list[Condition]
    child: list[Child]


@lru_cache(maxsize=1)
def lives() -> Lives:
    """What goes with an age or a sex."""
    return read("lives.toml", Lives)


def is_called(name: str, called: str) -> bool:
    """Whether a header is called so, but for words that say whose it is."""
    match = best_match(phrases(called), phrase_of(name))
    return match is not None and set(match.rest) <= modifiers()


def column_called(editor: Editor, called: str, *kinds: type[Any]) -> str | None:
    """The first shown column of some kinds that is called so."""
    for name in editor.shown():
        if isinstance(editor.column(name), kinds) and is_called(name, called):
            return name
    return None


def age_of(editor: Editor) -> str | None:
    """The column that holds the age of whom a row is about."""
    return column_called(editor, lives().age, NumberColumn)


def value_of_sex(column: CategoryColumn, sex: Sex) -> str | None:
    """The value of a category that stands for a sex."""
    names = lives().male if sex == "male" else lives().female
    return next((value for value in column.level_values if value.lower() in names), None)


def is_of_sex(editor: Editor, gender: str, sex: Sex) -> str | None:
    """The condition that a gender is of a sex; None where no value says so."""
    column = editor.column(gender)
    if isinstance(column, CategoryColumn):
        value = value_of_sex(column, sex)
        return f"{written(gender)} == {quoted(value)}" if value is not None else None
    if isinstance(column, PersonColumn):
        return f"{written(gender)} == {quoted(sex.title())}"
    return None
