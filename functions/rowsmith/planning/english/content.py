"""Words that mean something for a dataset, and those that do not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def content_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word of `text` stands that means something, in order.

    Articles and the like, courtesy, words that lead to a statement (`average`, `columns`), whole
    phrases of purpose and of format mean nothing. Parts of `snake_case` are words.
    """
    silent = [match.span() for pattern in _phrases() for match in pattern.finditer(text)]
    for match in _WORD.finditer(text):
        start, end = match.span()
        if any(first <= start and end <= last for first, last in silent):
            continue
        word = match.group().lower().replace("’", "'")
        if word not in _words() and not (len(word) == 1 and word.isalpha()):
            yield start, end


def is_english(text: str) -> bool:
    """Whether a word of `text` is one that English alone has, of those that wishes use."""
    return not _ENGLISH.isdisjoint(word.lower() for word in _WORD.findall(text))


_ENGLISH = frozenset(
    [
        "with",
        "and",
        "of",
        "the",
        "for",
        "including",
        "each",
        "every",
        "columns",
        "fields",
        "rows",
        "data",
        "dataset",
        "whether",
        "between",
        "who",
        "where",
        "which",
        "should",
        "from",
        "a",
        "an",
    ]
)


@cache
def _data() -> dict[str, list[str]]:
    path = files("rowsmith.planning.english").joinpath("content.toml")
    data: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return data


@cache
def _words() -> frozenset[str]:
    data = _data()
    return frozenset(word for key, words in data.items() if key != "phrases" for word in words)


@cache
def _phrases() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(phrase, re.IGNORECASE) for phrase in _data()["phrases"])
