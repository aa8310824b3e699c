from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.engine.text.library import library, normalise, singular, style
from rowsmith.engine.text.match import Value, find, topics_of_values, topics_of_word
from rowsmith.schema.text_styles import TEXT_STYLES


def keys(word: str | None, style_name: str, hint: str | None = None) -> list[str]:
    return [
        topic.key.split("{")[0].split("[")[0]
        for topic in topics_of_word(word, style(style_name), hint)
    ]


@pytest.mark.parametrize(
    ("word", "style_name", "expected"),
    [
        ("laptop", "review", "laptop"),
        ("Laptops", "review", "laptop"),
        ("airline reviews", "review", "airline"),
        ("Billing inquiry", "support_message", "billing"),
        ("Technical issue", "support_message", "technical"),
        ("Refund request", "support_message", "refund"),
        ("Shipping & Delivery", "support_message", "shipping_issue"),
        ("Engineering", "job_title", "software_job"),
        ("Human Resources", "job_title", "hr_job"),
        ("Computer Science", "course_name", "computer_science"),
        ("Movies", "title", "movie"),
        ("SPAM", "message", "spam_message"),
        ("food delivery", "review", "food_delivery"),
        ("medical visits", "note", "clinical_note"),
        ("credit-card fraud", "note", "fraud_note"),
    ],
)
def test_words_find_their_topic(word: str, style_name: str, expected: str) -> None:
    assert keys(word, style_name) == [expected]


@pytest.mark.parametrize(
    ("word", "includes"),
    [
        ("Home & Kitchen", {"cookware", "bedding"}),
        ("Electronics", {"laptop", "headphones"}),
        ("Sports and Outdoors", {"tent", "ball"}),
        ("Clothing", {"shirt", "shoes"}),
    ],
)
def test_departments_stand_for_several_topics(word: str, includes: set[str]) -> None:
    assert includes <= {topic.key for topic in topics_of_word(word, style("product_name"), None)}


@pytest.mark.parametrize(
    ("product", "topic", "thing"),
    [
        ("Stainless Steel Water Bottle", "drinkware", "water bottle"),
        ("Novelty Mug", "drinkware", "mug"),
        ("Wine Glass", "drinkware", "wine glass"),
        ("Adjustable Laptop Stand", "stand_item", "laptop stand"),
        ("Walnut Coat Rack", "stand_item", "coat rack"),
        ("Phone Case with Card Holder", "case_item", "phone case"),
        ("Camera Bag", "case_item", "camera bag"),
        ("Gym Bag", "case_item", "gym bag"),
        ("Keyboard Cover", "case_item", "keyboard cover"),
        ("Children's Picture Book", "picture_book", "picture book"),
        ("Vegetarian Cookbook", "guide_book", "cookbook"),
        ("Travel Guide to Rome", "guide_book", "travel guide"),
        ("Cast Iron Skillet", "cookware", "skillet"),
        ("Pizza Cutter", "utensil_item", "pizza cutter"),
        ("Coffee Grinder", "utensil_item", "coffee grinder"),
        ("Tea Infuser", "utensil_item", "tea infuser"),
        ("Coffee Table", "table", "coffee table"),
        ("Argan Oil Shampoo", "shampoo", "shampoo"),
        ("Dog Bed", "pet_bed", "dog bed"),
        ("Hotel Bathrobe", "garment_item", "bathrobe"),
        ("Beach Towel", "bedding", "towel"),
        ("Toy Car", "doll", "toy car"),
        ("Tablet for Kids", "tablet", "tablet"),
        ("Restaurant Table Lamp", "lamp", "table lamp"),
        ("Wireless Charging Pad", "computer_accessory", "charging pad"),
        ("Movie Poster", "product", "movie poster"),
        ("Guitar Strap", "product", "guitar strap"),
        ("Chocolate Fountain", "product", "chocolate fountain"),
        ("Bike Pump", "product", "bike pump"),
        ("Garden Gnome", "product", "garden gnome"),
    ],
)
@pytest.mark.parametrize("style_name", ["review", "description"])
def test_a_product_is_what_the_head_of_its_name_says(
    product: str, topic: str, thing: str, style_name: str
) -> None:
    (found,) = topics_of_word(product, style(style_name), None)
    assert found.key.startswith(topic)
    assert thing in (found.find("thing") or ())


def test_a_thing_that_no_library_knows_is_of_its_kind() -> None:
    values = [Value("Quince Relish", kind="Grocery", thing=True), Value("Zibeline", thing=True)]
    relish, other = (mix[0] for mix in topics_of_values(values, style("description"), None))
    assert relish.key.startswith("food_item")
    assert other.key.startswith("product")
    assert relish.find("thing") == ("quince relish",)


