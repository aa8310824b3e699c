"""Numbers with a check digit and hexadecimal codes, as bytes a row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.draw import WeightedTable
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import BytesArray, Part, Text

Digits = NDArray[np.uint8]
"""One array of rows for each place of a number: shape (places, rows)."""

# Card numbers that payment services set aside for tests begin like this (Visa, Mastercard,
# Discover); no bank issues them.
_TEST_CARDS = np.array(
    [list(map(int, start)) for start in ("400000", "424242", "555555", "222300", "601111")],
    dtype=np.uint8,
).T
_TEST_CARD_DRAW = WeightedTable([30, 22, 28, 10, 10])
# Digit by digit, the numbers 000 to 999.
_THREE_DIGITS = np.ascontiguousarray(
    np.array([list(map(int, f"{number:03}")) for number in range(1000)], dtype=np.uint8).T
)
# Digits doubled, less 9 where that has two digits.
_DOUBLED = np.array([0, 2, 4, 6, 8, 1, 3, 5, 7, 9], dtype=np.uint8)
_HEX = np.frombuffer("".join(f"{byte:02x}" for byte in range(256)).encode(), dtype=np.uint16)


def _digits(stream: Stream, name: str, count: int) -> Digits:
    """Random digits, one row each, at most 15 of them."""
    groups = -(-count // 3)
    rest = (stream.uniform(name) * 1000**groups).astype(np.int64)
    found = []
    for _ in range(groups):
        thousands = rest // 1000
        found.append(_THREE_DIGITS.take(rest - thousands * 1000, axis=1))
        rest = thousands
    return np.concatenate(found)[:count]


def _joined(*parts: Digits) -> BytesArray:
    """Places side by side, as bytes a row."""
    matrix = np.ascontiguousarray(np.concatenate(parts).T + np.uint8(ord("0")))
    return matrix.view(f"S{matrix.shape[1]}").ravel()


def _weighted_sum(digits: Digits, weights: Sequence[int]) -> NDArray[np.int16]:
    total = np.zeros(digits.shape[1], dtype=np.int16)
    for place, weight in zip(digits, weights, strict=True):
        total += place * np.int16(weight)
    return total


def _place(digit: NDArray[np.int16]) -> Digits:
    return digit.astype(np.uint8)[None, :]


def _ean_check(digits: Digits) -> Digits:
    """Weights 3 and 1 in turn, 3 for the last (GS1 General Specifications, 7.9)."""
    weights = [3 if left % 2 else 1 for left in range(len(digits), 0, -1)]
    return _place(-_weighted_sum(digits, weights) % 10)


def ean(stream: Stream, length: int) -> Text:
    """Bar codes of 8 or 13 digits."""
    digits = _digits(stream, "digits", length - 1)
    return Text((_joined(digits, _ean_check(digits)),), stream.size)


def _publisher(stream: Stream) -> Digits:
    """200 to 699: three digits in the English-language group 0 (ISBN Users' Manual)."""
    numbers = 200 + (stream.uniform("publisher") * 500).astype(np.int64)
    return _THREE_DIGITS.take(numbers, axis=1)


def isbn13(stream: Stream) -> Text:
    """Book numbers 978-0-ppp-ttttt-c."""
    publisher, title = _publisher(stream), _digits(stream, "title", 5)
    start = np.tile(np.array([[9], [7], [8], [0]], dtype=np.uint8), stream.size)
    check = _ean_check(np.concatenate((start, publisher, title)))
    parts: tuple[Part, ...] = (b"978-0-", _joined(publisher), b"-", _joined(title), b"-")
    return Text((*parts, _joined(check)), stream.size)


def isbn10(stream: Stream) -> Text:
    """Book numbers 0-ppp-ttttt-c; the check digit 10 is an X."""
    publisher, title = _publisher(stream), _digits(stream, "title", 5)
    total = _weighted_sum(np.concatenate((publisher, title)), range(9, 1, -1))
    check = np.array(list("0123456789X"), dtype="S1")[-total % 11]
    return Text((b"0-", _joined(publisher), b"-", _joined(title), b"-", check), stream.size)


def card_number(stream: Stream) -> Text:
    """Sixteen digits of a test range that pass Luhn's check (ISO/IEC 7812-1)."""
    start = _TEST_CARDS[:, _TEST_CARD_DRAW.codes(stream.bits("issuer"))]
    digits = np.concatenate((start, _digits(stream, "account", 9)))
    counted = digits.copy()
    counted[::2] = _DOUBLED[digits[::2]]
    check = -_weighted_sum(counted, [1] * len(digits)) % 10
    return Text((_joined(digits, _place(check)),), stream.size)


def hex_digits(stream: Stream, count: int) -> BytesArray:
    """Random lower-case hexadecimal digits, `count` (even) a row."""
    words = -(-count // 16)
    drawn = [stream.bits(f"hex {number}").astype("<u8") for number in range(words)]
    octets = np.stack(drawn, axis=1).view(np.uint8)[:, : count // 2]
    return np.ascontiguousarray(_HEX[octets]).view(f"S{count}").ravel()


def hexadecimal(stream: Stream, count: int) -> Text:
    """Codes of `count` hexadecimal digits."""
    return Text((hex_digits(stream, count),), stream.size)


def _pieces(codes: BytesArray, widths: list[int]) -> list[BytesArray]:
    letters = codes.view("S1").reshape(len(codes), -1)
    ends = np.cumsum([0, *widths])
    return [
        np.ascontiguousarray(letters[:, first:last]).view(f"S{last - first}").ravel()
        for first, last in pairwise(ends.tolist())
    ]


def uuid4(stream: Stream) -> Text:
    """Random identifiers of version 4 (RFC 9562)."""
    a, b, c, d, e = _pieces(hex_digits(stream, 30), [8, 4, 3, 3, 12])
    variant = np.array([b"8", b"9", b"a", b"b"])[stream.bits("variant") >> np.uint64(62)]
    parts: tuple[Part, ...] = (a, b"-", b, b"-4", c, b"-", variant, d, b"-", e)
    return Text(parts, stream.size)


def mac_address(stream: Stream) -> Text:
    """Addresses of six octets, the first 02: administered locally, so no maker's."""
    octets = _pieces(hex_digits(stream, 10), [2] * 5)
    parts: list[Part] = [b"02"]
    for octet in octets:
        parts += [b":", octet]
    return Text(tuple(parts), stream.size)
