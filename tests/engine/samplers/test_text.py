"""`text`: agrees with its tone and topic columns."""

from __future__ import annotations

from typing import Any

from tests.engine.making import boolean, category, dataset, frame_of, schema_of


def text(name: str, style: str, **keys: Any) -> dict[str, Any]:
    return {"name": name, "kind": "text", "style": style, **keys}


RATING = category("rating", "1", "2", "3", "4", "5", ordered=True)


def test_reviews_differ_and_follow_the_rating() -> None:
    frame = frame_of(RATING, text("review", "review", tone="rating"), rows=4_000)
    bad = " ".join(frame.loc[frame["rating"] == "1", "review"]).lower()
    good = " ".join(frame.loc[frame["rating"] == "5", "review"]).lower()
    assert frame["review"].nunique() > 3_500
    for word in ("disappoint", "waste", "poor", "broke"):
        assert bad.count(word) >= good.count(word)
    for word in ("excellent", "perfect", "love"):
        assert good.count(word) > bad.count(word)


def test_titles_and_bodies_share_their_topic() -> None:
    departments = category("department", "Books", "Electronics")
    frame = frame_of(departments, text("product", "product_name", topic="department"), rows=2_000)
    names = frame.groupby("department")["product"].agg(set)
    assert not names["Books"] & names["Electronics"]


def test_a_topic_of_the_column_s_own_name_is_a_word_and_no_circle() -> None:
    titles = frame_of(text("castle", "title", topic="castle"), rows=200)["castle"]
    assert titles.str.contains("Castle").mean() > 0.5


def test_no_lorem_ipsum() -> None:
    for style in ("review", "comment", "description", "support_message", "post", "sentence"):
        cells = frame_of(text("t", style), rows=300)["t"]
        assert not cells.str.lower().str.contains("lorem|ipsum|dolor sit").any()
        assert (cells.str.len() > 0).all()


def test_a_locale_of_another_language_is_told() -> None:
    made = dataset(schema_of(text("t", "review")), 10, locale="de_DE")
    assert any("English" in warning for warning in made.warnings)


def test_true_is_bad_where_the_column_says_so() -> None:
    frame = frame_of(
        boolean("satisfied"),
        boolean("returned"),
        text("praise", "review", tone="satisfied"),
        text("reason", "review", tone="returned"),
        rows=1_500,
    )
    for column, tone, bad in (("praise", "satisfied", False), ("reason", "returned", True)):
        words = frame.groupby(tone)[column].agg(" ".join).str.lower()
        assert words[bad].count("disappoint") > words[not bad].count("disappoint")
