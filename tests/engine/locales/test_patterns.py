import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsmith.engine.locales.patterns import Patterns
from rowsmith.engine.streams import RowStream
from rowsmith.engine.values import Coded, Part

LISTS = {"street": ["Oak", "Elm", "Main"], "suffix": ["St", "Ave"]}


def cells(parts: tuple[Part, ...], size: int) -> list[str]:
    joined = np.full(size, "", dtype=object)
    for part in parts:
        if isinstance(part, bytes):
            joined = joined + part.decode()
        else:
            assert isinstance(part, Coded)
            joined = joined + part.table.strings[part.codes]
    return list(joined)


def sample(patterns: Patterns, rows: int = 2_000) -> list[str]:
    return cells(patterns.parts(RowStream(1, "x", 0, rows), "value"), rows)


@pytest.mark.parametrize(
    ("pattern", "form"),
    [
        ("{1-199} {street} {suffix}", r"[1-9]\d{0,2} (Oak|Elm|Main) (St|Ave)"),
        ("{##}-{?}{^^}", r"\d\d-[A-Z][0-9a-f]{2}"),
        ("no field", "no field"),
        ("{street}!", r"(Oak|Elm|Main)!"),
        ("a{street}b{suffix}c", r"a(Oak|Elm|Main)b(St|Ave)c"),
    ],
)
def test_values_have_the_form_of_their_pattern(pattern: str, form: str) -> None:
    assert all(re.fullmatch(form, value) for value in sample(Patterns([(1, pattern)], LISTS)))


def test_patterns_of_different_lengths_share_a_column() -> None:
    patterns = Patterns([(70, "{street}"), (30, "{street} {suffix}, {1-9}")], LISTS)
    values = sample(patterns, 20_000)
    short = [value for value in values if " " not in value]
    assert set(short) == set(LISTS["street"])
    assert abs(len(short) / 20_000 - 0.7) < 0.02
    assert all(re.fullmatch(r"\w+( \w+, \d)?", value) for value in values)


def test_each_entry_has_the_same_chance() -> None:
    values = sample(Patterns([(1, "{##}")], {}), 100_000)
    counts = np.unique(values, return_counts=True)[1]
    assert len(counts) == 100
    assert (np.abs(counts - 1_000) < 6 * np.sqrt(1_000)).all()


def test_a_pattern_can_be_chosen_for_each_row() -> None:
    patterns = Patterns([(1, "{street}"), (1, "{suffix}")], LISTS)
    chosen = np.arange(100) % 2
    values = cells(patterns.parts(RowStream(1, "x", 0, 100), "value", chosen), 100)
    assert set(values[::2]) <= set(LISTS["street"])
    assert set(values[1::2]) <= set(LISTS["suffix"])


@given(st.integers(0, 599))
def test_a_number_is_a_text(number: int) -> None:
    patterns = Patterns([(1, "{##} {street}{suffix}")], LISTS)
    assert patterns.capacity == 600
    (value,) = cells(patterns.numbered(np.array([number])), 1)
    index, street, suffix = re.fullmatch(r"(\d\d) (Oak|Elm|Main)(St|Ave)", value).groups()  # type: ignore[union-attr]
    assert number == (int(index) * 3 + LISTS["street"].index(street)) * 2 + LISTS["suffix"].index(
        suffix
    )


def test_tables_hold_each_text_once() -> None:
    patterns = Patterns([(1, "{x}"), (1, "{x}")], {"x": ["a", "a", "b"]})
    assert [len(table) for table in patterns.tables] == [2]


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(KeyError):
        Patterns([(1, "{planet}")], LISTS)
