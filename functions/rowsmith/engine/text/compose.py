"""A style and its topics compiled to tables: what a block of texts is drawn from.

A row first gets a topic, then, by topic and tone, a form; both together are its segment.
Every slot of the style then has one table of strings and, per segment, a lookup of codes
in proportion to their weights, so that a slot costs two gathers a row. A slot that the
segment's form does not use holds the empty string.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.text.expand import expand, fillings, templates
from rowsmith.engine.text.library import LEVELS, Form, Style, Topic
from rowsmith.engine.values import TextTable

FORM_BITS: Final = 6
CHOICE_BITS: Final = 8
"""Bits of a draw that choose the form, and the topic among several or the untold level."""

_MIN_SLOT_BITS = 6
_MAX_SLOT_BITS = 14
_WHOLE = 1_000_000_000
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
            segments[row] = np.array(numbers)[lookup_of(weights, FORM_BITS)]
    return Composition(
        topics=np.array(
            [
                np.array([index[topic.key] for topic in mix])[
                    lookup_of([1] * len(mix), CHOICE_BITS)
                ]
                for mix in mixes
            ],
            dtype=np.uint16,
        ),
        segments=segments,
        untold=lookup_of(style.untold, CHOICE_BITS).astype(np.uint16),
        slots=builder.slots(),
    )


class _Pool:
    """What a slot may draw: strings and their shares of the whole, `_WHOLE`."""

    def __init__(self, strings: list[str], weights: list[int]) -> None:
        self.strings = strings
        self.shares = np.array(weights, dtype=np.int64) * _WHOLE // max(sum(weights), 1)

    @cached_property
    def opening(self) -> list[str]:
        """The strings as they open a text: capitalised."""
        return [string[:1].upper() + string[1:] for string in self.strings]

    @cached_property
    def following(self) -> list[str]:
        """The strings as they follow another part: after a space, unless punctuation."""
        return [s if s.startswith(_GLUED) or not s else " " + s for s in self.strings]


_Mixture: TypeAlias = tuple[tuple[_Pool, int], ...]
"""Pools with the weight of each."""

_NOTHING = _Pool([""], [1])
_EMPTY: _Mixture = ((_NOTHING, 1),)


class _Builder:
    def __init__(self, style: Style) -> None:
        self._style = style
        self._pools: dict[tuple[str, str], _Pool] = {}
        self._shared: dict[object, _Pool] = {}
        width = max(len(form.slots) for form in style.forms)
        self._slots = [_SlotBuilder(position) for position in range(width)]
        self._segments: dict[tuple[str, int], int | None] = {}
        self._count = 0

    def segments(self, topic: Topic, level: int) -> tuple[list[int], list[int]]:
        """The segments of the forms that `topic` can fill at `level`, and their weights.

        Forms that need a list come before all others where the topic has it. Raises
        LookupError where no form can be filled: the data files are incomplete.
        """
        filled: list[tuple[int, Form]] = []
        for number, form in enumerate(self._style.forms):
            if level in form.levels:
                segment = self._segment(topic, number, form)
                if segment is not None:
                    filled.append((segment, form))
        filled = [(segment, form) for segment, form in filled if form.needs] or filled
        if not filled:
            raise LookupError(f"no form for topic {topic.key!r} at tone {LEVELS[level]!r}")
        return [segment for segment, _ in filled], [form.weight for _, form in filled]

    def slots(self) -> tuple[Slot, ...]:
        return tuple(slot.build() for slot in self._slots)

    def _segment(self, topic: Topic, number: int, form: Form) -> int | None:
        """The segment of `form` for `topic`; None where the topic cannot fill a slot."""
        key = (topic.key, number)
        if key not in self._segments:
            self._segments[key] = self._add(topic, form)
        return self._segments[key]

    def _add(self, topic: Topic, form: Form) -> int | None:
        if form.needs and topic.find(form.needs) is None:
            return None
        mixtures: list[_Mixture] = []
        for alternatives in form.slots:
            mixture = tuple(
                (pool, weight)
                for name, weight in alternatives
                if (pool := self._pool(topic, name)).strings
            )
            if not mixture:
                return None
            mixtures.append(mixture)
        unused = len(self._slots) - len(mixtures)
        for slot, mixture in zip(self._slots, [*mixtures, *[_EMPTY] * unused], strict=True):
            slot.add(mixture)
        self._count += 1
        return self._count - 1

    def _pool(self, topic: Topic, name: str) -> _Pool:
        if not name:
            return _NOTHING
        key = (topic.key, name)
        if key not in self._pools:
            self._pools[key] = self._expand(topic, name)
        return self._pools[key]

    def _expand(self, topic: Topic, name: str) -> _Pool:
        # Topics share what says the same of all of them, so that a slot lays it out once.
        same = (templates(topic, name), fillings(topic, name))
        if same not in self._shared:
            self._shared[same] = _Pool(*expand(topic, name))
        return self._shared[same]


class _SlotBuilder:
    """Collects one slot's strings and lookups while the segments come in."""

    def __init__(self, position: int) -> None:
        self._opens = position == 0
        self._table: dict[str, int] = {"": 0}
        self._codes: dict[_Pool, NDArray[np.int64]] = {}
        self._mixtures: dict[_Mixture, int] = {}
        self._rows: list[int] = []

    def add(self, mixture: _Mixture) -> None:
        """Add a segment that draws from `mixture`."""
        if mixture not in self._mixtures:
            for pool, _ in mixture:
                if pool not in self._codes:
                    self._codes[pool] = self._encode(pool)
            self._mixtures[mixture] = len(self._mixtures)
        self._rows.append(self._mixtures[mixture])

    def _encode(self, pool: _Pool) -> NDArray[np.int64]:
        table = self._table
        strings = pool.opening if self._opens else pool.following
        return np.array([table.setdefault(string, len(table)) for string in strings])

    def build(self) -> Slot:
        """The slot, once every segment is in."""
        longest = max(sum(len(pool.strings) for pool, _ in mixture) for mixture in self._mixtures)
        bits = min(max((4 * longest - 1).bit_length(), _MIN_SLOT_BITS), _MAX_SLOT_BITS)
        lookup = np.empty((len(self._mixtures), 1 << bits), dtype=np.uint16)
        for row, mixture in enumerate(self._mixtures):
            codes = np.concatenate([self._codes[pool] for pool, _ in mixture])
            shares = np.concatenate([pool.shares * weight for pool, weight in mixture])
            lookup[row] = codes[lookup_of(shares, bits)]
        return Slot(TextTable.of(self._table), np.array(self._rows, dtype=np.uint16), lookup, bits)


def lookup_of(weights: Sequence[float] | NDArray[np.int64], bits: int) -> NDArray[np.int64]:
    """Indices of `weights` in proportion to them, as a table of 2**bits entries.

    weights: not negative and not all zero; whole numbers, or shares of a billion.
    """
    whole = np.asarray(weights)
    if whole.dtype.kind == "f":
        whole = np.rint(whole * (_WHOLE / whole.sum()))
    cumulated = np.cumsum(whole, dtype=np.int64)
    points = _odd_numbers(bits) * cumulated[-1] >> (bits + 1)
    indices: NDArray[np.int64] = cumulated.searchsorted(points, side="right")
    return indices


@cache
def _odd_numbers(bits: int) -> NDArray[np.int64]:
    return 2 * np.arange(1 << bits, dtype=np.int64) + 1
