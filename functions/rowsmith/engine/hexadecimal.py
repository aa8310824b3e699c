"""Hexadecimal codes, as bytes a row."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from rowsmith.engine.streams import Stream
from rowsmith.engine.values import BytesArray, Part, Text

_HEX = np.frombuffer("".join(f"{byte:02x}" for byte in range(256)).encode(), dtype=np.uint16)


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
