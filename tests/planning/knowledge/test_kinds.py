"""What a name means by what the data is about."""

from __future__ import annotations

import pytest

from rowsmith.planning.knowledge import FieldMatch, Hints, knowledge
from rowsmith.planning.knowledge.kinds import Kinds
from rowsmith.planning.knowledge.store import store
from rowsmith.schema.columns import CategoryColumn, NumberColumn


def _field(name: str, subject: str) -> FieldMatch:
    return knowledge().field(name, None, Hints(subject=subject))


def _values(name: str, subject: str) -> set[str]:
    column = _field(name, subject).known.column
    assert isinstance(column, CategoryColumn)
    return {level.value for level in column.values}


def test_every_line_of_kinds_can_be_read() -> None:
    assert Kinds(store()).of("dogs of a shelter") is not None
    assert Kinds(store()).of("zorples") is None


@pytest.mark.parametrize(
    ("name", "subject", "value"),
    [
        ("variety", "greenhouse tomato plants", "Roma"),
        ("breed", "sheep", "Merino"),
        ("type", "pulsars", "Millisecond"),
        ("tree type", "park visits", "Oak"),
        ("brand", "guitars", "Fender"),
        ("manufacturer", "tractors", "Fendt"),
        ("status", "library loans", "Overdue"),
        ("status", "flights", "Delayed"),
        ("class", "flights", "Economy"),
        ("stage", "butterflies", "Larva"),
    ],
)
def test_values_are_those_of_the_subject(name: str, subject: str, value: str) -> None:
    assert value in _values(name, subject)


def test_a_name_that_is_known_as_a_whole_is_no_kind_of_its_first_word() -> None:
    assert "AB-" in _values("blood type", "donors")


@pytest.mark.parametrize(
    ("name", "subject", "least", "most"),
    [
        ("fine", "library loans", 1, 10),
        ("weight", "horses", 300, 700),
        ("weight", "patients", 60, 90),
        ("price", "violins", 500, 9_000),
        ("height", "lighthouses", 10, 60),
        ("temperature", "greenhouse", 15, 30),
    ],
)
def test_figures_are_of_the_magnitude_of_the_subject(
    name: str, subject: str, least: float, most: float
) -> None:
    column = _field(name, subject).known.column
    assert isinstance(column, NumberColumn)
    assert column.mean is not None
    assert least < column.mean < most


@pytest.mark.parametrize("name", ["type", "variety", "status", "size", "weight"])
def test_what_nothing_is_known_of_is_a_guess(name: str) -> None:
    match = _field(name, "zorples")
    assert match.by == "guess" or match.usual


def test_a_booking_is_no_book() -> None:
    assert "Overdue" not in _values("status", "hotel bookings")
