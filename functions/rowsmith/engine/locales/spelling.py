"""How a name is spelt in an e-mail address: letters a to z only, never none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from rowsmith.engine.values import BytesArray

if TYPE_CHECKING:
    from faker import Faker

_NOT_A_LETTER = re.compile(r"[^a-z]")


def ascii_spellings(names: Iterable[str], replacements: Iterable[tuple[str, str]]) -> BytesArray:
    """The names in lower-case ASCII letters, the locale's replacements first (ä to ae).

    Other scripts are transliterated with Faker's table. A name of no letter becomes `x`.
    """
    from faker.decode import unidecode

    pairs = tuple(replacements)
    spellings = []
    for name in names:
        text = name
        for letter, replacement in pairs:
            text = text.replace(letter, replacement)
        spellings.append(_NOT_A_LETTER.sub("", unidecode(text).lower()) or "x")
    return np.array(spellings, dtype=bytes)


def provider(faker: Faker, topic: str) -> Any:
    """The locale's provider of a topic: person, internet, job, ...

    Raises KeyError for a topic that Faker does not have.
    """
    modules = {type(found).__module__.split(".")[2]: found for found in faker.get_providers()}
    return modules[topic]
