"""What a column is called that is never named, by its values: men and women are of a sex."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

IMPLIED_NAMES = Path(__file__).with_name("implied.toml")
"""For each name the values that people name without it, from the corpus."""
_NO_NAME = "group"


def implied_name(values: Sequence[str]) -> str:
    """The name of a column with these values, `group` if they tell nothing."""
    votes = Counter(name for value in values for name in _names().get(value.casefold(), ()))
    return max(votes, key=lambda name: votes[name]) if votes else _NO_NAME


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """For each value the names of its columns, the likeliest first."""
    found: dict[str, tuple[str, ...]] = {}
    for name, values in tomllib.loads(IMPLIED_NAMES.read_text(encoding="utf-8")).items():
        for value in values:
            found[value] = (*found.get(value, ()), name)
    return found
