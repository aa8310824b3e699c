"""Gender: how it is drawn, printed, and read from another column's words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.locales.names import FEMALE, MALE, OTHER
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import TextTable
from rowsmith.schema.kinds.person import GENDERS as GENDER_WORDS

GENDERS = TextTable.of(GENDER_WORDS)
FEMALE_SHARE = 0.505


@cache
def _words() -> dict[str, int]:
    """The gender that a word means."""
    loaded = json.loads((files(__package__) / "gender_words.json").read_text(encoding="utf-8"))
    return dict.fromkeys(loaded["male"], MALE) | dict.fromkeys(loaded["female"], FEMALE)


def gender_codes(words: Iterable[str]) -> NDArray[np.uint8]:
    """0 for a word that means male, 1 for female, 2 for any other; case does not matter."""
    meaning = _words()
    codes = [meaning.get(word.strip().casefold().rstrip("."), OTHER) for word in words]
    return np.array(codes, dtype=np.uint8)


def draw_gender(stream: Stream) -> NDArray[np.uint8]:
    """0 (male) or 1 (female) a row."""
    return (stream.uniform("gender") < FEMALE_SHARE).astype(np.uint8)
