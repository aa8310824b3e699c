"""The data files hold to their schema: what the code takes for granted when it reads them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

import rowsmith.engine.text as text_package
from rowsmith.engine.text.expand import expand
from rowsmith.engine.text.library import PLURAL, Topic, library, normalise, style
from rowsmith.engine.text.match import find
from rowsmith.schema.text_styles import TEXT_STYLES

DATA = Path(text_package.__file__).parent / "data"
LIBRARIES = sorted({name for key in TEXT_STYLES for name in style(key).libraries})

Fragment = Annotated[
    str, StringConstraints(min_length=1, max_length=160, pattern=r"^[^\x00-\x1f\"]*$", strict=True)
]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(/[12])?$")]
Level = Literal["worst", "bad", "mixed", "good", "best"]
Weight = Annotated[int, Field(ge=1, le=100, strict=True)]
Slot = Key | dict[Literal[""] | Key, Weight]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Aspect(Strict):
    name: Fragment | None = None
    names: Fragment | None = None
    good: list[Fragment] = Field(min_length=1)
    bad: list[Fragment] = Field(min_length=1)

    def model_post_init(self, _: Any) -> None:
        assert (self.name is None) != (self.names is None), "singular or plural, not both"


class TopicData(BaseModel):
    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[Key, list[Fragment]]
    words: list[Fragment] = []
    aspects: list[Aspect] = []


class GroupData(Strict):
    words: list[Fragment] = []
    topics: list[Key] = Field(min_length=1)
    others: Key | None = None
    lists: dict[Key, list[Fragment]] = {}


class LibraryData(Strict):
    overlay: bool = False
    lists: dict[Key, list[Fragment]] = {}
    groups: dict[Key, GroupData] = {}
    topics: dict[Key, TopicData] = Field(min_length=1)


class FormData(Strict):
    tone: list[Level] = ["worst", "bad", "mixed", "good", "best"]
    weight: Weight = 1
    needs: Key | None = None
    slots: list[Slot] = Field(min_length=1)


class StyleData(Strict):
    libraries: list[str] = Field(min_length=1)
    default: Key
    untold: dict[Level, Weight] = Field(min_length=1)
    unknown: list[Literal["thing", "topic"]] = []
    of_things: bool = False
    forms: list[FormData] = Field(min_length=1)


class LikeAnother(Strict):
    """A style with the forms of another one, without some of their slots."""

    like: str
    without: list[Key] = Field(min_length=1)


class Common(RootModel[dict[Key, list[Fragment]]]):
    pass


class Styles(RootModel[dict[str, StyleData | LikeAnother]]):
    pass


class Flag(Strict):
    """What texts are about where a column whose name has one of the stems is true, or false."""

    names: list[Fragment] = Field(min_length=1)
    true: Fragment
    false: Fragment

    def model_post_init(self, _: Any) -> None:
        assert self.true != self.false


class Flags(Strict):
    flags: list[Flag]


def read(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def library_data(name: str) -> LibraryData:
    return LibraryData.model_validate(read(name))


def test_every_file_is_of_its_schema_and_in_use() -> None:
    Common.model_validate(read("common"))
    Styles.model_validate(read("styles"))
    Flags.model_validate(read("flags"))
    for name in LIBRARIES:
        library_data(name)
    assert {path.stem for path in DATA.glob("*.json")} == {
        "common",
        "flags",
        "styles",
        *LIBRARIES,
    }


def test_styles_are_those_of_the_schema() -> None:
    assert set(read("styles")) == set(TEXT_STYLES)


@pytest.mark.parametrize("name", LIBRARIES)
def test_groups_list_topics_that_exist(name: str) -> None:
    data = library_data(name)
    for group in data.groups.values():
        assert {*group.topics, *([group.others] if group.others else ())} <= set(data.topics)


def test_what_a_flag_says_is_known_and_differs_where_it_is_not() -> None:
    for flag in Flags.model_validate(read("flags")).flags:
        for name in TEXT_STYLES:
            wanted = style(name)
            libraries = [library(key) for key in wanted.libraries]
            if "traits" in wanted.libraries:
                true, false = (find(word, libraries, wanted) for word in (flag.true, flag.false))
                assert true, (name, flag)
                assert false, (name, flag)
                assert true != false, (name, flag)


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_word_stands_for_one_topic_or_group_only(name: str) -> None:
    data = library_data(name)
    owners: dict[str, set[str]] = {}
    words = {key: group.words for key, group in data.groups.items()}
    words |= {key: topic.words for key, topic in data.topics.items()}
    for key, own in words.items():
        for word in (key.replace("_", " "), *own):
            owners.setdefault(normalise(word), set()).add(key)
    ambiguous = {word: keys for word, keys in owners.items() if len(keys) > 1}
    # A topic takes precedence over a group, on purpose; two of a kind are a mistake.
    for kind in (data.groups, data.topics):
        assert not {w: k for w, k in ambiguous.items() if len(k & set(kind)) > 1}


@pytest.mark.parametrize("name", LIBRARIES)
def test_topics_have_enough_aspects_for_two_halves(name: str) -> None:
    for key, topic in library_data(name).topics.items():
        assert not topic.aspects or len(topic.aspects) >= 4, key


def placeholders(templates: list[str]) -> set[str]:
    found = re.findall(r"\{(?:[aA]:)?(\w+)(?:/[12])?\}", " ".join(templates))
    return {name.lower() for name in found}


NUMBER_WORDS = {"is", "was", "has", "does", "s", "it", "them"}
GIVEN_BY_THE_USER = {"topic", "topic_title"}


def all_lists(topic: Topic) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for layer in reversed(topic.layers):
        found.update(layer)
    return found


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_topics_own_templates_can_all_be_filled(name: str) -> None:
    for topic in library(name).topics.values():
        for key, templates in topic.layers[0].items():
            for template in templates:
                alone = topic.with_lists({"probe": (template,)})
                assert expand(alone, "probe")[0], (topic.key, key, template)


@pytest.mark.parametrize("name", LIBRARIES)
def test_placeholders_name_lists_that_some_topic_has(name: str) -> None:
    known = set(NUMBER_WORDS | GIVEN_BY_THE_USER)
    used: set[str] = set()
    for topic in library(name).topics.values():
        lists = all_lists(topic)
        assert not NUMBER_WORDS & set(lists), "a list cannot be called like a number word"
        known |= {key.partition("/")[0].removesuffix(PLURAL) for key in lists}
        used |= placeholders([t for layer in topic.layers[:-1] for v in layer.values() for t in v])
    assert used <= known


def test_the_words_of_lorem_ipsum_are_nowhere() -> None:
    latin = re.compile(
        r"\b(lorem|ipsum|dolor|amet|consectetur|adipiscing|elit|sed|eiusmod|tempor|incididunt|"
        r"labore|magna|aliqua|veniam|nostrud|ullamco|laboris|nisi|aliquip|commodo|consequat)\b",
        re.IGNORECASE,
    )
    for path in DATA.glob("*.json"):
        assert not latin.search(path.read_text(encoding="utf-8")), path.name
