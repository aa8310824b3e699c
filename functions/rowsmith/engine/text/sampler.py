"""Draws a column of texts: one part per slot of its style, each a code into a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    lookup_of,
)
from rowsmith.engine.text.library import LEVELS, style
from rowsmith.engine.text.match import Value, topics_of_values, topics_of_word
from rowsmith.engine.values import BoolArray, CodeArray, Coded, FloatArray, Text

LANGUAGE_WARNING = "texts are in English, whatever the locale"
"""What to tell the user of a text column in a locale whose language is not English."""


_STRAY_BITS = 16
"""Bits of a draw that say whether a row's words stray, and about which value then."""


@dataclass(frozen=True)
class Following:
    """How a text follows a column.

    strength: the share of rows whose words are of the column's value; the others draw one.
    shares: the weight of each value (of a tone: of the five levels) in the draw; None for as
        the style has them.
    """

    strength: float = 1.0
    shares: tuple[float, ...] | None = None


ALWAYS = Following()


def level_of(tone: FloatArray) -> U16Array:
    """The number of the level of each tone from 0 (worst) to 1 (best); the nearest."""
    return np.rint(np.clip(tone, 0, 1) * (len(LEVELS) - 1)).astype(np.uint16)


class TextSampler:
    """Samples texts of one style.

    style: one of `rowsmith.schema.text_styles.TEXT_STYLES`; KeyError for another.
    topic: a word that says what the texts are about ("laptop", "billing"), or None.
    topic_values: the values of the column that says so row by row, or None; it takes
        precedence over `topic`.
    hint: words of the dataset ("hotel bookings") that decide where the topic does not;
        unlike a topic, a hint that is not known is never inserted into the text.
    tone, follows: how the words follow the tone and the topic of their row. A row that
        strays from one by its strength strays from all of that strength or less, and so do
        the other texts of the row.
    """

    def __init__(
        self,
        style: str,
        *,
        topic: str | None = None,
        topic_values: Sequence[str | Value] | None = None,
        hint: str | None = None,
        tone: Following = ALWAYS,
        follows: Following = ALWAYS,
    ) -> None:
        values = None
        if topic_values is not None:
            values = tuple(Value(v) if isinstance(v, str) else v for v in topic_values)
        self.composition = _composition(style, topic, values, hint)
        self.tone, self.follows = tone, follows
        self._stray_levels = self.composition.untold
        if tone.shares is not None:
            self._stray_levels = lookup_of(tone.shares, CHOICE_BITS).astype(np.uint16)

    @property
    def stray_levels(self) -> FloatArray:
        """float64[5]: the share of each level of tone where the words stray."""
        levels = self._stray_levels
        shares: FloatArray = np.bincount(levels, minlength=len(LEVELS)) / len(levels)
        return shares

    @property
    def stray_topics(self) -> FloatArray:
        """float64[values]: the share of each value of the topic where the words stray."""
        shares = np.array(self.follows.shares or (1.0,) * len(self.composition.topics))
        whole: FloatArray = shares / shares.sum()
        return whole

    @property
    def topic_mixes(self) -> FloatArray:
        """float64[values, topics]: how the topics of each value share its texts."""
        table = self.composition.topics
        found: FloatArray = np.zeros((len(table), int(table.max()) + 1))
        for value, choices in enumerate(table):
            np.add.at(found[value], choices, 1 / len(choices))
        return found

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
        composition = self.composition
        draws = self._draws(about, tone, topic_codes)
        topics = _topics(composition, about, self._of_values(draws, topic_codes))
        levels = self._levels(about, draws, tone)
        fields = _Fields(stream)
        forms = fields.take(FORM_BITS)
        segments = composition.segments[topics * np.uint16(len(LEVELS)) + levels, forms]
        parts = tuple(_part(slot, segments, fields) for slot in composition.slots)
        return Text(parts, stream.size)

    def _draws(
        self, about: Stream, tone: FloatArray | None, codes: CodeArray | None
    ) -> U64Array | None:
        """The draws that say which rows stray; None where none can."""
        toned = tone is not None and self.tone.strength < 1
        followed = codes is not None and self.follows.strength < 1
        return about.bits("follows") if toned or followed else None

    def _of_values(self, draws: U64Array | None, codes: CodeArray | None) -> CodeArray | None:
        """The topic's value of each row: its own, or where the words stray one by its share."""
        if codes is None or draws is None or self.follows.strength >= 1:
            return codes
        shares = self.follows.shares or (1.0,) * len(self.composition.topics)
        drawn = (draws >> np.uint64(64 - 2 * _STRAY_BITS)) & np.uint64((1 << _STRAY_BITS) - 1)
        return np.where(
            _strays(draws, self.follows.strength), lookup_of(shares, _STRAY_BITS)[drawn], codes
        )

    def _levels(self, about: Stream, draws: U64Array | None, tone: FloatArray | None) -> U16Array:
        if tone is None:
            drawn: U16Array = self.composition.untold[
                about.bits("tone") >> np.uint64(64 - CHOICE_BITS)
            ]
            return drawn
        untold = np.isnan(tone)
        some = bool(untold.any())
        levels = level_of(np.where(untold, 0.0, tone) if some else tone)
        if draws is not None:
            strays = np.flatnonzero(_strays(draws, self.tone.strength))
            picks = draws[strays] >> np.uint64(64 - 2 * _STRAY_BITS - CHOICE_BITS)
            levels[strays] = self._stray_levels[picks & np.uint64((1 << CHOICE_BITS) - 1)]
        if some:
            picks = about.bits("tone") >> np.uint64(64 - CHOICE_BITS)
            levels[untold] = self.composition.untold[picks[untold]]
        return levels


def _strays(draws: U64Array, strength: float) -> BoolArray:
    """Which rows' words do not follow a column: 1 - `strength` of them."""
    strays: BoolArray = draws >> np.uint64(64 - _STRAY_BITS) >= np.uint64(
        round(strength * (1 << _STRAY_BITS))
    )
    return strays


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
    name: str, topic: str | None, values: tuple[Value, ...] | None, hint: str | None
) -> Composition:
    wanted = style(name)
    if values is None:
        mixes = [topics_of_word(topic, wanted, hint)]
    else:
        mixes = topics_of_values(values, wanted, hint)
    return compose(wanted, mixes)
