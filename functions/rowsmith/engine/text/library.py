"""The vocabulary of texts: libraries of topics, and styles that say how texts are built.

Everything is read from `data/*.json` on first use and kept. A topic is a bag of named lists
of templates ("thing", "praise", "problem"); a list that the topic lacks is looked for in its
group ("electronics"), its library ("products"), then in `common.json`. The schema of the files
is in `tests/engine/text/test_data.py`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeAlias

Lists: TypeAlias = Mapping[str, tuple[str, ...]]

LEVELS = ("worst", "bad", "mixed", "good", "best")
"""The five levels of tone, from the lowest to the highest."""

PLURAL = "_plural"
"""What marks the companion list of a list: its entries take a plural verb."""

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, eq=False)
class Topic:
    """What a text can be about, with everything that can be said of it.

    `layers` are searched in order: the topic's own lists, its group's, its library's,
    the common ones.
    """

    key: str
    layers: tuple[Lists, ...]

    def find(self, name: str) -> tuple[str, ...] | None:
        """The list called `name` in the nearest layer that has it."""
        for layer in self.layers:
            if name in layer:
                return layer[name]
        return None

    def with_lists(self, lists: Lists) -> Topic:
        """This topic with `lists` in front of its own."""
        return Topic(self.key + repr(sorted(lists.items())), (lists, *self.layers))


@dataclass(frozen=True)
class Library:
    """Topics of one field; `words` maps a normalised phrase to the keys of its topics.

    kinds: from a group's phrase ("grocery") to the topic of things that the group does not name.
    overlay: its topics are laid over others: what is said of a thing, not a thing.
    """

    topics: Mapping[str, Topic]
    words: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, str]
    overlay: bool = False


@dataclass(frozen=True)
class Form:
    """One way to build a text: per slot, the lists to draw from with their weights."""

    levels: tuple[int, ...]
    weight: int
    needs: str | None
    slots: tuple[tuple[tuple[str, int], ...], ...]


@dataclass(frozen=True)
class Style:
    """How texts of a style are built, and where their topics are looked up.

    `untold` are the weights of the five levels where no column gives the tone;
    `unknown` names the lists that a topic word which no library knows is put into.
    of_things: a phrase means its head alone: a laptop stand is no laptop.
    """

    libraries: tuple[str, ...]
    default: str
    untold: tuple[int, ...]
    unknown: tuple[str, ...]
    of_things: bool
    forms: tuple[Form, ...] = field(repr=False)

    @cached_property
    def overlaid(self) -> frozenset[str]:
        """The topics that are laid over the one that a text is about."""
        libraries = map(library, self.libraries)
        return frozenset(key for found in libraries if found.overlay for key in found.topics)


@cache
def style(name: str) -> Style:
    """The style called `name`. Raises KeyError where there is none.

    One that is like another has its forms without some of their slots.
    """
    spec = _read("styles")[name]
    if "like" in spec:
        spec = {**_read("styles")[spec["like"]], "without": spec["without"]}
    return Style(
        libraries=tuple(spec["libraries"]),
        default=spec["default"],
        untold=tuple(spec["untold"].get(level, 0) for level in LEVELS),
        unknown=tuple(spec.get("unknown", ())),
        of_things=spec.get("of_things", False),
        forms=tuple(_form(form, spec.get("without", ())) for form in spec["forms"]),
    )


@cache
def library(name: str) -> Library:
    """The library called `name`."""
    spec = _read(name)
    below = (_lists(spec.get("lists", {})), _common())
    shared = {
        key: (_lists(group["lists"]),)
        for group in spec.get("groups", {}).values()
        if "lists" in group
        for key in (*group["topics"], *([group["others"]] if "others" in group else ()))
    }
    topics = {
        key: Topic(key, (_lists(body), *shared.get(key, ()), *below))
        for key, body in spec["topics"].items()
    }
    words = {
        normalise(noun): (key,)
        for key, body in spec["topics"].items()
        for noun in (*body.get("noun", ()), *body.get("named", ()))
    }
    kinds: dict[str, str] = {}
    for key, group in spec.get("groups", {}).items():
        for word in (key.replace("_", " "), *group["words"]):
            words[normalise(word)] = tuple(group["topics"])
            if "others" in group:
                kinds[normalise(word)] = group["others"]
    for key, body in spec["topics"].items():
        for word in (key.replace("_", " "), *body.get("words", ())):
            words[normalise(word)] = (key,)
    return Library(topics, words, kinds, spec.get("overlay", False))


def normalise(phrase: str) -> str:
    """Lower-case words without punctuation, in the singular: how phrases are compared."""
    letters = "".join(c if c.isalnum() else " " for c in phrase.lower().replace("'", ""))
    return " ".join(singular(word) for word in letters.split())


def singular(word: str) -> str:
    """The singular of an English noun in lower case; close enough to compare words."""
    if len(word) < 4 or word.endswith(("ss", "us", "is", "series", "news")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word.removesuffix("s")


@cache
def vague_words() -> frozenset[str]:
    """Words of a category that say nothing about its topic ("other", "none")."""
    return frozenset(_common()["vague"])


@cache
def weak_words() -> frozenset[str]:
    """Normalised words of a dataset's title that go with any field ("customer")."""
    return frozenset(map(normalise, _common()["weak"]))


