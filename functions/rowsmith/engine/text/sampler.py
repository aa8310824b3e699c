"""Draws a column of texts: one part per slot of its style, each a code into a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from rowsmith.engine.streams import Stream, U64Array
from rowsmith.engine.text.compose import (
    CHOICE_BITS,
    FORM_BITS,
    Composition,
    Slot,
    U16Array,
    compose,
)
from rowsmith.engine.text.library import LEVELS, style
from rowsmith.engine.text.match import topics_of_values, topics_of_word
from rowsmith.engine.values import CodeArray, Coded, FloatArray, Text

LANGUAGE_WARNING = "texts are in English, whatever the locale"
"""What to tell the user of a text column in a locale whose language is not English."""


class TextSampler:
    """Samples texts of one style.

    style: one of `rowsmith.schema.text_styles.TEXT_STYLES`; KeyError for another.
    topic: a word that says what the texts are about ("laptop", "billing"), or None.
    topic_values: the values of the category column that says so row by row, or None;
        it takes precedence over `topic`.
    hint: words of the dataset ("hotel bookings") that decide where the topic does not;
        unlike a topic, a hint that is not known is never inserted into the text.
    """

    def __init__(
        self,
        style: str,
        *,
        topic: str | None = None,
        topic_values: Sequence[str] | None = None,
        hint: str | None = None,
    ) -> None:
        values = None if topic_values is None else tuple(topic_values)
        self._composition = _composition(style, topic, values, hint)

    def sample(
        self,
        stream: Stream,
        *,
        about: Stream,
        tone: FloatArray | None = None,
        topic_codes: CodeArray | None = None,
    ) -> Text:
        """`stream.size` texts.

        about: the draws that text columns of one row share, from a stream of the same size
            named by their topic instead of by the column, so that a review's title, its body
            and the product's name are about the same thing and in the same mood.
        tone: per row from 0 (worst) to 1 (best); NaN, or None for the column, is unknown.
        topic_codes: per row the code into `topic_values`; required exactly where those are.
        """
        composition = self._composition
        topics = _topics(composition, about, topic_codes)
        levels = _levels(composition, about, tone)
        fields = _Fields(stream)
        forms = fields.take(FORM_BITS)
        segments = composition.segments[topics * np.uint16(len(LEVELS)) + levels, forms]
        parts = tuple(_part(slot, segments, fields) for slot in composition.slots)
        return Text(parts, stream.size)


def _part(slot: Slot, segments: U16Array, fields: _Fields) -> Coded:
    return Coded(slot.lookup[slot.rows[segments], fields.take(slot.bits)], slot.table)


def _topics(composition: Composition, about: Stream, codes: CodeArray | None) -> U16Array:
    table = composition.topics
    rows = np.zeros(1, dtype=np.int64) if codes is None else codes
    topics: U16Array
    if (table == table[:, :1]).all():
        topics = np.ascontiguousarray(table[:, 0])[rows]
    else:
        topics = table[rows, about.bits("topic") >> np.uint64(64 - CHOICE_BITS)]
    return topics


def _levels(composition: Composition, about: Stream, tone: FloatArray | None) -> U16Array:
    known = np.zeros(about.size, dtype=bool) if tone is None else ~np.isnan(tone)
    levels = np.zeros(about.size, dtype=np.uint16)
    if tone is not None:
        levels[known] = np.rint(np.clip(tone[known], 0, 1) * (len(LEVELS) - 1))
    if not known.all():
        picks = about.bits("tone") >> np.uint64(64 - CHOICE_BITS)
        levels[~known] = composition.untold[picks[~known]]
    return levels


class _Fields:
    """Splits 64-bit draws into fields of a few bits each, drawing as many as are needed."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._words = 0
        self._left = 0
        self._word: U64Array

    def take(self, bits: int) -> U64Array:
        """The next `bits` bits of every row."""
        if bits > self._left:
            self._word = self._stream.bits(f"text {self._words}")
            self._words += 1
            self._left = 64
        self._left -= bits
        return (self._word >> np.uint64(self._left)) & np.uint64((1 << bits) - 1)


@lru_cache(maxsize=64)
def _composition(
    name: str, topic: str | None, values: tuple[str, ...] | None, hint: str | None
) -> Composition:
    wanted = style(name)
    if values is None:
        mixes = [topics_of_word(topic, wanted, hint)]
    else:
        mixes = topics_of_values(values, wanted, hint)
    return compose(wanted, mixes)
