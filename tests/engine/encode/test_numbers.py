from __future__ import annotations

import sys
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.engine.encode import CsvEncoder
from rowsmith.engine.encode.numbers import EXACT_BELOW, float_numbers, number_field, whole_numbers
from rowsmith.engine.encode.pieces import PerRow
from rowsmith.engine.values import BoolArray, FloatArray, IntArray, Numbers


def cells(
    numbers: FloatArray | IntArray, decimals: int | None, missing: BoolArray | None = None
) -> list[str]:
    """The cells as printed; a second column, so that empty ones stay unquoted."""
    column = Numbers(numbers, decimals, missing)
    rows = Numbers(np.arange(len(numbers)), 0)
    written = CsvEncoder(["x", "row"]).encode({"x": column, "row": rows}).decode()
    return [line.partition(",")[0] for line in written.splitlines()]


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (12.5, "12.5"),
        (12.0, "12.0"),
        (0.0, "0.0"),
        (-0.0, "-0.0"),
        (-0.05, "-0.05"),
        (10_000.01, "10000.01"),
        (123_456_789.09, "123456789.09"),
        (1e-4, "0.0001"),
        (1e-5, "1e-05"),
        (1e15, "1000000000000000.0"),
        (1e16, "1e+16"),
        (5e-324, "5e-324"),
        (sys.float_info.max, "1.7976931348623157e+308"),
        (0.1 + 0.2, "0.30000000000000004"),
        (float("inf"), "inf"),
        (float("-inf"), "-inf"),
        (float("nan"), ""),
    ],
)
@pytest.mark.parametrize("decimals", [None, 1, 2, 9, 20])
def test_a_number_is_printed_by_its_shortest_digits(
    number: float, printed: str, decimals: int | None
) -> None:
    assert cells(np.array([number]), decimals) == [printed]


@settings(deadline=None)
@given(st.lists(st.floats(allow_nan=False), min_size=1), st.none() | st.integers(1, 15))
def test_numbers_are_never_rounded(numbers: list[float], decimals: int | None) -> None:
    assert cells(np.array(numbers), decimals) == [repr(number) for number in numbers]


@settings(deadline=None)
@given(st.integers(1, 9), st.lists(st.integers(-(10**15) + 1, 10**15 - 1), min_size=1))
def test_decimals_are_printed_as_they_are_written(decimals: int, counts: list[int]) -> None:
    numbers = np.array([float(Decimal(count).scaleb(-decimals)) for count in counts])
    assert cells(numbers, decimals) == [repr(number) for number in numbers.tolist()]


@pytest.mark.parametrize("decimals", [None, *range(1, 10)])
def test_rounded_numbers_need_no_python_object(decimals: int | None) -> None:
    numbers = np.round(np.linspace(-5e5, 5e5, 1_001), 4 if decimals is None else decimals)
    field = number_field(Numbers(numbers, decimals))
    assert not field.patches
    assert sum(isinstance(piece, PerRow) for piece in field.pieces) == 1, "the sign alone"


def test_numbers_beyond_the_exact_range_are_patched_row_by_row() -> None:
    numbers = np.array([1.25, EXACT_BELOW * 10, 2.5, 1 / 3, 7.0])
    field = number_field(Numbers(numbers, 2))
    assert [patch.rows.tolist() for patch in field.patches] == [[1, 3]]
    assert cells(numbers, 2) == ["1.25", "1e+16", "2.5", "0.3333333333333333", "7.0"]


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1))
def test_integers_are_printed_whole(numbers: list[int]) -> None:
    assert cells(np.array(numbers, dtype=np.int64), 0) == [str(number) for number in numbers]


@pytest.mark.parametrize("power", range(19))
def test_integers_around_powers_of_ten_keep_their_zeros(power: int) -> None:
    numbers = [10**power - 1, 10**power, -(10**power), 3 * 10**power // 2, 0]
    assert cells(np.array(numbers), 0) == [str(number) for number in numbers]


def test_whole_floats_are_printed_as_integers() -> None:
    numbers = np.array([-0.0, 3.0, -(2.0**53), 2.0**62])
    assert cells(numbers, 0) == ["0", "3", "-9007199254740992", "4611686018427387904"]


def test_integers_with_as_many_decimals_as_they_need_have_none() -> None:
    assert cells(np.array([1, -2]), None) == ["1", "-2"]
    assert cells(np.array([1, -2]), 2) == ["1.0", "-2.0"]


def test_what_is_no_integer_of_64_bits_is_missing_in_a_whole_column() -> None:
    numbers = np.array([1.0, np.nan, np.inf, -np.inf, 2.0**63, 5.0])
    missing = np.array([False, False, False, False, False, True])
    assert cells(numbers, 0, missing) == ["1", "", "", "", "", ""]
    whole, gone = whole_numbers(Numbers(numbers, 0, missing))
    assert whole.tolist() == [1, 0, 0, 0, 0, 0]
    assert gone is not None
    assert gone.tolist() == [False, True, True, True, True, True]


def test_nan_is_missing() -> None:
    numbers, missing = float_numbers(Numbers(np.array([np.nan, 1.5]), 1))
    assert numbers.tolist() == [0.0, 1.5]
    assert missing is not None
    assert missing.tolist() == [True, False]


def test_what_stands_in_a_missing_cell_does_not_show() -> None:
    missing = np.array([False, True, True, True])
    assert cells(np.array([1.5, 1e300, -1 / 3, np.inf]), 1, missing) == ["1.5", "", "", ""]
    assert cells(np.array([1, -(2**63), 10**12, 7]), 0, missing) == ["1", "", "", ""]
