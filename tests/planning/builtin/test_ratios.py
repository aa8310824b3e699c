from __future__ import annotations

import pytest

from rowsmith.planning.builtin.ratios import spell_ratios


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("clay, sandy or loam with shares 40/35/25", "clay 40%, sandy 35%, loam 25%"),
        ("soil (clay, sandy, loam: 40/35/25)", "soil (clay 40%, sandy 35%, loam 25%)"),
        ("age, soil clay, sandy (60/40), city", "age, soil clay 60%, sandy 40%, city"),
        ("men and women 50/50", "men 50%, women 50%"),
        ("variants A and B split evenly", "variant (A, B)"),
        ("split evenly between A and B", "A 50%, B 50%"),
    ],
)
def test_spells_a_ratio_as_shares(text: str, spelled: str) -> None:
    assert spell_ratios(text) == spelled


@pytest.mark.parametrize(
    "text",
    ["a blood pressure of 120/80", "name, age, 1/2/2024", "free and pro 50/30", "evenly, A", ""],
)
def test_leaves_everything_else_alone(text: str) -> None:
    assert spell_ratios(text) == text
