"""One form of an identifier, and the cells of it that rows are given.

    #  a digit      ?  a letter      @  a digit of 1 to 9      ~  a digit that no check minds
    {list}  an entry of a list, all of one width      %  a check digit; %% are two of one check,
    %& those of two checks

All else stands for itself. The free places from the right tell rows apart: a row's number is
written in them, so that two rows are never alike. What stands left of them is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.identifiers.checks import Cells, check_of
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import BytesArray, IntArray

MOST = 2**53
"""Numbers below this can be permuted."""

_ENOUGH = 5 * 10**6
"""Where signs have room for so many numbers, lists are drawn rather than counted through."""

_TOKEN = re.compile(r"\{([^{}]+)\}|(%+|&+)|(#{1,4}|[?@~])|(.)")
_SIGNS = {"?": "ABCDEFGHJKLMNPQRSTUVWXYZ", "@": "123456789", "~": "0123456789"}
"""Letters without I and O, which are read as digits."""


@cache
def _signs(free: str) -> NDArray[np.uint8]:
    """What a free place may hold, uint8[count, width]; made once for all forms."""
    if free.startswith("#"):
        digits = np.indices((10,) * len(free), dtype=np.uint8).reshape(len(free), -1)
        return digits.T + np.uint8(ord("0"))
    return _table(tuple(_SIGNS[free]))


@lru_cache(maxsize=1_024)
def _table(entries: tuple[str, ...]) -> NDArray[np.uint8]:
    return np.array([list(entry.encode()) for entry in entries], dtype=np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class _Slot:
    """A place (or several) that is free: `entries` is uint8[count, width]."""

    start: int
    entries: NDArray[np.uint8]
    spare: bool
    listed: bool

    @property
    def stop(self) -> int:
        return self.start + len(self.entries[0])


class Form:
    """Identifiers of one form.

    checks: one for each run of % or & in the pattern, from the left; the places that they
    read and write count from `checked_from`. unique_from: from this place on the signs alone
    are unique, where there is room. last: a check over all, made last. Raises KeyError for a
    list or check that there is not.
    """

    def __init__(
        self,
        pattern: str,
        lists: Mapping[str, Sequence[str]] | None = None,
        checks: Sequence[str | Mapping[str, Any]] = (),
        *,
        unique_from: int = 0,
        checked_from: int = 0,
        last: Callable[[Cells], None] | None = None,
    ) -> None:
        self._last = last
        self._unique_from = unique_from
        self._checked_from = checked_from
        self._literal = bytearray()
        self._slots: list[_Slot] = []
        places: list[list[int]] = []
        for name, signs, free, literal in _TOKEN.findall(pattern):
            start = len(self._literal)
            if name or free:
                table = _table(tuple((lists or {})[name])) if name else _signs(free)
                self._slots.append(_Slot(start, table, free == "~", bool(name)))
                self._literal += bytes(table[0])
            else:
                self._literal += (signs or literal).encode()
                if signs:
                    places.append(list(range(start, start + len(signs))))
        self._checks = [
            (check_of(stated), [place - checked_from for place in at])
            for stated, at in zip(checks, places, strict=True)
        ]
        self._counting = self._choose_counting()
        self.capacity = prod(len(slot.entries) for slot in self._counting)

    def _choose_counting(self) -> list[_Slot]:
        """The slots that tell rows apart, from the left: signs first, lists where they must."""
        chosen: list[_Slot] = []
        free = [slot for slot in reversed(self._slots) if not slot.spare]
        signs = [slot for slot in free if not slot.listed]
        first = [slot for slot in signs if slot.start >= self._unique_from]
        rest = [slot for slot in free if slot not in first]
        for slot in (*first, *rest):
            room = prod(len(other.entries) for other in chosen)
            enough = MOST // len(slot.entries) if slot in first else _ENOUGH
            if room < enough:
                chosen.append(slot)
        return sorted(chosen, key=lambda slot: slot.start)

    def cells(self, numbers: IntArray, stream: Stream, rows: IntArray | slice) -> BytesArray:
        """The identifiers of `numbers` of [0, capacity), for the `rows` of the stream."""
        cells = np.empty((len(self._literal), len(numbers)), dtype=np.uint8)
        cells[:] = np.frombuffer(bytes(self._literal), dtype=np.uint8)[:, None]
        left = numbers
        for slot in reversed(self._counting):
            left, code = np.divmod(left, len(slot.entries))
            cells[slot.start : slot.stop] = slot.entries[code].T
        for slot in self._slots:
            if slot not in self._counting:
                code = _drawn(stream, f"place {slot.start}", len(slot.entries))[rows]
                cells[slot.start : slot.stop] = slot.entries[code].T
        self._check(cells)
        matrix = np.ascontiguousarray(cells.T)
        made: BytesArray = matrix.view(f"S{matrix.shape[1]}").ravel()
        return made

    def _check(self, whole: Cells) -> None:
        """Write the checks; where a remainder has no digit, the spare one is moved on."""
        cells = whole[self._checked_from :]
        for check, at in self._checks:
            lacking = check(cells, at)
            spare = next((slot for slot in self._slots if slot.spare), None)
            while lacking is not None and spare is not None:
                digit = whole[spare.start]
                moved = (digit - np.uint8(47)) % np.uint8(10) + np.uint8(48)
                whole[spare.start] = np.where(lacking, moved, digit)
                lacking = check(cells, at)
        if self._last is not None:
            self._last(whole)


def _drawn(stream: Stream, name: str, count: int) -> IntArray:
    """A code of [0, count) for each row of the stream."""
    high = stream.bits(name) >> np.uint64(32)
    return ((high * np.uint64(count)) >> np.uint64(32)).astype(np.int64)
