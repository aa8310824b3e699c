"""Descriptions that no data is made for: private data of real persons, contempt of groups."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from rowsmith.errors import NotUnderstood


def check_harmless(description: str) -> None:
    """Raises NotUnderstood where a description asks for what is not made."""
    for message, patterns in _refusals():
        if any(pattern.search(description) for pattern in patterns):
            raise NotUnderstood(message, understood=[], not_understood=[description[:200]])


@cache
def _refusals() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """What is answered, and the patterns that it is answered to."""
    path = files("rowsmith.planning.grammar").joinpath("harmful.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        (
            kind["message"],
            tuple(re.compile(one, re.IGNORECASE | re.DOTALL) for one in kind["patterns"]),
        )
        for kind in data.values()
    )
