"""Turns a sampled column into strings, for the tests of texts."""

from __future__ import annotations

import numpy as np

from rowsmith.engine.streams import RowStream
from rowsmith.engine.text import TextSampler
from rowsmith.engine.text.library import library, style
from rowsmith.engine.values import CodeArray, Coded, FloatArray, Text


def strings(text: Text) -> list[str]:
    """The cells of `text`."""
    rows = [""] * text.size
    for part in text.parts:
        assert isinstance(part, Coded)
        cells = part.table.strings[part.codes]
        rows = [row + cell for row, cell in zip(rows, cells, strict=True)]
    return rows


def sampled(
    sampler: TextSampler,
    size: int,
    *,
    tone: FloatArray | float | None = None,
    codes: CodeArray | None = None,
    seed: int = 1,
    column: str = "text",
) -> list[str]:
    """`size` texts; one number as `tone` is that of every row."""
    return strings(
        sampler.sample(
            RowStream(seed, column, 0, size),
            about=RowStream(seed, "about", 0, size),
            tone=np.full(size, tone) if isinstance(tone, float) else tone,
            topic_codes=codes,
        )
    )


def topics(style_name: str) -> list[str]:
    """Words for every topic that a style knows, but for what is laid over others."""
    found = [library(name) for name in style(style_name).libraries]
    return [key.replace("_", " ") for one in found if not one.overlay for key in one.topics]
