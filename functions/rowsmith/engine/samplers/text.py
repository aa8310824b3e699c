"""`text`: short texts that agree with a tone column and are about a topic."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

import numpy as np

from rowsmith.engine.arrays import numbers, single
from rowsmith.engine.block import Block
from rowsmith.engine.samplers.base import Context
from rowsmith.engine.text.sampler import LANGUAGE_WARNING
from rowsmith.engine.text.sampler import TextSampler as Texts
from rowsmith.engine.values import Booleans, FloatArray, Text, Values
from rowsmith.schema.columns import CategoryColumn, Column, LookupColumn, NumberColumn, TextColumn


class TextSampler:
    """Texts of one style."""

    def __init__(self, column: TextColumn, context: Context) -> None:
        self._name = column.name
        by_name = {other.name: other for _, other in context.schema.subjects()}
        others = by_name.keys() - {column.name}
        self._topic_column = column.topic if column.topic in others else None
        topic_values = None
        if self._topic_column is not None:
            topic_values = list(context.types[self._topic_column].values) or None
            self._topic_column = self._topic_column if topic_values else None
        self._topic_positions = {value: n for n, value in enumerate(topic_values or ())}
        self._texts = Texts(
            column.style,
            topic=None if topic_values else column.topic,
            topic_values=topic_values,
            hint=f"{context.schema.title} {context.schema.domain}".strip() or None,
        )
        self._about = f"about {context.subject} {column.topic or ''}"
        self._tone = _Tone(by_name[column.tone], context) if column.tone in by_name else None
        if not context.locale.startswith("en"):
            context.warn(LANGUAGE_WARNING)

    def sample(self, block: Block) -> Values:
        """One text a row."""
        return self._texts.sample(
            block.streams(self._name),
            about=block.streams(self._about),
            tone=None if self._tone is None else self._tone(block),
            topic_codes=None if self._topic_column is None else self._topics(block),
        )

    def _topics(self, block: Block) -> np.ndarray:
        values = block.values[self._topic_column or ""]
        if not isinstance(values, Text):
            return np.zeros(block.size, dtype=np.int64)
        coded = single(values)
        of_entry = [
            self._topic_positions.get(s.lstrip("'"), 0) for s in coded.table.strings.tolist()
        ]
        return np.array(of_entry, dtype=np.int64)[coded.codes]


class _Tone:
    """Reads a tone column as a number from 0 (worst) to 1 (best)."""

    def __init__(self, column: Column, context: Context) -> None:
        self._name = column.name
        self._low, self._high = _limits(column, context)
        self._of_word = _word_tones(column)
        self._is_bad = _is_bad_news(column.name)

    def __call__(self, block: Block) -> FloatArray:
        values = block.values[self._name]
        if isinstance(values, Text) and self._of_word:
            coded = single(values)
            tones = [self._of_word.get(s.lstrip("'"), np.nan) for s in coded.table.strings.tolist()]
            tone = np.array(tones)[coded.codes]
            return tone if values.missing is None else np.where(values.missing, np.nan, tone)
        if isinstance(values, Booleans):
            good: FloatArray = (values.values != self._is_bad).astype(np.float64)
            return good if values.missing is None else np.where(values.missing, np.nan, good)
        spread = max(self._high - self._low, 1e-9)
        return np.clip((numbers(values) - self._low) / spread, 0.0, 1.0)


def _limits(column: Column, context: Context) -> tuple[float, float]:
    """The ends of a rating's scale."""
    if isinstance(column, NumberColumn):
        low = column.min if isinstance(column.min, int | float) else 0.0
        if isinstance(column.max, int | float):
            return low, column.max
        return low, (column.mean or 0.0) + 2 * (column.sd or 1.0)
    if (
        isinstance(column, CategoryColumn | LookupColumn)
        and context.types[column.name].numeric_text
    ):
        scale = [float(value) for value in context.types[column.name].values]
        return min(scale), max(scale)
    return 0.0, 1.0


def _word_tones(column: Column) -> dict[str, float]:
    """The tone of each level of a category of words: its position, or what the word says."""
    if not isinstance(column, CategoryColumn):
        return {}
    values = column.level_values
    if column.ordered and len(values) > 1:
        return {value: n / (len(values) - 1) for n, value in enumerate(values)}
    known = _known_tones()["levels"]
    return {value: known[value.lower()] for value in values if value.lower() in known}


def _is_bad_news(name: str) -> bool:
    """Whether true is bad in a column of this name: `is_fraud`, `returned`, `churned`."""
    words = name.lower().replace("-", "_").split("_")
    return any(word.startswith(bad) for word in words for bad in _known_tones()["bad_news"])


@cache
def _known_tones() -> dict[str, dict[str, float]]:
    data = json.loads((files(__package__) / "tone_words.json").read_text(encoding="utf-8"))
    levels = {word: float(tone) for tone, words in data["levels"].items() for word in words}
    return {"levels": levels, "bad_news": dict.fromkeys(data["bad_news"], 0.0)}
