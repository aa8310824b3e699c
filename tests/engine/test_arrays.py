"""Columns read as numbers and as texts, whatever they are made of."""

from __future__ import annotations

import numpy as np
import pytest

from rowsmith.engine.arrays import as_text, numbers, single, with_missing
from rowsmith.engine.encode.cells import cells
from rowsmith.engine.values import Booleans, Coded, Datetimes, Numbers, Text, TextTable, Values

TABLE = TextTable.of(["one", "2", "3.5"])
CODED = Text.coded(np.array([2, 0, 1]), TABLE)
COMPOSED = Text((b"<", Coded(np.array([2, 0, 1]), TABLE), b">"), 3)
MISSING = np.array([False, True, False])


def test_numbers_of_texts_are_read_and_words_are_none() -> None:
    assert numbers(CODED).tolist() == pytest.approx([3.5, float("nan"), 2.0], nan_ok=True)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (Numbers(np.array([1, 2, 3]), 0, MISSING), [1, None, 3]),
        (Booleans(np.array([True, True, False]), None, MISSING), [1, None, 0]),
        (Datetimes(np.array([86_400, 0, 129_600]), "hour", MISSING), [1, None, 1.5]),
    ],
)
def test_numbers_are_nan_where_missing(values: Values, expected: list[float | None]) -> None:
    wanted = [float("nan") if cell is None else cell for cell in expected]
    assert numbers(values).tolist() == pytest.approx(wanted, nan_ok=True)


def test_composed_cells_become_one_table() -> None:
    coded = single(COMPOSED)
    assert coded.table.strings[coded.codes].tolist() == ["<3.5>", "<one>", "<2>"]
    assert single(CODED) is CODED.parts[0]
    assert single(Text((b"a", b"b"), 2)).table.strings.tolist() == ["ab"]


@pytest.mark.parametrize(
    "values",
    [
        Booleans(np.array([True, False, True]), ("ja", "nein"), MISSING),
        Datetimes(np.array([30_600, 61_200, 30_600]), "time"),
        Datetimes(np.array([864_000, 0, 0]), "day", MISSING),
        COMPOSED,
    ],
)
def test_texts_of_a_column_are_what_it_prints(values: Text | Booleans | Datetimes) -> None:
    text = as_text(values)
    assert cells(text, [0, 1, 2]) == cells(values, [0, 1, 2])


def test_missing_cells_add_up() -> None:
    column = Numbers(np.array([1, 2, 3]), 0, MISSING)
    more = with_missing(column, np.array([True, False, False]))
    assert more.missing is not None
    assert more.missing.tolist() == [True, True, False]
    assert with_missing(column, None) is column
    assert with_missing(column, np.zeros(3, np.bool_)) is column
