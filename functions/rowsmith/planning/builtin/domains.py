"""The domains: ready schemas, one data file each, and which of them a description is about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from rowsmith.planning import vocabulary
from rowsmith.planning.builtin.words import find_phrase, stems, words
from rowsmith.schema import Column, Driver, Entity, Schema
from rowsmith.schema.model import Explained, Term

MATCHES = 3.0
"""The score from which a description is about a domain."""

WORDS_BETWEEN = 2

GENERAL = "user_profiles"
"""The domain that gives way to any other with the same score."""

Phrase: TypeAlias = tuple[str, ...]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Hint(_Data):
    """Phrases of which one is enough; how strongly it speaks for the domain."""

    weight: float = Field(gt=0, le=5)
    any: list[str] = Field(min_length=1)


class ExtraDriver(_Data):
    """What moves an extra column."""

    explained: Explained = "medium"
    by: list[Term] = Field(min_length=1)


class Extra(_Data):
    """A column that is made only when the user names it."""

    column: Column
    aliases: list[str] = Field(default_factory=list)
    entity: str | None = None
    driver: ExtraDriver | None = None


class Domain(_Data):
    """A ready schema, the words that ask for it and the other names of its columns."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    unit: str
    match: list[Hint] = Field(min_length=1)
    against: list[str] = Field(default_factory=list)
    aliases: dict[str, list[str]] = Field(default_factory=dict)
    data: Schema = Field(alias="schema")
    extras: list[Extra] = Field(default_factory=list)

    def with_extras(self) -> Schema:
        """The schema with every extra column in it."""
        entities = [_with_columns(entity, self.extras) for entity in self.data.entities]
        own = [extra.column for extra in self.extras if extra.entity is None]
        drivers = [
            Driver(column=extra.column.name, explained=extra.driver.explained, by=extra.driver.by)
            for extra in self.extras
            if extra.driver is not None
        ]
        return self.data.model_copy(
            update={
                "entities": entities,
                "columns": [*self.data.columns, *own],
                "drivers": [*self.data.drivers, *drivers],
            }
        )


def _with_columns(entity: Entity, extras: Sequence[Extra]) -> Entity:
    own = [extra.column for extra in extras if extra.entity == entity.name]
    return entity.model_copy(update={"columns": [*entity.columns, *own]})


@dataclass(frozen=True, slots=True)
class Card:
    """What tells a domain from others; its schema is read only where it is the one.

    hints: weight and phrases, as stems. against: phrases that speak against it, as stems.
    """

    name: str
    hints: tuple[tuple[float, tuple[Phrase, ...]], ...]
    against: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A domain and how strongly a description speaks for it."""

    name: str
    score: float


@lru_cache(maxsize=1)
def cards() -> tuple[Card, ...]:
    """The cards of all domains, by name."""
    files = sorted(file.name for file in _folder().iterdir() if file.name.endswith(".json"))
    return tuple(_card(json.loads((_folder() / name).read_text("utf-8"))) for name in files)


@lru_cache(maxsize=64)
def domain(name: str) -> Domain:
    """The domain of this name, whole. Raises pydantic.ValidationError."""
    return read_domain((_folder() / f"{name}.json").read_text("utf-8"))


def read_domain(text: str) -> Domain:
    """A domain from its file's text. Raises pydantic.ValidationError."""
    return _DOMAIN.validate_json(text)


_DOMAIN: TypeAdapter[Domain] = TypeAdapter(Domain)


def _folder() -> Traversable:
    return resources.files("rowsmith.planning") / "domains"


def _card(data: dict[str, Any]) -> Card:
    hints = tuple(
        (float(hint["weight"]), tuple(stems(phrase) for phrase in hint["any"]))
        for hint in data["match"]
    )
    return Card(data["name"], hints, tuple(stems(phrase) for phrase in data.get("against", ())))


@lru_cache(maxsize=64)
def ranked(description: str) -> tuple[Match, ...]:
    """The domains that a description may be about, best first; ties by name."""
    text = stems(description)
    there = frozenset(text)
    found = [Match(card.name, _score(card, text, there)) for card in cards()]
    good = [match for match in found if match.score >= MATCHES]
    return tuple(sorted(good, key=lambda match: (-match.score, match.name == GENERAL, match.name)))


def by_topic(description: str) -> str | None:
    """The domain that a single word asks for, where none is described: `education data`.

    The longest topic wins, then the one that stands first in the text.
    """
    text = [_singular(word) for word in words(description)]
    there = {card.name for card in cards()}
    best: tuple[int, int, str] | None = None
    for name, topics in vocabulary.topics().items():
        for topic in topics:
            phrase = [_singular(word) for word in words(topic)]
            found = find_phrase(phrase, text) if name in there else None
            if found is not None:
                candidate = (-(found[1] - found[0]), found[0], name)
                best = min(best, candidate) if best is not None else candidate
    return best[2] if best is not None else None


def is_topic_word(name: str, noun: str) -> bool:
    """Whether a noun's last word is one of those that stand for a domain."""
    last = words(noun)[-1:]
    topics = vocabulary.topics().get(name, ())
    return any([_singular(word) for word in words(topic)] == last for topic in topics)


@lru_cache(maxsize=64)
def vocabulary_of(name: str) -> frozenset[str]:
    """The stems of the phrases that speak for a domain."""
    card = next(card for card in cards() if card.name == name)
    topics = vocabulary.topics().get(name, ())
    phrases = [phrase for _, options in card.hints for phrase in options]
    return frozenset(stem for phrase in [*phrases, *map(stems, topics)] for stem in phrase)


def _singular(word: str) -> str:
    """`bookings` is `booking`, which is no `book`: topics are compared by whole words."""
    return word if word.endswith("ss") else word.removesuffix("s")


def _score(card: Card, text: Phrase, there: frozenset[str]) -> float:
    """there: the stems of `text`, since most phrases have one that it lacks."""
    score = sum(
        weight for weight, phrases in card.hints if any(_is_in(one, text, there) for one in phrases)
    )
    return score - 3 * sum(_is_in(phrase, text, there) for phrase in card.against)


def _is_in(phrase: Phrase, text: Phrase, there: frozenset[str]) -> bool:
    return there.issuperset(phrase) and find_phrase(phrase, text, gap=WORDS_BETWEEN) is not None


def plain(schema: Schema) -> dict[str, Any]:
    """A schema as the JSON that a caller would write: nothing that is left out."""
    return schema.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
