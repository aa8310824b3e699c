"""Numbers with a check digit and hexadecimal codes, as bytes a row."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.draw import WeightedTable
from rowsmith.engine.streams import Stream
from rowsmith.engine.values import BytesArray, Part, Text

Digits = NDArray[np.uint8]

# Card numbers that payment services set aside for tests begin like this (Visa, Mastercard,
# Discover); no bank issues them.
_TEST_CARDS = np.array(
    [list(map(int, start)) for start in ("400000", "424242", "555555", "222300", "601111")],
    dtype=np.uint8,
)
_TEST_CARD_DRAW = WeightedTable([30, 22, 28, 10, 10])
_THREE_DIGITS = np.array([list(map(int, f"{number:03}")) for number in range(1000)], dtype=np.uint8)
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
        found.append(_THREE_DIGITS[rest - thousands * 1000])
        rest = thousands
    return np.concatenate(found, axis=1)[:, :count]


def _joined(*parts: Digits) -> BytesArray:
    """Columns of digits, side by side, as bytes."""
    matrix = np.ascontiguousarray(np.concatenate(parts, axis=1) + ord("0"))
    return matrix.view(f"S{matrix.shape[1]}").ravel()


def _weighted_sum(digits: Digits, weights: list[int]) -> NDArray[np.int64]:
    total: NDArray[np.int64] = np.zeros(len(digits), dtype=np.int64)
    for place, weight in enumerate(weights):
        total += digits[:, place] * np.uint8(weight)
    return total


def _column(digit: NDArray[np.int64]) -> Digits:
    return digit.astype(np.uint8)[:, None]


def _ean_check(digits: Digits) -> Digits:
    """Weights 3 and 1 in turn, 3 for the last (GS1 General Specifications, 7.9)."""
    count = digits.shape[1]
    weights = [3 if (count - place) % 2 else 1 for place in range(count)]
    return _column(-_weighted_sum(digits, weights) % 10)


def ean(stream: Stream, length: int) -> Text:
    """Bar codes of 8 or 13 digits."""
    digits = _digits(stream, "digits", length - 1)
    return Text((_joined(digits, _ean_check(digits)),), stream.size)


def _publisher(stream: Stream) -> Digits:
    """200 to 699: three digits in the English-language group 0 (ISBN Users' Manual)."""
    numbers = 200 + (stream.uniform("publisher") * 500).astype(np.int64)
    digits: Digits = (numbers[:, None] // np.array([100, 10, 1]) % 10).astype(np.uint8)
    return digits


def isbn13(stream: Stream) -> Text:
    """Book numbers 978-0-ppp-ttttt-c."""
    publisher, title = _publisher(stream), _digits(stream, "title", 5)
    start = np.tile(np.array([9, 7, 8, 0], dtype=np.uint8), (stream.size, 1))
    check = _ean_check(np.concatenate((start, publisher, title), axis=1))
    parts: tuple[Part, ...] = (b"978-0-", _joined(publisher), b"-", _joined(title), b"-")
    return Text((*parts, _joined(check)), stream.size)


def isbn10(stream: Stream) -> Text:
    """Book numbers 0-ppp-ttttt-c; the check digit 10 is an X."""
    publisher, title = _publisher(stream), _digits(stream, "title", 5)
    total = _weighted_sum(np.concatenate((publisher, title), axis=1), list(range(9, 1, -1)))
    check = np.array(list("0123456789X"), dtype="S1")[-total % 11]
    return Text((b"0-", _joined(publisher), b"-", _joined(title), b"-", check), stream.size)


def card_number(stream: Stream) -> Text:
    """Sixteen digits of a test range that pass Luhn's check (ISO/IEC 7812-1)."""
    start = _TEST_CARDS[_TEST_CARD_DRAW.codes(stream.bits("issuer"))]
    digits = np.concatenate((start, _digits(stream, "account", 9)), axis=1)
    digits_to_add = digits.copy()
    digits_to_add[:, ::2] = _DOUBLED[digits[:, ::2]]
    total = _weighted_sum(digits_to_add, [1] * digits.shape[1])
    return Text((_joined(digits, _column(-total % 10)),), stream.size)


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
