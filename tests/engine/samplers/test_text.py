"""`text`: agrees with its tone and topic columns."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from tests.engine.making import boolean, category, dataset, frame_of, number, schema_of


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


def share_of(frame: pd.DataFrame, said: str, where: pd.Series[bool]) -> float:
    """The share of the texts in some rows that say it."""
    return float(frame.loc[where, "text"].str.contains(said).mean())


@pytest.mark.parametrize("strength", [0.0, 0.5, 0.9, 1.0])
def test_words_follow_their_column_as_often_as_is_said(strength: float) -> None:
    values = ("quarry", "lagoon", "tundra")
    column = {
        "name": "zone",
        "kind": "category",
        "values": [{"value": v, "share": s} for v, s in zip(values, (60, 30, 10), strict=True)],
    }
    written = text("text", "support_message", topic="zone", strength=strength)
    frame = frame_of(column, written, rows=6_000)
    for value, share in zip(values, (0.6, 0.3, 0.1), strict=True):
        own = share_of(frame, value, frame["zone"] == value)
        assert own == pytest.approx(strength + (1 - strength) * share, abs=0.05)
        others = share_of(frame, value, frame["zone"] != value)
        assert others == pytest.approx((1 - strength) * share, abs=0.03)


def test_left_out_a_tone_and_a_label_are_followed_in_nine_of_ten_rows() -> None:
    column = category("zone", "quarry", "lagoon")
    written = text("text", "support_message", topic="zone")
    label = frame_of(column, written, rows=4_000, labels=["zone"])
    about = frame_of(column, written, rows=4_000)
    assert share_of(label, "quarry", label["zone"] == "quarry") == pytest.approx(0.95, abs=0.02)
    assert share_of(about, "quarry", about["zone"] == "quarry") == 1


def test_texts_of_a_row_stray_together() -> None:
    frame = frame_of(
        category("zone", "quarry", "lagoon"),
        text("text", "support_message", topic="zone", strength=0.7),
        text("other", "note", topic="zone", strength=0.7),
    )
    assert (frame["text"].str.contains("quarry") == frame["other"].str.contains("quarry")).all()


@pytest.mark.parametrize(
    ("flag", "style", "true", "false"),
    [
        (
            "is_spam",
            "message",
            "claim|loan|parcel|bank details",
            "dinner|train|keys|birthday",
        ),
        ("toxic", "comment", "idiot|stupid|clown|rubbish|fool|moron", "thank|point|agree|question"),
        (
            "urgent",
            "support_message",
            "urgent|immediately|emergency|blocked",
            "no hurry|no rush|minor",
        ),
        ("clickbait", "headline", "will not believe|trick|secrets|signs", "council|ministry|rail"),
        ("is_fake", "headline", "secret|shocking|leaked|proof", "officials|ministry|statistics"),
        ("sarcastic", "post", "oh great|yeah right|brilliant idea", "grateful|enjoyed|recommend"),
        ("returned", "review", "returned|sent it back|refund", "keeper|in use|second one"),
        ("churned", "feedback", "cancel|leaving|goodbye", "renewed|staying|extend"),
    ],
)
def test_a_flag_is_said_in_words_of_its_own(flag: str, style: str, true: str, false: str) -> None:
    frame = frame_of(boolean(flag), text("text", style, topic=flag), rows=800)
    frame["text"] = frame["text"].str.lower()
    for value, own, other in ((True, true, false), (False, false, true)):
        rows = frame[flag] == value
        assert share_of(frame, own, rows) > 0.08
        assert share_of(frame, own, rows) > 5 * share_of(frame, other, rows)


def test_two_words_for_yes_and_no_are_read_by_the_column_s_name() -> None:
    frame = frame_of(category("toxic", "1", "0"), text("text", "comment", topic="toxic"), rows=500)
    insults = "idiot|stupid|clown|rubbish|garbage|fool|moron|troll|loser|nonsense|trash|liar"
    assert share_of(frame, insults, frame["toxic"].astype(str) == "1") > 0.5
    assert share_of(frame, insults, frame["toxic"].astype(str) == "0") == 0


def test_values_that_no_library_knows_stand_in_the_words() -> None:
    for style in ("review", "comment", "support_message", "note", "post", "message", "sentence"):
        frame = frame_of(category("zone", "quarry", "lagoon"), text("text", style, topic="zone"))
        for value in ("quarry", "lagoon"):
            assert share_of(frame, value, frame["zone"] == value) == 1, style
            assert share_of(frame, value, frame["zone"] != value) == 0, style


def test_values_of_one_letter_are_spelled() -> None:
    frame = frame_of(category("grade", "A", "B", "C"), text("text", "note", topic="grade"))
    assert share_of(frame, "grade b as in bravo", frame["grade"] == "B") == 1


def test_a_rating_is_a_tone_whichever_key_names_it() -> None:
    by_topic = frame_of(RATING, text("review", "review", topic="rating", strength=1), rows=300)
    by_tone = frame_of(RATING, text("review", "review", tone="rating", strength=1), rows=300)
    for frame in (by_topic, by_tone):
        worst = frame.loc[frame["rating"] == "1", "review"]
        assert not worst.str.contains("love|perfect|excellent").any()


def test_two_columns_of_which_neither_is_a_tone_cannot_both_be_followed() -> None:
    made = dataset(
        schema_of(
            category("zone", "quarry", "lagoon"),
            category("team", "red", "blue"),
            text("text", "review", tone="team", topic="zone"),
        )
    )
    assert list(made.warnings) == ["text: its words cannot follow 'team'"]


def test_a_date_is_no_tone() -> None:
    with pytest.raises(Exception, match="a tone is a rating"):
        schema_of(
            {"name": "day", "kind": "datetime"}, text("text", "review", tone="day"), number("x")
        )
