from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from rowsmith.engine.text.compose import Composition, compose
from rowsmith.engine.text.library import Form, Style, Topic

EVERY_LEVEL = (0, 1, 2, 3, 4)


def form(*slots: str | dict[str, int], weight: int = 1, needs: str | None = None) -> Form:
    return Form(
        levels=EVERY_LEVEL,
        weight=weight,
        needs=needs,
        slots=tuple(((s, 1),) if isinstance(s, str) else tuple(s.items()) for s in slots),
    )


def style(*forms: Form) -> Style:
    return Style(("products",), "product", (0, 0, 1, 0, 0), (), False, forms)


def topic(**lists: tuple[str, ...]) -> Topic:
    return Topic("probe", (lists,))


def shares(composition: Composition, level: int = 2, of: int = 0) -> dict[str, float]:
    """Every text that topic `of` can give at `level`, with its probability."""
    found: dict[str, float] = defaultdict(float)
    segments = composition.segments[of * 5 + level]
    for segment in segments:
        texts = {"": 1.0}
        for slot in composition.slots:
            codes, counts = np.unique(slot.lookup[slot.rows[segment]], return_counts=True)
            entries = slot.table.strings[codes]
            texts = {
                text + entry: share * count / counts.sum()
                for text, share in texts.items()
                for entry, count in zip(entries, counts, strict=True)
            }
        for text, share in texts.items():
            found[text] += share / len(segments)
    return dict(found)


def test_parts_are_joined_by_a_space_and_the_first_is_capitalised() -> None:
    built = compose(style(form("a", "b", "c")), [(topic(a=("one",), b=("two",), c=(", three",)),)])
    assert shares(built) == {"One two, three": 1.0}


def test_forms_and_alternatives_come_in_proportion_to_their_weights() -> None:
    built = compose(
        style(form("a", weight=3), form("b", {"c": 3, "": 1})),
        [(topic(a=("A",), b=("B",), c=("c", "d")),)],
    )
    expected = {"A": 0.75, "B c": 0.09375, "B d": 0.09375, "B": 0.0625}
    assert shares(built) == pytest.approx(expected, abs=0.01)


def test_a_form_that_a_topic_cannot_fill_is_not_used() -> None:
    built = compose(
        style(form("a"), form("a", "gone"), form({"a": 1, "gone": 5})), [(topic(a=("A",)),)]
    )
    assert shares(built) == {"A": 1.0}


def test_a_form_that_needs_a_list_goes_before_all_others() -> None:
    wanted = style(form("a", weight=50), form("b", needs="special"))
    assert shares(compose(wanted, [(topic(a=("A",), b=("B",)),)])) == {"A": 1.0}
    assert shares(compose(wanted, [(topic(a=("A",), b=("B",), special=("x",)),)])) == {"B": 1.0}


def test_a_form_is_used_at_its_levels_only() -> None:
    low = Form((0, 1), 1, None, ((("a", 1),),))
    high = Form((2, 3, 4), 1, None, ((("b", 1),),))
    built = compose(style(low, high), [(topic(a=("A",), b=("B",)),)])
    assert [shares(built, level) for level in EVERY_LEVEL] == [{"A": 1.0}] * 2 + [{"B": 1.0}] * 3


def test_a_topic_that_no_form_fits_is_an_error_of_the_data() -> None:
    with pytest.raises(LookupError, match="no form for topic 'probe'"):
        compose(style(form("gone")), [(topic(a=("A",)),)])


def test_topics_of_a_mix_come_equally_often() -> None:
    first, second = Topic("first", ({"a": ("A",)},)), Topic("second", ({"a": ("B",)},))
    built = compose(style(form("a")), [(first, second), (second,)])
    assert np.bincount(built.topics[0]).tolist() == [128, 128]
    assert set(built.topics[1]) == {1}
    assert [shares(built, of=of) for of in (0, 1)] == [{"A": 1.0}, {"B": 1.0}]


def test_every_string_of_a_large_list_can_come() -> None:
    many = tuple(f"N{number}" for number in range(3000))
    built = compose(style(form("a")), [(topic(a=many),)])
    assert set(shares(built)) == set(many)
