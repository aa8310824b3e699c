"""Check digits, over all rows at once.

A check reads the cells of an identifier, `uint8[places, rows]` of ASCII, and writes the places
that are its own. It says which rows it can be written for: a remainder may have no digit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rowsmith.engine.values import BoolArray, IntArray

Cells: TypeAlias = NDArray[np.uint8]
Check: TypeAlias = Callable[[Cells, Sequence[int]], BoolArray | None]
"""Writes the places given; None, or which rows have no digit to write."""

_ZERO = np.uint8(ord("0"))
_DIGITS = b"0123456789"


def _values(letters: Mapping[str, int]) -> IntArray:
    """The number that each ASCII letter or digit counts as; -1 for what does not count."""
    values = np.full(256, -1, dtype=np.int64)
    values[ord("0") : ord("9") + 1] = np.arange(10)
    for letter, value in letters.items():
        values[ord(letter)] = value
    return values


# A is 10, B 11, ... (ISO 7064, ISO 13616).
_ALPHABETIC = _values({chr(ord("A") + number): 10 + number for number in range(26)})
# ISO 3779, as 49 CFR 565.15 has it.
_OF_VIN = _values(
    dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True))
)
# The key of French accounts counts A and J as 1, B, K and S as 2, ...
_OF_RIB = _values(
    dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", map(int, "12345678912345678923456789"), strict=True))
)


def _numbers(cells: Cells, places: Sequence[int], values: IntArray = _ALPHABETIC) -> IntArray:
    found: IntArray = values[cells[list(places)]]
    return found


def _counted(cells: Cells, without: Sequence[int]) -> list[int]:
    """The places that hold a digit or letter, those of the check apart."""
    shown = _ALPHABETIC[cells[:, 0]] >= 0 if cells.shape[1] else np.zeros(len(cells), np.bool_)
    return [place for place in range(len(cells)) if shown[place] and place not in without]


def _write(cells: Cells, places: Sequence[int], numbers: IntArray) -> None:
    for place in reversed(places):
        cells[place] = (numbers % 10).astype(np.uint8) + _ZERO
        numbers = numbers // 10


def remainder(numbers: IntArray, modulus: int) -> IntArray:
    """What is left of the number whose digits stand in rows; a letter counts as two digits.

    A place holds digits in all rows or letters in all.
    """
    left = np.zeros(numbers.shape[1], dtype=np.int64)
    scale, chunk = 1, np.zeros(numbers.shape[1], dtype=np.int64)
    for digit in numbers:
        step = 100 if len(digit) and digit[0] > 9 else 10
        chunk = chunk * step + digit
        scale *= step
        if scale >= _CHUNK:
            left = (left * (scale % modulus) + chunk) % modulus
            scale, chunk = 1, np.zeros_like(chunk)
    return (left * (scale % modulus) + chunk) % modulus


_CHUNK = 10**14


def luhn(cells: Cells, at: Sequence[int]) -> None:
    """Every second digit doubled from the right (ISO/IEC 7812-1)."""
    before = [place for place in _counted(cells, at) if place < at[0]]
    numbers = _numbers(cells, before)
    doubled = numbers[::-1][::2] * 2
    total = (doubled - 9 * (doubled > 9)).sum(axis=0) + numbers[::-1][1::2].sum(axis=0)
    _write(cells, at, -total % 10)


def gs1(cells: Cells, at: Sequence[int]) -> None:
    """Weights 3 and 1 in turn, 3 for the last (GS1 General Specifications, 7.9)."""
    numbers = _numbers(cells, [place for place in _counted(cells, at) if place < at[0]])[::-1]
    _write(cells, at, -(3 * numbers[::2].sum(axis=0) + numbers[1::2].sum(axis=0)) % 10)


def vin(cells: Cells, at: Sequence[int]) -> None:
    """The ninth place of a vehicle's number (49 CFR 565.15)."""
    weights = [8, 7, 6, 5, 4, 3, 2, 10, 9, 8, 7, 6, 5, 4, 3, 2]
    numbers = _numbers(cells, [place for place in range(17) if place not in at], _OF_VIN)
    total = (numbers * np.array(weights)[:, None]).sum(axis=0)
    cells[at[0]] = np.frombuffer(b"0123456789X", dtype=np.uint8)[total % 11]


def iban(cells: Cells) -> None:
    """98 less the remainder by 97 of the number with its country behind (ISO 13616)."""
    turned = _numbers(cells, [*range(4, len(cells)), 0, 1])
    _write(cells, (2, 3), 98 - remainder(turned, 97) * 100 % 97)


def iso97(cells: Cells, at: Sequence[int]) -> None:
    """98 less the remainder by 97 of all digits before (ISO 7064 MOD 97-10)."""
    left = remainder(_numbers(cells, [place for place in _counted(cells, at) if place < at[0]]), 97)
    _write(cells, at, 98 - left * 100 % 97)


