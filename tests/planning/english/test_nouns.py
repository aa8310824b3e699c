"""Nouns in the singular and the plural."""

from __future__ import annotations

import pytest

from rowsmith.planning.english.nouns import is_plural, plural, singular


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("hives", "hive"),
        ("matches", "match"),
        ("ferries", "ferry"),
        ("people", "person"),
        ("buses", "bus"),
        ("shoes", "shoe"),
        ("movies", "movie"),
        ("parking tickets", "parking ticket"),
        ("series", "series"),
        ("analyses", "analysis"),
    ],
)
def test_both_forms_lead_to_each_other(many: str, one: str) -> None:
    assert singular(many) == one
    assert singular(one) == one
    assert plural(one) == many


@pytest.mark.parametrize("noun", ["status", "news", "glass", "texas", "data", "gps", "tennis"])
def test_what_only_looks_like_a_plural_stays(noun: str) -> None:
    assert singular(noun) == noun
    assert not is_plural(noun)
