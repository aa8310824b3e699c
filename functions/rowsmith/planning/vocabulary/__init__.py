"""What fields are usually called and what they hold: data files, and their models."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from rowsmith.schema import Column, Table

Unit = Literal["money", "percent", "count", "date", "year"]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Country(_Data):
    """A country, its locale and the words that name it."""

    code: str
    locale: str
    names: list[str]
    people: list[str]

    def plain_words(self) -> list[str]:
        """Every word that names it, in lower case."""
        return [*self.names, *self.people]


class Currency(_Data):
    """A currency; `per_dollar` is the order of magnitude of prices, not a rate of exchange."""

    code: str
    per_dollar: float = Field(gt=0)
    names: list[str]


class Context(_Data):
    """Keys of the column that differ where the description has one of `words`."""

    words: list[str] = Field(min_length=1)
    set: dict[str, Any]


class Pull(_Data):
    """A concept that moves another, with the sign and strength of its weight.

    value: for a category, the value that pulls.
    """

    of: str
    weight: float = 1.0
    value: str | None = None


class Concept(_Data):
    """A field that people ask for, what they call it and the column that it is.

    names: other names, most usual first; the concept's own name is one of them.
    column: keys of a column in the schema language, without its name.
    contexts: what differs by what the data is about; the first that fits.
    subject: it belongs to a person or thing that may repeat across rows.
    label: it is usually what is predicted.
    driven_by: what moves it where the dataset has it; `explained` how much.
    """

    names: list[str] = Field(default_factory=list)
    column: dict[str, Any]
    contexts: list[Context] = Field(default_factory=list)
    unit: Unit | None = None
    subject: bool = False
    label: bool = False
    explained: Literal["easy", "medium", "hard"] = "medium"
    driven_by: list[Pull] = Field(default_factory=list)


class Ending(_Data):
    """How a field with an unknown name is read by its last (or first) word.

    all: words that it must have, wherever they stand.
    """

    all: list[str] = Field(default_factory=list)
    last: list[str] = Field(default_factory=list)
    first: list[str] = Field(default_factory=list)
    column: dict[str, Any]
    unit: Unit | None = None


class Owners(_Data):
    """Nouns before a field.

    persons: whose field it is (`customer age`). generic: words too general to tell what a
    longer name means by its end (`soil type` is not any type).
    modifiers: words that change no meaning (`median income`, `current salary`).
    """

    persons: list[str]
    generic: list[str]
    modifiers: list[str]


class Nouns(_Data):
    """Nouns as they stand in what a row is called.

    forms: words for the file (`sheet`). no_things: words before a noun that name no thing.
    no_roles: plurals such as `towers`, which are nobody. alike: singulars with an s.
    irregular: the singular of a plural.
    """

    forms: frozenset[str]
    no_things: frozenset[str]
    no_roles: frozenset[str]
    alike: frozenset[str]
    irregular: dict[str, str]


class Adjective(_Data):
    """Words such as `older`, the concepts that they compare and which way."""

    words: list[str]
    concepts: list[str]
    sign: float


class Verb(_Data):
    """Verbs such as `earn`, and the likely names of what they count, best first."""

    verbs: list[str] = Field(min_length=1)
    nouns: list[str] = Field(min_length=1)


class Values(_Data):
    """Values of their own.

    states: words that are a status before they are anything else. proper_names: invented
    names, for things of a kind: `Ashford Castle`.
    """

    states: list[str] = Field(min_length=1)
    proper_names: list[str] = Field(min_length=1)


def _read(name: str, form: Any) -> Any:
    text = (resources.files("rowsmith.planning.vocabulary") / name).read_text("utf-8")
    return TypeAdapter(form).validate_json(text)


@lru_cache(maxsize=1)
def cities() -> dict[str, str]:
    """The country code of a large city, by its name in lower case."""
    found = _read("cities.json", dict[str, list[str]])
    return {name.lower(): code for code, names in found.items() for name in names}


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """The countries whose people and places can be made."""
    return tuple(_read("countries.json", list[Country]))


@lru_cache(maxsize=1)
def currencies() -> tuple[Currency, ...]:
    """The currencies that a description may name."""
    return tuple(_read("currencies.json", list[Currency]))


@lru_cache(maxsize=1)
def concepts() -> dict[str, Concept]:
    """Every field concept by name, of all `fields_*.json`."""
    found: dict[str, Concept] = {}
    folder = resources.files("rowsmith.planning.vocabulary")
    for file in sorted(entry.name for entry in folder.iterdir()):
        if file.startswith("fields_") and file.endswith(".json"):
            found.update(_read(file, dict[str, Concept]))
    return found


@lru_cache(maxsize=1)
def endings() -> tuple[Ending, ...]:
    """How unknown fields are read by their shape, most telling first."""
    return tuple(_read("endings.json", list[Ending]))


@lru_cache(maxsize=1)
def owners() -> Owners:
    """Words that stand before a field's name."""
    found: Owners = _read("owners.json", Owners)
    return found


