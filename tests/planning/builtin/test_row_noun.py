from __future__ import annotations

import pytest

from rowsmith.planning.builtin.reading import read
from rowsmith.planning.builtin.row_noun import row_noun
from tests.planning.builtin.helpers import plan, shown


@pytest.mark.parametrize(
    ("text", "archetype", "thing"),
    [
        ("beekeeping hive inspections", "inspections", "hive"),
        ("data about tractor repairs on farms", "repairs", "tractor"),
        ("sumo wrestlers", "people", "sumo wrestler"),
        ("toys that families borrow", "loans", "toy"),
        ("lighthouses in Scotland", "places", "lighthouse"),
    ],
)
def test_a_noun_tells_what_a_row_is(text: str, archetype: str, thing: str) -> None:
    row = row_noun(text)
    assert row is not None
    assert (row.archetype.name, row.thing or row.row) == (archetype, thing)


@pytest.mark.parametrize("text", ["", "qwerty asdf", "something nice", "ünïcödé 😀"])
def test_words_without_a_noun_for_a_row_tell_nothing(text: str) -> None:
    assert row_noun(text) is None


@pytest.mark.parametrize("text", ["customer churn for a telecom company", "hotel bookings"])
def test_a_domain_goes_before_an_archetype(text: str) -> None:
    reading = read(text)
    assert reading.assumed is None
    assert reading.domain is not None


def test_what_is_assumed_is_said() -> None:
    warnings = plan("hive inspections").warnings
    assert warnings[0].startswith("The subject 'hive inspections' is not known. Each row is")


def test_fields_named_in_passing_are_added_to_what_is_usual() -> None:
    names = shown("glacier surveys with melt rate between 1 and 9 and slope angle between 5 and 60")
    assert {"melt_rate", "slope_angle"} <= set(names)
    assert len(names) > 6


def test_three_fields_after_with_are_all_that_is_wanted() -> None:
    names = shown("glacier surveys with date, surveyor and thickness between 10 and 300")
    assert len(names) == 3
