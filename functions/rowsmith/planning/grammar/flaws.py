"""What is to be wrong on purpose, and how hard a target is: `typos`, `outliers`, `noisy`."""

from __future__ import annotations

from typing import Literal

from rowsmith.planning.grammar.lexicon import meaning, plain

Kind = Literal["duplicates", "outliers", "typos", "formats", "casing", "spaces", "other"]
Level = Literal["easy", "medium", "hard"]


def read_flaw(text: str) -> Kind:
    """The kind of flaw that `text` asks for; `other` where it is none that is known."""
    kind: Kind | None = meaning("flaws", plain(text))
    return kind or "other"


def read_difficulty(text: str) -> Level | None:
    """How hard `text` wants a target to be predicted; None where it does not say."""
    level: Level | None = meaning("difficulty", plain(text))
    return level
