"""A style and its topics compiled to tables: what a block of texts is drawn from.

A row first gets a topic, then, by topic and tone, a form; both together are its segment.
Every slot of the style then has one table of strings and, per segment, a lookup of codes
in proportion to their weights, so that a slot costs two gathers a row. A slot that the
segment's form does not use holds the empty string.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.text.expand import expand
from rowsmith.engine.text.library import LEVELS, Form, Style, Topic
from rowsmith.engine.values import TextTable

FORM_BITS: Final = 6
CHOICE_BITS: Final = 8
"""Bits of a draw that choose the form, and the topic among several or the untold level."""

_MAX_SLOT_BITS = 14
_GLUED = (",", ".", "!", "?", ";", ":", ")", "'", "-")

U16Array = NDArray[np.uint16]


@dataclass(frozen=True)
class Slot:
    """A part of every text: `lookup[rows[segment], bits]` is a code into `table`."""

    table: TextTable
    rows: U16Array
    lookup: U16Array
    bits: int


@dataclass(frozen=True)
class Composition:
    """`topics[mix, bits]` is a topic, `segments[topic * 5 + level, bits]` a segment."""

    topics: U16Array
    segments: U16Array
    untold: U16Array
    slots: tuple[Slot, ...]


def compose(style: Style, mixes: Sequence[tuple[Topic, ...]]) -> Composition:
    """Compile `style` for `mixes`: the topics that each value of the topic column stands for."""
    topics = list({topic.key: topic for mix in mixes for topic in mix}.values())
    index = {topic.key: number for number, topic in enumerate(topics)}
    builder = _Builder(style)
    segments = np.empty((len(topics) * len(LEVELS), 1 << FORM_BITS), dtype=np.uint16)
    for topic_number, topic in enumerate(topics):
        for level in range(len(LEVELS)):
            numbers, weights = builder.segments(topic, level)
            row = topic_number * len(LEVELS) + level
            segments[row] = np.array(numbers)[_lookup(weights, FORM_BITS)]
    return Composition(
        topics=np.array(
            [
                np.array([index[topic.key] for topic in mix])[_lookup([1] * len(mix), CHOICE_BITS)]
                for mix in mixes
            ],
            dtype=np.uint16,
        ),
        segments=segments,
        untold=_lookup(style.untold, CHOICE_BITS),
        slots=builder.slots(),
    )


class _Builder:
    def __init__(self, style: Style) -> None:
        self._style = style
        self._strings: dict[tuple[str, str], tuple[list[str], list[int]]] = {}
        width = max(len(form.slots) for form in style.forms)
        self._slots = [_SlotBuilder(style, position) for position in range(width)]
        self._segments: dict[tuple[str, int], int] = {}

    def segments(self, topic: Topic, level: int) -> tuple[list[int], list[int]]:
        """The segments of the forms that `topic` can fill at `level`, and their weights.

        Raises LookupError where there is none: the data files are incomplete.
        """
        forms = [
            (number, form)
            for number, form in enumerate(self._style.forms)
            if level in form.levels and self._fits(topic, form)
        ]
        special = [(number, form) for number, form in forms if form.needs]
        forms = special or forms
        if not forms:
            raise LookupError(f"no form for topic {topic.key!r} at tone {LEVELS[level]!r}")
        numbers = [self._segment(topic, number, form) for number, form in forms]
        return numbers, [form.weight for _, form in forms]

    def slots(self) -> tuple[Slot, ...]:
        return tuple(slot.build() for slot in self._slots)

    def _segment(self, topic: Topic, number: int, form: Form) -> int:
        key = (topic.key, number)
        if key not in self._segments:
            self._segments[key] = len(self._segments)
            for slot, alternatives in zip(self._slots, form.slots, strict=False):
                slot.add(topic, [(self._pool(topic, name), w) for name, w in alternatives])
            for slot in self._slots[len(form.slots) :]:
                slot.skip()
        return self._segments[key]

    def _fits(self, topic: Topic, form: Form) -> bool:
        if form.needs and topic.find(form.needs) is None:
            return False
        return all(
            any(not name or self._pool(topic, name)[0] for name, _ in alternatives)
            for alternatives in form.slots
        )

    def _pool(self, topic: Topic, name: str) -> tuple[list[str], list[int]]:
        if not name:
            return [""], [1]
        key = (topic.key, name)
        if key not in self._strings:
            self._strings[key] = expand(topic, name)
        return self._strings[key]


class _SlotBuilder:
    """Collects one slot's strings and lookups while the segments come in."""

    def __init__(self, style: Style, position: int) -> None:
        self._sentences = style.sentences
        self._position = position
        self._codes: dict[str, int] = {"": 0}
        self._pools: list[tuple[list[int], list[int]]] = [([0], [1])]
        self._rows: list[int] = []
        self._known: dict[tuple[int, ...], int] = {}

    def skip(self) -> None:
        self._rows.append(0)

    def add(
        self, topic: Topic, alternatives: list[tuple[tuple[list[str], list[int]], int]]
    ) -> None:
        del topic
        codes: list[int] = []
        weights: list[int] = []
        for (strings, string_weights), weight in alternatives:
            if strings:
                total = sum(string_weights)
                codes += [self._code(string) for string in strings]
                weights += [weight * 1_000_000_000 * w // total for w in string_weights]
        key = (*codes, *weights)
        if key not in self._known:
            self._known[key] = len(self._pools)
            self._pools.append((codes, weights))
        self._rows.append(self._known[key])

    def build(self) -> Slot:
        longest = max(len(codes) for codes, _ in self._pools)
        bits = min(max((4 * longest - 1).bit_length(), 6), _MAX_SLOT_BITS)
        lookup = np.stack(
            [
                np.array(codes, dtype=np.uint16)[_lookup(weights, bits)]
                for codes, weights in self._pools
            ]
        )
        return Slot(TextTable.of(self._codes), np.array(self._rows, dtype=np.uint16), lookup, bits)

    def _code(self, string: str) -> int:
        if string:
            if self._sentences or not self._position:
                string = string[0].upper() + string[1:]
            if self._position and not string.startswith(_GLUED):
                string = " " + string
        return self._codes.setdefault(string, len(self._codes))


def _lookup(weights: Sequence[int], bits: int) -> U16Array:
    """Indices of `weights` in proportion to them, as a table of 2**bits entries."""
    cumulated = np.cumsum(np.array(weights, dtype=np.int64))
    points = (2 * np.arange(1 << bits, dtype=np.int64) + 1) * cumulated[-1] >> (bits + 1)
    return np.searchsorted(cumulated, points, side="right").astype(np.uint16)