@lru_cache(maxsize=1)
def nouns() -> Nouns:
    """What to leave out of a phrase for what a row is."""
    found: Nouns = _read("nouns.json", Nouns)
    return found


@lru_cache(maxsize=1)
def opposites() -> dict[str, tuple[str, ...]]:
    """Words for the no of a yes-or-no concept, or of one of several, the likeliest first."""
    found = _read("opposites.json", dict[str, str | list[str]])
    return {word: (of,) if isinstance(of, str) else tuple(of) for word, of in found.items()}


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """What short words in headers stand for: `dt` is a date."""
    return dict(_read("abbreviations.json", dict[str, str]))


@lru_cache(maxsize=1)
def units() -> frozenset[str]:
    """Units that stand at the end of a header: `weight_kg`."""
    return frozenset(_read("units.json", list[str]))


@lru_cache(maxsize=1)
def outcomes() -> dict[str, str]:
    """What a row is of which a rate is the share: `converted` for `conversion`."""
    return dict(_read("outcomes.json", dict[str, str]))


@lru_cache(maxsize=1)
def topics() -> dict[str, tuple[str, ...]]:
    """Single words that stand for a domain where nothing more is said, by domain."""
    return {
        name: tuple(words) for name, words in _read("topics.json", dict[str, list[str]]).items()
    }


@lru_cache(maxsize=1)
def questions() -> dict[str, str]:
    """What an indirect question asks for: `how old` is an age."""
    return dict(_read("questions.json", dict[str, str]))


@lru_cache(maxsize=1)
def deeds() -> dict[str, str]:
    """The field that people choose in what they do: who pays has a payment method."""
    return dict(_read("deeds.json", dict[str, str]))


@lru_cache(maxsize=1)
def adjectives() -> tuple[Adjective, ...]:
    """Adjectives that compare."""
    return tuple(_read("adjectives.json", list[Adjective]))


@lru_cache(maxsize=1)
def verbs() -> tuple[Verb, ...]:
    """Verbs that compare: who earns more has a higher salary."""
    return tuple(_read("verbs.json", list[Verb]))


@lru_cache(maxsize=1)
def values() -> Values:
    """Values of their own."""
    found: Values = _read("values.json", Values)
    return found


@lru_cache(maxsize=1)
def scales() -> tuple[tuple[str, ...], ...]:
    """Words that ascend: low, medium, high."""
    return tuple(tuple(scale) for scale in _read("scales.json", list[list[str]]))


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """Constants that belong together, by name."""
    return {table.name: table for table in _read("tables.json", list[Table])}


def column_of(keys: dict[str, Any], name: str) -> Column:
    """The column that a concept's keys make. Raises pydantic.ValidationError."""
    return _COLUMN.validate_python({"name": name, **keys})


_COLUMN: TypeAdapter[Column] = TypeAdapter(Column)
