"""Words that ascend, and the order of magnitude of prices in a currency."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


def scales() -> tuple[tuple[str, ...], ...]:
    """Words that ascend, in lower case: low, medium, high."""
    return tuple(tuple(scale) for scale in _data()["scales"])


def per_dollar(currency: str) -> float:
    """The order of magnitude of prices in a currency (ISO 4217), beside those in US dollars.

    1 for a currency of which nothing is known.
    """
    return float(_data()["per_dollar"].get(currency, 1))


@cache
def _data() -> dict[str, Any]:
    path = resources.files("rowsmith.planning.composing") / "scales.toml"
    return tomllib.loads(path.read_text("utf-8"))
