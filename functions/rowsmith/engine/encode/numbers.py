"""Number columns: shortest digits that read back as the same number, made in bulk.

A number that is k / 10**d for a whole k below 10**15 is printed from the digits of k: no
two decimals of 15 digits are the same double, so these are the shortest. Others are
printed by `repr`, one at a time.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.encode.digits import (
    FRACTION_GROUP,
    GROUP,
    GROUP_SIZE,
    fraction_chunks,
    integer_chunks,
)
from rowsmith.engine.encode.pieces import Field, Gather, Patch, PerRow, Piece, missing_patches
from rowsmith.engine.values import BoolArray, BytesArray, FloatArray, IntArray, Numbers

Unsigned = NDArray[np.uint64] | NDArray[np.uint32]

MOST_DECIMALS = 9
USUAL_DECIMALS = 6
"""Decimals tried for numbers that have as many as they need."""
EXACT_BELOW = 1e15
POINT_FROM = 1e-4
"""The least number that is printed with a point; lesser ones have an exponent."""


def number_field(values: Numbers) -> Field:
    """The cells of a number column."""
    if is_whole(values):
        return _integer_field(*whole_numbers(values))
    return _float_field(*float_numbers(values), decimals=values.decimals)


def is_whole(values: Numbers) -> bool:
    """Whether the column prints integers."""
    return values.decimals == 0 or (
        values.decimals is None and np.issubdtype(values.values.dtype, np.integer)
    )


def whole_numbers(values: Numbers) -> tuple[IntArray, BoolArray | None]:
    """The integers, 0 where missing, and which are missing.

    A number that is no integer of 64 bits (NaN, an infinity, 2**63) is missing.
    """
    numbers, missing = values.values, values.missing
    if not np.issubdtype(numbers.dtype, np.integer):
        fits = np.abs(numbers) < 2.0**63
        if not fits.all():
            missing = ~fits if missing is None else missing | ~fits
    if missing is not None and missing.any():
        numbers = np.where(missing, 0, numbers)
    return numbers.astype(np.int64, copy=False), missing


def float_numbers(values: Numbers) -> tuple[FloatArray, BoolArray | None]:
    """The numbers, 0 where missing, and which are missing: NaN is."""
    numbers = values.values.astype(np.float64, copy=False)
    missing = np.isnan(numbers)
    if values.missing is not None:
        missing |= values.missing
    if not missing.any():
        return numbers, None
    return np.where(missing, 0.0, numbers), missing


def _integer_field(numbers: IntArray, missing: BoolArray | None) -> Field:
    # The magnitude of -2**63 does not fit int64; its bits, read as unsigned, are right.
    magnitude = np.abs(numbers).view(np.uint64)
    pieces = [*_sign(numbers < 0), *_integer_pieces(_narrow(magnitude))]
    return Field(pieces, missing_patches(missing))


def _float_field(numbers: FloatArray, missing: BoolArray | None, decimals: int | None) -> Field:
    digits = min(USUAL_DECIMALS if decimals is None else decimals, MOST_DECIMALS)
    scaled, irregular = _scaled(numbers, digits)
    if 2 * len(irregular) > len(numbers):
        return Field([PerRow.of(_printed(numbers))], missing_patches(missing))
    counts = _narrow(scaled.astype(np.uint64))
    whole = counts // counts.dtype.type(10**digits)
    fraction = counts - whole * counts.dtype.type(10**digits)
    patches = missing_patches(missing)
    if len(irregular):
        patches.append(Patch.of(irregular, _printed(numbers[irregular])))
    return Field(
        [
            *_sign(np.signbit(numbers)),
            *_integer_pieces(whole),
            *_fraction_pieces(fraction, digits),
        ],
        patches,
    )


def _scaled(numbers: FloatArray, digits: int) -> tuple[FloatArray, NDArray[np.intp]]:
    """Magnitudes times 10**digits, whole, and the rows that this does not print exactly."""
    magnitude = np.abs(numbers)
    with np.errstate(over="ignore"):
        scaled = np.rint(magnitude * 10.0**digits)
    # Correctly rounded, so equal to what the decimal reads back as.
    exact = (scaled / 10.0**digits == magnitude) & (scaled < EXACT_BELOW)
    if 10.0**-digits < POINT_FROM:
        exact &= (magnitude >= POINT_FROM) | (magnitude == 0)
    irregular = np.flatnonzero(~exact)
    scaled[irregular] = 0
    return scaled, irregular


def _printed(numbers: FloatArray) -> BytesArray:
    return np.array([repr(number) for number in numbers.tolist()], dtype=np.bytes_)


def _narrow(numbers: NDArray[np.uint64]) -> Unsigned:
    """The same in 32 bits where they fit: division is then twice as fast."""
    return numbers.astype(np.uint32) if numbers.max(initial=0) < 2**32 else numbers


def _sign(negative: BoolArray) -> list[Piece]:
    if not negative.any():
        return []
    return [PerRow.of((negative * np.uint8(ord("-"))).view("S1"))]


def _integer_pieces(numbers: Unsigned) -> list[Piece]:
    """Groups of digits, the highest first."""
    pieces: list[Piece] = []
    size = numbers.dtype.type(GROUP_SIZE)
    while True:
        chunks = integer_chunks(lowest=not pieces)
        if numbers.max(initial=0) < GROUP_SIZE:
            pieces.append(Gather(numbers, chunks, GROUP))
            return pieces[::-1]
        higher = numbers // size
        group = numbers - higher * size + size * (higher != 0)
        pieces.append(Gather(group, chunks, GROUP))
        numbers = higher


def _fraction_pieces(numbers: Unsigned, digits: int) -> list[Piece]:
    """Groups of digits after the point, the point with the first of them."""
    pieces: list[Piece] = []
    followed: BoolArray | None = None
    for width in reversed(list(_group_widths(digits))):
        point = len(pieces) == (digits - 1) // FRACTION_GROUP
        size = numbers.dtype.type(10**width)
        higher = numbers // size
        group = numbers - higher * size
        codes = group if followed is None else group + size * followed
        pieces.append(Gather(codes, fraction_chunks(width, point), width + point))
        followed = (group != 0) if followed is None else followed | (group != 0)
        numbers = higher
    return pieces[::-1]


def _group_widths(digits: int) -> Iterator[int]:
    for start in range(0, digits, FRACTION_GROUP):
        yield min(FRACTION_GROUP, digits - start)
