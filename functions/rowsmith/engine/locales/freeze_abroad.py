"""Names in Latin letters of every locale that a country names, for people abroad.

Faker's names where they are Latin or can be transliterated; else those of `abroad.json`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.resources import files
from typing import Any

import numpy as np
from faker import Faker
from faker.decode import unidecode
from numpy.typing import NDArray

from rowsmith.engine.locales import FROZEN
from rowsmith.engine.locales.freeze_names import encode
from rowsmith.engine.locales.spelling import ascii_spellings
from rowsmith.schema.geography import countries

_DRAWS = 1_500
_KEPT = 160
"""So many names of each sort are kept, the commonest ones."""
_SEED = 20_061
_LATIN = 0x250
_LETTERS = str.maketrans({"ə": "e", "Ə": "E"})
_ARMENIAN = (("ow", "u"), ("rh", "r"), ("Ow", "U"))


def freeze_abroad() -> dict[str, NDArray[Any]]:
    """Arrays of all locales, one behind the other: names, weights for men and women, starts."""
    stated = json.loads((files(__package__) / "abroad.json").read_text(encoding="utf-8"))
    locales = [*sorted({one.locale for one in countries().values()} - set(FROZEN)), "ja_JP"]
    arrays: dict[str, NDArray[Any]] = {"locales": encode(locales)}
    for sort in ("first", "last"):
        names: list[str] = []
        weights: list[tuple[int, int]] = []
        starts = [0]
        for locale in locales:
            pair = _stated(stated[locale], sort) if locale in stated else _drawn(locale, sort)
            for name in sorted(pair[0] | pair[1]):
                names.append(name)
                weights.append((pair[0][name], pair[1][name]))
            starts.append(len(names))
        arrays[sort] = encode(names)
        arrays[f"{sort}_ascii"] = ascii_spellings(names, ())
        arrays[f"{sort}_weights"] = np.array(weights, dtype=np.uint16)
        arrays[f"{sort}_starts"] = np.array(starts, dtype=np.uint32)
    return arrays


def _stated(lists: dict[str, str], sort: str) -> tuple[Counter[str], Counter[str]]:
    if sort == "last":
        both = Counter(lists["last"].split())
        return both, both
    return Counter(lists["male"].split()), Counter(lists["female"].split())


def _drawn(locale: str, sort: str) -> tuple[Counter[str], Counter[str]]:
    faker = Faker(locale)
    faker.seed_instance(_SEED)
    romanised = "_romanized" if locale == "ja_JP" else ""
    pair = []
    for gender in ("male", "female"):
        name = f"{sort}{romanised}_name" + ("" if romanised and sort == "last" else f"_{gender}")
        if romanised and sort == "first":
            name = f"first_romanized_name_{gender}"
        draw = getattr(faker, name)
        counts = Counter(_latin(str(draw()), locale) for _ in range(_DRAWS))
        counts.pop("", None)
        pair.append(Counter(dict(counts.most_common(_KEPT))))
    return pair[0], pair[1]


def _latin(name: str, locale: str) -> str:
    text = name.translate(_LETTERS)
    if all(ord(letter) < _LATIN for letter in text):
        return text
    text = unidecode(text).strip()
    if locale.startswith("zh"):
        text = text.replace(" ", "").lower()
    for old, new in _ARMENIAN if locale == "hy_AM" else ():
        text = text.replace(old, new)
    text = re.sub(r"[^A-Za-z -]", "", text)
    return " ".join(part[:1].upper() + part[1:] for part in text.split())
