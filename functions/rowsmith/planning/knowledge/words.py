"""Lists of words that tell something of names, as `words.txt` has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from rowsmith.planning.knowledge import notation

_FILE = "words.txt"


@lru_cache(maxsize=1)
def lists() -> Mapping[str, frozenset[str]]:
    """Every list by its name. Raises OutlineError."""
    text = (resources.files("rowsmith.planning.knowledge") / _FILE).read_text("utf-8")
    found: dict[str, frozenset[str]] = {}
    for block in notation.blocks(text, _FILE):
        for entry in notation.entries(block):
            name, _, said = entry.text.partition(":")
            words = frozenset(word.strip() for word in said.split(",") if word.strip())
            found[name] = found.get(name, frozenset()) | words
    return found