@cache
def prepositions() -> frozenset[str]:
    """Normalised words behind which a noun phrase says more of its head."""
    return frozenset(map(normalise, _common()["preposition"]))


def spelled(value: str) -> str:
    """A single letter or digit as it is said: "A as in alpha", "three"; else `value`."""
    letter = value.lower()
    if len(letter) == 1 and "a" <= letter <= "z":
        return f"{value} as in {_common()['letter'][ord(letter) - ord('a')]}"
    return _common()["digit"][int(value)] if letter in "0123456789" and letter else value


@cache
def flag_of(name: str) -> tuple[str, str] | None:
    """What texts are about where a column of this name is true, and where it is not."""
    words = normalise(name).split()
    for flag in _read("flags")["flags"]:
        if any(word.startswith(stem) for word in words for stem in flag["names"]):
            return flag["true"], flag["false"]
    return None


@cache
def _common() -> Lists:
    return _lists(_read("common"))


@cache
def _read(name: str) -> Any:
    return json.loads((_DATA / f"{name}.json").read_bytes())


def _lists(body: Mapping[str, Any]) -> Lists:
    lists = {
        name: tuple(entries) for name, entries in body.items() if name not in ("words", "aspects")
    }
    if "aspects" in body:
        lists.update(_aspect_lists(body["aspects"]))
    return lists


def _aspect_lists(aspects: list[dict[str, Any]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Lists of aspects and of what is said of them, whole and in two halves.

    The halves `/1` and `/2` share no aspect, so that two sentences of a text, drawn from one
    half each, can neither repeat nor contradict each other.
    """
    for suffix, part in (("", aspects), ("/1", aspects[0::2]), ("/2", aspects[1::2])):
        yield f"aspect{suffix}", tuple(a["name"] for a in part if "name" in a)
        yield f"aspect{PLURAL}{suffix}", tuple(a["names"] for a in part if "names" in a)
        yield f"praise{suffix}", tuple(line for a in part for line in a["good"])
        yield f"complaint{suffix}", tuple(line for a in part for line in a["bad"])


def _form(spec: dict[str, Any], without: Collection[str]) -> Form:
    return Form(
        levels=tuple(LEVELS.index(level) for level in spec.get("tone", LEVELS)),
        weight=spec.get("weight", 1),
        needs=spec.get("needs"),
        slots=tuple(
            ((slot, 1),) if isinstance(slot, str) else tuple(slot.items())
            for slot in spec["slots"]
            if slot not in without
        ),
    )
