from __future__ import annotations

import pytest

from rowsmith.planning.builtin.said import id_pattern


@pytest.mark.parametrize(
    ("example", "pattern"),
    [
        ("INV-00001", "INV-#####"),
        ("AB-1234", "AB-####"),
        ("PT-2024-001", "PT-2024-###"),
        ("X#?", "X#?"),
    ],
)
def test_makes_a_pattern_of_an_example(example: str, pattern: str) -> None:
    assert id_pattern(example) == pattern
