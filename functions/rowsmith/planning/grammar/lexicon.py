"""The words that values are written in, from `words.toml` and `meanings.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _data(name: str) -> dict[str, dict[str, Any]]:
    text = files("rowsmith.planning.grammar").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def section(name: str, file: str = "words.toml") -> dict[str, Any]:
    """A table of a file: what each word stands for."""
    return _data(file)[name]


@cache
def patterns(name: str, key: str) -> tuple[re.Pattern[str], ...]:
    """The patterns under a key of a table of `meanings.toml`."""
    return tuple(re.compile(pattern) for pattern in section(name, "meanings.toml")[key])


def meaning(name: str, text: str) -> Any:
    """The first key of a table of `meanings.toml` of whose patterns one is found in `text`."""
    for key in section(name, "meanings.toml"):
        if any(pattern.search(text) for pattern in patterns(name, key)):
            return key
    return None


def word_list(name: str, key: str = "words") -> tuple[str, ...]:
    """A list of words of `words.toml`."""
    return tuple(section(name)[key])


def is_form_of_data(said: str) -> bool:
    """Whether words name a form of data and not what it is about: `time series`."""
    return plain(said).replace("-", " ") in word_list("forms_of_data")


def any_of(words: Iterable[str]) -> str:
    """A pattern of these texts as they stand, the longest first; blanks match any blanks."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def plain(text: str) -> str:
    """`text` in lower case with plain signs and single blanks, for looking up; offsets change."""
    return " ".join(text.translate(_SIGNS).lower().split())


_SIGNS = str.maketrans(
    {
        "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-", "‑": "-",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ",
    }
)  # fmt: skip
"""Each sign becomes one sign: offsets stay with this table alone."""


def plain_signs(text: str) -> str:
    """`text` with plain quotes, dashes and blanks; every offset stays."""
    return text.translate(_SIGNS)
