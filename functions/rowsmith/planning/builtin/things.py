"""Things that data may be about beyond the domains: their class, and what is known of them."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from rowsmith.planning.builtin.words import find_phrase, stems, words


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TraitColumn(_Data):
    """A column that rows about a thing usually have.

    of_thing: it stays the same for one thing. pull: its weight in what is predicted.
    only: the archetypes that it belongs to; all where none is named.
    """

    column: dict[str, Any]
    aliases: list[str] = Field(default_factory=list)
    of_thing: bool = False
    pull: float | None = None
    only: list[str] = Field(default_factory=list)


class Trait(_Data):
    """What is known of a thing.

    words: words that speak of it (`beekeeping`, `hive`). thing: what a row is about then;
    None where the words themselves say it. rows: the archetype where nothing tells what a row is.
    """

    words: list[str] = Field(min_length=1)
    thing: str | None = None
    rows: str | None = None
    columns: list[TraitColumn] = Field(default_factory=list)


class ThingClass(_Data):
    """A class of things: nouns of it, and the archetype of a row that is one of them."""

    rows: str
    words: list[str] = Field(default_factory=list)
    traits: list[Trait] = Field(default_factory=list)


@lru_cache(maxsize=1)
def classes() -> tuple[ThingClass, ...]:
    """All classes of things."""
    folder = resources.files("rowsmith.planning") / "things"
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".json"))
    return tuple(_CLASS.validate_json((folder / name).read_text("utf-8")) for name in files)


_CLASS: TypeAdapter[ThingClass] = TypeAdapter(ThingClass)


@lru_cache(maxsize=1)
def _words() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for one in classes():
        for trait in one.traits:
            for word in [*trait.words, *([trait.thing] if trait.thing else [])]:
                found.setdefault(tuple(words(word)), trait.rows or one.rows)
        for word in one.words:
            found.setdefault(tuple(words(word)), one.rows)
    return found


@lru_cache(maxsize=1)
def _traits() -> tuple[tuple[tuple[tuple[str, ...], ...], Trait], ...]:
    return tuple(
        (tuple(stems(word) for word in trait.words), trait)
        for one in classes()
        for trait in one.traits
    )


def rows_of(noun: str) -> str | None:
    """The archetype of rows that are `noun`, a singular; None where it is not known."""
    return _words().get(tuple(words(noun)))


def traits_in(text: str) -> list[Trait]:
    """What is known of the things that a text speaks of, in the order of its words."""
    said = stems(text)
    found: list[tuple[int, int, Trait]] = []
    for phrases, trait in _traits():
        places = [place[0] for one in phrases if (place := find_phrase(one, said)) is not None]
        if places:
            found.append((min(places), len(found), trait))
    return [trait for _, _, trait in sorted(found, key=lambda one: one[:2])]
