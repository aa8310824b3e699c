from __future__ import annotations

import pytest

from rowsmith.planning.builtin.nouns import plural, singular


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("categories", "category"),
        ("boxes", "box"),
        ("classes", "class"),
        ("plans", "plan"),
        ("matches", "match"),
    ],
)
def test_knows_one_and_several(several: str, one: str) -> None:
    assert singular(several) == one
    assert plural(one) == several


@pytest.mark.parametrize(("several", "one"), [("people", "person"), ("wolves", "wolf")])
def test_knows_the_irregular(several: str, one: str) -> None:
    assert singular(several) == one


@pytest.mark.parametrize("noun", ["status", "glass", "diagnosis", "hive"])
def test_a_singular_stays(noun: str) -> None:
    assert singular(noun) == noun
