"""A dataset in the making: columns with what is known of each, before it is a schema."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rowsmith.planning.builtin.details import Details
from rowsmith.planning.builtin.lexicon import is_person, look_up
from rowsmith.planning.builtin.words import stem, stems, words

Keys = dict[str, Any]

_COUNTING = frozenset({"number", "of", "count", "num", "the", "no", "total", "many", "how"})


@dataclass(slots=True)
class DraftColumn:
    """A column in the making.

    phrase: what the user called it, or its name. concept: its name in the vocabulary.
    aliases: other names that the domain has for it, as stems.
    prefix: stems before the words recognised. entity: the subject it belongs to.
    asked: the user named it. from_domain: its keys come from the domain's file.
    """

    name: str
    keys: Keys
    phrase: str
    concept: str | None = None
    aliases: frozenset[tuple[str, ...]] = frozenset()
    prefix: tuple[str, ...] = ()
    details: Details = field(default_factory=Details)
    entity: str | None = None
    subject: bool = False
    asked: bool = True
    from_domain: bool = False

    @property
    def kind(self) -> str:
        """The kind of the column."""
        return str(self.keys["kind"])

    def levels(self) -> list[str]:
        """The values of a category or the fields of a lookup; none for other kinds."""
        return [str(level["value"]) for level in self.keys.get("values", ())]

    def is_ordered(self) -> bool:
        """Whether it has a rank: a number, a boolean, a date or an ordered category."""
        if self.kind == "category":
            return bool(self.keys.get("ordered"))
        return self.kind in ("number", "boolean", "datetime", "formula")

    def can_be_driven(self) -> bool:
        """Whether a driver may move it."""
        return self.kind in ("number", "boolean") or (self.kind == "category" and self.is_ordered())


@dataclass(slots=True)
class Draft:
    """A dataset in the making; the parts are JSON in the schema language.

    guessed: nobody named the labels; they are what is usually predicted.
    """

    title: str = ""
    domain: str = ""
    columns: list[DraftColumn] = field(default_factory=list)
    tables: list[Keys] = field(default_factory=list)
    entities: list[Keys] = field(default_factory=list)
    drivers: list[Keys] = field(default_factory=list)
    missing: list[Keys] = field(default_factory=list)
    dirt: list[Keys] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    guessed: bool = False
    hidden: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def column(self, name: str) -> DraftColumn | None:
        """The column of this name."""
        return next((column for column in self.columns if column.name == name), None)

    def of_concept(self, concept: str) -> DraftColumn | None:
        """The first visible column that is this concept."""
        return next((one for one in self.visible() if one.concept == concept), None)

    def visible(self) -> list[DraftColumn]:
        """The columns of the CSV."""
        return [column for column in self.columns if column.name not in self.hidden]

    def candidates(self) -> list[DraftColumn]:
        """The columns that words may mean: what is predicted before the others."""
        return sorted(self.visible(), key=lambda column: column.name not in self.labels)

    def resolve(self, phrase: str) -> DraftColumn | None:
        """The column that a phrase refers to, however it is put."""
        return resolve(phrase, self.candidates())

    def driver(self, name: str) -> Keys | None:
        """The driver that moves a column."""
        return next((driver for driver in self.drivers if driver["column"] == name), None)


def resolve(phrase: str, columns: Iterable[DraftColumn]) -> DraftColumn | None:
    """The column that a phrase refers to: by name, by concept, by the words they share."""
    options = list(columns)
    wanted = essence(phrase)
    if not wanted:
        return None
    for column in options:
        if wanted in (essence(column.name), essence(column.phrase)):
            return column
    for column in options:
        if wanted in column.aliases:
            return column
    for boolean in (False, True):
        found = look_up(phrase, boolean=boolean)
        if found is not None and found.concept is not None:
            for column in options:
                if column.concept == found.concept:
                    return column
    for column in options:
        if _overlaps(wanted, essence(column.name)):
            return column
    return None


def essence(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase that tell it apart: without `number of`, `the`, `customer's`."""
    found = [stem(word) for word in words(phrase) if word not in _COUNTING]
    while len(found) > 1 and is_person(found[0]):
        found = found[1:]
    return tuple(found) or stems(phrase)


def _overlaps(wanted: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shorter, longer = sorted((wanted, other), key=len)
    if not shorter or len(longer) - len(shorter) > 2:
        return False
    if longer[-len(shorter) :] == shorter or longer[: len(shorter)] == shorter:
        return len(shorter[0]) > 2
    return False