def belgian(cells: Cells, at: Sequence[int]) -> None:
    """The remainder by 97 of the digits before, 97 for none."""
    left = remainder(_numbers(cells, [place for place in _counted(cells, at) if place < at[0]]), 97)
    _write(cells, at, np.where(left == 0, 97, left))


def complement97(cells: Cells, at: Sequence[int]) -> None:
    """97 less the remainder by 97 of the digits before, as in French and Belgian registers."""
    left = remainder(_numbers(cells, [place for place in _counted(cells, at) if place < at[0]]), 97)
    _write(cells, at, 97 - left)


def rib(cells: Cells, at: Sequence[int]) -> None:
    """The key of a French account."""
    numbers = _numbers(cells, [place for place in _counted(cells, at) if place < at[0]], _OF_RIB)
    _write(cells, at, 97 - remainder(numbers, 97) * 100 % 97)


_CIN_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25,
            24, 23)  # fmt: skip


def italian(cells: Cells, at: Sequence[int]) -> None:
    """The letter of Italian accounts (before them) and tax codes (behind)."""
    numbers = _numbers(cells, _counted(cells, at))
    order = np.where(numbers > 9, numbers - 10, numbers)
    odd = np.array(_CIN_ODD)
    total = odd[order[::2]].sum(axis=0) + order[1::2].sum(axis=0)
    cells[at[0]] = (total % 26).astype(np.uint8) + np.uint8(ord("A"))


_VERHOEFF = np.array(
    [
        [(a + b) % 5 if b < 5 else 5 + (a + b) % 5 for b in range(10)]
        if a < 5
        else [5 + (a - b) % 5 if b < 5 else (a - b) % 5 for b in range(10)]
        for a in range(10)
    ]
)
_TURN = np.array([1, 5, 7, 6, 2, 8, 3, 0, 9, 4])


def verhoeff(cells: Cells, at: Sequence[int]) -> None:
    """Verhoeff's digit over the dihedral group of ten."""
    numbers = _numbers(cells, [place for place in _counted(cells, at) if place < at[0]])[::-1]
    turn, state = np.arange(10), np.zeros(numbers.shape[1], dtype=np.int64)
    for digit in numbers:
        turn = _TURN[turn]
        state = _VERHOEFF[state, turn[digit]]
    inverse = np.array([0, 4, 3, 2, 1, 5, 6, 7, 8, 9])
    _write(cells, at, inverse[state])


def weighted(stated: Mapping[str, Any]) -> Check:
    """A sum of digits by `weights`, and the sign for its remainder.

    of: the places read (all digits before the check where left out); modulus; minus: whether
    what lacks to the modulus counts; signs: what each remainder writes, a blank for none.
    """
    weights = np.array(stated["weights"])[:, None]
    signs = np.frombuffer(stated.get("signs", "0123456789").encode(), dtype=np.uint8)
    modulus = stated["modulus"]

    def check(cells: Cells, at: Sequence[int]) -> BoolArray | None:
        before = [place for place in _counted(cells, at) if place < at[0]]
        numbers = _numbers(cells, stated.get("of") or before[: len(weights)])
        left = (numbers * weights).sum(axis=0) % modulus
        left = -left % modulus if stated.get("minus") else left
        padded = np.full(max(modulus, len(signs)), ord(" "), dtype=np.uint8)
        padded[: len(signs)] = signs
        cells[at[0]] = padded[left]
        lacking: BoolArray = padded[left] == ord(" ")
        return lacking if lacking.any() else None

    return check


def lettered(stated: Mapping[str, Any]) -> Check:
    """A letter of a table by the remainder of the digits before."""
    signs = np.frombuffer(stated["signs"].encode(), dtype=np.uint8)

    def check(cells: Cells, at: Sequence[int]) -> None:
        before = [place for place in _counted(cells, at) if place < at[0]]
        cells[at[0]] = signs[remainder(_numbers(cells, before), len(signs))]

    return check


def german(cells: Cells, at: Sequence[int]) -> None:
    """The last digit of a German pension number, whose letter counts as 01 to 26."""
    numbers = _numbers(cells, [place for place in _counted(cells, at) if place < at[0]])
    letter = numbers[8] - 9
    spread = np.vstack([numbers[:8], letter // 10, letter % 10, numbers[9:]])
    products = spread * np.array([2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1])[:, None]
    _write(cells, at, (products // 10 + products % 10).sum(axis=0) % 10)


_NAMED: dict[str, Check] = {
    "luhn": luhn,
    "gs1": gs1,
    "vin": vin,
    "iso97": iso97,
    "belgian": belgian,
    "complement97": complement97,
    "rib": rib,
    "italian": italian,
    "verhoeff": verhoeff,
    "german": german,
}


def check_of(stated: str | Mapping[str, Any]) -> Check:
    """The check of a form: by name, by weights, or by a table of letters."""
    if isinstance(stated, str):
        return _NAMED[stated]
    return weighted(stated) if "weights" in stated else lettered(stated)
