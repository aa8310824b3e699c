"""E-mail addresses and usernames made from a person's name.

A handle is two spellings of the name's parts, a separator between them and digits behind
them; an address adds one of the domains that are reserved for examples (RFC 2606, RFC
6761). Spellings are letters a to z alone, so the separator, the digits and the domain can
be read back from the finished text. Where it must be unique, they encode the row's tag:
two tags never give the same text, whatever the names.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.draw import WeightedTable
from rowsmith.engine.locales.abroad import NamesAbroad
from rowsmith.engine.locales.names import Names
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import CodeArray, Coded, IntArray, Part, Text, TextTable

SEPARATORS = TextTable.of([".", "", "_", "-"])
_SEPARATOR_WEIGHTS = WeightedTable([52, 28, 15, 5])

DOMAINS = TextTable.of(
    "@" + subdomain + domain
    for subdomain in ("", "mail.", "post.", "inbox.", "home.", "my.", "web.", "office.")
    for domain in ("example.com", "example.org", "example.net")
)
_DOMAIN_WEIGHTS = WeightedTable(
    [share * (60, 15, 25)[number % 3] for number, share in enumerate([8] * 3 + [1] * 21)]
)

# Nothing, two digits, three digits.
DIGITS = TextTable.of(
    ["", *(f"{number:02}" for number in range(100)), *(f"{number:03}" for number in range(1000))]
)
# Two digits look like a year of birth, mostly between 1960 and 2005.
_DIGIT_WEIGHTS = WeightedTable(
    [56.0]
    + [34 * (1.6 if number >= 60 or number <= 5 else 0.27) / 100 for number in range(100)]
    + [10 / 1000] * 1000
)
_TWO, _THREE = 1, 101
# Levels of digits that a unique handle runs through: (digits of the first part, of the second).
_LEVELS = ((0, 0), (2, 0), (3, 0), (2, 2), (3, 2), (3, 3))
_STARTS = {0: 0, 2: _TWO, 3: _THREE}

# first.last, flast, firstl, last.first, lastf
_FORMS = WeightedTable([56, 20, 7, 10, 7])
_FIRST, _INITIAL, _LAST, _LAST_INITIAL = range(4)
_LEFT = np.array([_FIRST, _INITIAL, _FIRST, _LAST, _LAST])
_RIGHT = np.array([_LAST, _LAST, _LAST_INITIAL, _FIRST, _INITIAL])


def capacity(combinations: int) -> int:
    """How many tags can be told apart by so many separators and domains, and digits."""
    return combinations * sum(int(10 ** sum(widths)) for widths in _LEVELS)


EMAIL_CAPACITY = capacity(len(SEPARATORS) * len(DOMAINS))
USERNAME_CAPACITY = capacity(len(SEPARATORS))


class Handles:
    """E-mail addresses and usernames for the names of one locale."""

    def __init__(self, names: Names | NamesAbroad) -> None:
        self._names = names

    @cached_property
    def _spelling_codes(self) -> tuple[CodeArray, IntArray]:
        codes = self._names.handle_codes
        starts = np.cumsum([0, *(len(part) for part in codes[:-1])])
        return np.concatenate(codes).astype(np.uint16), starts

    def _spelling(self, which: IntArray, first: CodeArray, last: CodeArray) -> Coded:
        codes, starts = self._spelling_codes
        name = np.where(which < _LAST, first, last)
        return Coded(codes[starts[which] + name], self._names.handles)

    def email(
        self,
        stream: Stream,
        first: CodeArray,
        last: CodeArray,
        tag: tuple[IntArray, int] | None,
    ) -> Text:
        """An address of each person; unique where each row has a `tag` of its own."""
        left, right = self._sides(stream, "email", first, last)
        domain: CodeArray
        separator: CodeArray
        if tag is None:
            domain = _DOMAIN_WEIGHTS.codes(stream.bits("email domain"))
            separator = _SEPARATOR_WEIGHTS.codes(stream.bits("email separator"))
            digits: tuple[Part, ...] = (_some_digits(stream, "email"),)
        else:
            rest, domain = _divide(tag[0].astype(np.uint32), len(DOMAINS))
            rest, separator = _divide(rest, len(SEPARATORS))
            digits = _counted_digits(rest, -(-tag[1] // (len(DOMAINS) * len(SEPARATORS))))
        parts = (left, Coded(separator, SEPARATORS), right, *digits, Coded(domain, DOMAINS))
        return Text(parts, stream.size)

    def username(
        self,
        stream: Stream,
        first: CodeArray,
        last: CodeArray,
        tag: tuple[IntArray, int] | None,
    ) -> Text:
        """A username of each person; unique where each row has a `tag` of its own."""
        left, right = self._sides(stream, "username", first, last)
        separator: CodeArray
        if tag is None:
            separator = _SEPARATOR_WEIGHTS.codes(stream.bits("username separator"))
            digits: tuple[Part, ...] = (_some_digits(stream, "username"),)
        else:
            rest, separator = _divide(tag[0].astype(np.uint32), len(SEPARATORS))
            digits = _counted_digits(rest, -(-tag[1] // len(SEPARATORS)))
        return Text((left, Coded(separator, SEPARATORS), right, *digits), stream.size)

    def _sides(
        self, stream: Stream, field: str, first: CodeArray, last: CodeArray
    ) -> tuple[Coded, Coded]:
        form = _FORMS.codes(stream.bits(f"{field} form"))
        return (
            self._spelling(_LEFT[form], first, last),
            self._spelling(_RIGHT[form], first, last),
        )


def _some_digits(stream: Stream, field: str) -> Coded:
    return Coded(_DIGIT_WEIGHTS.codes(stream.bits(f"{field} digits")), DIGITS)


def _divide(numbers: NDArray[np.uint32], by: int) -> tuple[NDArray[np.uint32], CodeArray]:
    quotient = numbers // np.uint32(by)
    return quotient, numbers - quotient * np.uint32(by)


def _counted_digits(numbers: NDArray[np.uint32], size: int) -> tuple[Coded, ...]:
    """Digit strings that differ from number to number, for numbers of [0, size)."""
    return tuple(Coded(codes[numbers], DIGITS) for codes in _digit_codes(size))


@lru_cache(maxsize=8)
def _digit_codes(size: int) -> tuple[NDArray[np.uint16], ...]:
    """Codes of the one or two parts that write each of [0, size), the shortest first.

    Raises ValueError where `size` is more than all levels hold.
    """
    parts: tuple[list[NDArray[np.uint16]], list[NDArray[np.uint16]]] = ([], [])
    left = size
    for widths in _LEVELS:
        count = min(left, 10 ** sum(widths))
        pair = np.divmod(np.arange(count), 10 ** widths[1])
        for part, codes, width in zip(parts, pair, widths, strict=True):
            part.append((codes + _STARTS[width]).astype(np.uint16))
        left -= count
    if left:
        raise ValueError(f"digits tell at most {size - left:,} apart, not {size:,}")
    joined = tuple(np.concatenate(part) for part in parts)
    return joined if joined[1].any() else joined[:1]