def test_coordinated_kinds_have_a_head_each() -> None:
    assert keys("mittens & belts", "review") == ["garment_item"]
    assert keys("paper and laptops", "review") == ["laptop"]


def test_what_is_said_of_a_thing_counts_alone() -> None:
    assert keys("Toxic", "comment") == ["service"]
    (topic,) = topics_of_word("Toxic", style("comment"), None)
    assert topic.find("said")
    (battery,) = topics_of_word("low battery", style("support_message"), None)
    assert battery.find("said") is None


def test_the_hint_decides_where_the_word_does_not() -> None:
    assert keys(None, "review", "Hotel bookings hospitality") == ["hotel"]
    assert keys("laptop", "review", "Hotel bookings") == ["laptop"]
    assert keys(None, "review", None) == ["product"]
    assert keys(None, "review", "zzz qqq") == ["product"]


@pytest.mark.parametrize(
    ("hint", "style_name", "expected"),
    [
        ("Telecom customer churn telecom", "review", "telecom"),
        ("Customer churn telecom", "review", "telecom"),
        ("Restaurant orders food", "review", "restaurant"),
        ("Airbnb listings real estate", "review", "vacation_rental"),
        ("Airline passenger satisfaction", "support_message", "airline_issue"),
        ("Credit card fraud transactions finance", "note", "fraud_note"),
        ("Employee performance reviews", "feedback", "employee"),
        ("Used car listings", "title", "used_car_title"),
        ("Customer orders", "review", "service"),
    ],
)
def test_a_datasets_title_tells_what_its_texts_are_about(
    hint: str, style_name: str, expected: str
) -> None:
    assert keys(None, style_name, hint) == [expected]


def test_an_unknown_word_becomes_the_thing_of_the_text() -> None:
    (topic,) = topics_of_word("Drones", style("review"), None)
    assert topic.find("thing") == ("drone",)


@pytest.mark.parametrize("word", ["other", "Misc", "N/A", "42", "", "  ", "whittling", "x" * 60])
def test_words_that_are_no_things_are_not_called_one(word: str) -> None:
    (topic,) = topics_of_word(word, style("review"), None)
    assert topic.find("thing") == ("product", "item")


def test_acronyms_keep_their_capitals() -> None:
    (topic,) = topics_of_word("GPU quotas", style("support_message"), None)
    assert topic.find("topic") == ("GPU quotas",)
    assert topic.find("topic_title") == ("GPU Quotas",)


def test_a_kind_of_thing_narrows_its_topic() -> None:
    (topic,) = topics_of_word("Keyboards", style("product_name"), None)
    assert topic.find("thing") == ("keyboard",)
    assert all("Keyboard" in article for article in topic.find("article") or ())


def test_values_are_matched_one_by_one() -> None:
    mixes = topics_of_values(
        [Value("Billing"), Value("Gift cards"), Value("Other")], style("support_message"), None
    )
    assert [mix[0].find("topic") for mix in mixes] == [None, ("gift cards",), None]
    assert mixes[0][0].key == "billing"


def test_only_so_many_unknown_values_stand_in_the_texts() -> None:
    values = [Value(f"Quux {chr(97 + n // 26)}{chr(97 + n % 26)}zz") for n in range(200)]
    mixes = topics_of_values(values, style("support_message"), None)
    assert sum(mix[0].find("topic") is not None for mix in mixes) == 50


@pytest.mark.parametrize("style_name", TEXT_STYLES)
def test_a_topic_is_found_by_its_own_words(style_name: str) -> None:
    libraries = [library(name) for name in style(style_name).libraries]
    for key in libraries[0].topics:
        found = find(key.replace("_", " "), libraries[:1], style(style_name))
        assert found is not None
        assert found[0].key.startswith(key)


@given(st.text(max_size=80))
def test_any_text_is_a_topic_word(word: str) -> None:
    assert topics_of_word(word, style("support_message"), word)
    assert topics_of_values([Value(word)], style("product_name"), None)


def test_phrases_compare_without_case_number_and_punctuation() -> None:
    assert normalise("Men's  Shoes & Bags!") == "men shoe bag"
    words = ("batteries", "watches", "boxes", "glass", "news", "bus", "cars")
    assert [singular(word) for word in words] == [
        "battery",
        "watch",
        "box",
        "glass",
        "news",
        "bus",
        "car",
    ]
