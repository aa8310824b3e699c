from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.engine.text.expand import expand, indefinite
from rowsmith.engine.text.library import Topic

WORDS = st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=6, unique=True)


def topic(**lists: tuple[str, ...]) -> Topic:
    return Topic("probe", ({name.replace("__", "/"): body for name, body in lists.items()},))


def strings(of: Topic, name: str) -> list[str]:
    return expand(of, name)[0]


def test_a_placeholder_stands_for_every_entry_of_its_list() -> None:
    assert strings(topic(line=("Nice {thing}.",), thing=("car", "bus")), "line") == [
        "Nice car.",
        "Nice bus.",
    ]


def test_lists_inside_lists_are_filled_too() -> None:
    found = strings(topic(line=("{what}!",), what=("{few} cars",), few=("two", "three")), "line")
    assert found == ["two cars!", "three cars!"]


def test_a_placeholder_used_twice_stands_for_the_same_entry() -> None:
    found = strings(topic(line=("{thing} after {thing}",), thing=("car", "bus")), "line")
    assert found == ["car after car", "bus after bus"]


def test_verbs_agree_with_the_number_of_the_first_placeholder() -> None:
    of = topic(
        line=("The {part} {is} old and need{s} work: replace {them}.",),
        part=("door",),
        part_plural=("windows",),
    )
    assert strings(of, "line") == [
        "The door is old and needs work: replace it.",
        "The windows are old and need work: replace them.",
    ]


def test_articles_and_capitals() -> None:
    of = topic(line=("{A:thing}, {a:thing}, {Thing}, {thing}",), thing=("old bus", "car"))
    assert strings(of, "line") == [
        "An old bus, an old bus, Old bus, old bus",
        "A car, a car, Car, car",
    ]


def test_a_template_whose_list_is_missing_is_left_out() -> None:
    assert strings(topic(line=("{gone}", "here")), "line") == ["here"]
    assert strings(topic(), "line") == []


def test_a_percent_sign_is_text() -> None:
    assert strings(topic(line=("{n}% off", "5% off"), n=("10",)), "line") == ["10% off", "5% off"]


@given(WORDS, WORDS)
def test_halves_share_nothing_and_make_up_the_whole(
    templates: list[str], things: list[str]
) -> None:
    of = topic(line=tuple(f"{t} {{thing/1}}" for t in templates), thing=tuple(things))
    first, second = strings(of, "line/1"), strings(of, "line/2")
    if len(templates) > 1:
        assert not set(first) & set(second)
        assert set(first) | set(second) == set(strings(of, "line"))


def test_halves_that_a_topic_names_are_taken_as_they_are() -> None:
    of = topic(line=("The {part}.",), part=("a", "b"), part__1=("a",), part__2=("b",))
    assert strings(of, "line/1") == ["The a."]
    assert strings(of, "line/2") == ["The b."]


def test_a_template_of_many_fillings_weighs_more_but_not_in_proportion() -> None:
    many = tuple(str(number) for number in range(100))
    _, weights = expand(topic(line=("{n}", "one"), n=many), "line")
    assert 9 <= sum(weights[:100]) / weights[100] <= 11


@pytest.mark.parametrize("word", ["apple", "hour", "umbrella", "8-inch pan", "MRI scan"])
def test_an_goes_before_the_sound_of_a_vowel(word: str) -> None:
    assert indefinite(word) == "an"


@pytest.mark.parametrize("word", ["car", "user", "unit", "one-way ticket", "USB hub"])
def test_a_goes_before_the_sound_of_a_consonant(word: str) -> None:
    assert indefinite(word) == "a"
