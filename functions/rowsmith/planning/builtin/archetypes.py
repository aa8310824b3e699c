"""Archetypes: what a row usually holds by the noun for it, whatever the thing that it is about.

`hive inspections` and `lift inspections` share the date, the inspector, the condition and the
outcome. An archetype is a data file in the schema language with placeholders: `{thing}` and
`{row}` in names, `{Thing}` and `{things}` in words, `{CODE}` in the patterns of ids.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from rowsmith.planning.builtin.domains import Domain, read_domain
from rowsmith.planning.builtin.nouns import plural
from rowsmith.planning.builtin.things import Trait
from rowsmith.planning.builtin.words import snake_case, stems, words

Keys = dict[str, Any]

_LETTERS_OF_CODE = 3


@dataclass(frozen=True, slots=True)
class Archetype:
    """A kind of row.

    heads: nouns that tell it, in the singular. verbs: what is done to the thing, as stems.
    thing: what it is about where that is not said. text: its file.
    things: each row is one of the things themselves.
    """

    name: str
    heads: tuple[tuple[str, ...], ...]
    verbs: frozenset[str]
    thing: str
    things: bool
    text: str


@lru_cache(maxsize=1)
def archetypes() -> dict[str, Archetype]:
    """All archetypes by name."""
    found = {}
    for file in sorted(_folder().iterdir(), key=lambda one: one.name):
        if file.name.endswith(".json"):
            archetype = read_archetype(file.read_text("utf-8"))
            found[archetype.name] = archetype
    return found


def read_archetype(text: str) -> Archetype:
    """An archetype from its file's text."""
    data = json.loads(text)
    return Archetype(
        name=data["name"],
        heads=tuple(tuple(words(head)) for head in data["heads"]),
        verbs=frozenset(stem for verb in data.get("verbs", ()) for stem in stems(verb)),
        thing=data["thing"],
        things=bool(data.get("things")),
        text=text,
    )


def _folder() -> Traversable:
    return resources.files("rowsmith.planning") / "archetypes"


@lru_cache(maxsize=1)
def heads() -> dict[tuple[str, ...], str]:
    """The archetype that each noun for a row tells."""
    return {head: one.name for one in archetypes().values() for head in one.heads}


def filled(
    archetype: Archetype, thing: str | None, row: str, traits: Iterable[Trait] = ()
) -> Domain:
    """The archetype for a thing, with the columns that are known of such things.

    thing, row: the nouns in the singular. Raises pydantic.ValidationError.
    """
    noun = thing or archetype.thing
    text = archetype.text
    for placeholder, said in _said(noun, row).items():
        text = text.replace(placeholder, said)
    data = json.loads(text)
    for key in ("heads", "verbs", "thing", "things"):
        data.pop(key, None)
    data["match"] = [{"weight": 1, "any": [row]}]
    for trait in traits:
        _add_trait(data, trait, archetype, _as_name(noun))
    return read_domain(json.dumps(data))


def _said(noun: str, row: str) -> dict[str, str]:
    letters = "".join(letter for letter in noun.upper() if "A" <= letter <= "Z")
    return {
        "{thing}": _as_name(noun),
        "{row}": _as_name(row),
        "{Thing}": noun[:1].upper() + noun[1:],
        "{things}": plural(noun),
        "{Things}": plural(noun[:1].upper() + noun[1:]),
        "{rows}": plural(row),
        "{CODE}": letters[:_LETTERS_OF_CODE] or "ID",
    }


def _as_name(noun: str) -> str:
    """A noun as part of a column's name, which begins with a letter: `printer_3d`."""
    parts = snake_case(noun).split("_")
    if parts[0][:1].isdigit():
        parts = [*parts[1:], f"n{parts[0]}" if len(parts) == 1 else parts[0]]
    return "_".join(parts)


def _add_trait(data: Keys, trait: Trait, archetype: Archetype, noun: str) -> None:
    """Put the columns of a trait into an archetype, in the place of columns of the same name."""
    schema = data["schema"]
    entity = next((one for one in schema.get("entities", ()) if one["name"] == noun), None)
    for part in trait.columns:
        if part.only and archetype.name not in part.only:
            continue
        keys = dict(part.column)
        home = entity["columns"] if part.of_thing and entity is not None else schema["columns"]
        _put(schema, home, keys)
        data["aliases"].setdefault(keys["name"], []).extend(part.aliases)
        if part.pull and not (home is schema["columns"] and keys["kind"] == "formula"):
            _pull(schema, keys, part.pull)


def _put(schema: Keys, home: list[Keys], keys: Keys) -> None:
    groups = [schema["columns"], *(one["columns"] for one in schema.get("entities", ()))]
    for group in groups:
        for place, there in enumerate(group):
            if there["name"] == keys["name"]:
                group[place] = keys
                return
    labels = schema.get("labels", ())
    last = next((place for place, one in enumerate(home) if one["name"] in labels), len(home))
    home.insert(last, keys)


def _pull(schema: Keys, keys: Keys, weight: float) -> None:
    for label in schema.get("labels", ()):
        for driver in schema.get("drivers", ()):
            if driver["column"] == label and keys["name"] != label:
                driver["by"].append({"of": keys["name"], "weight": weight})
