"""Shapes, types, units, trends, strengths, gaps and flaws in words."""

from __future__ import annotations

import pytest

from rowsmith.planning.grammar.column_types import read_type
from rowsmith.planning.grammar.comparisons import is_about_time, is_strict
from rowsmith.planning.grammar.counts import Each, read_each
from rowsmith.planning.grammar.flaws import read_difficulty, read_flaw
from rowsmith.planning.grammar.gaps import read_empty, read_filled, read_missing, read_unique
from rowsmith.planning.grammar.names import is_no_name
from rowsmith.planning.grammar.places import find_places
from rowsmith.planning.grammar.shapes import read_shape
from rowsmith.planning.grammar.strengths import read_strength
from rowsmith.planning.grammar.trends import read_trends
from rowsmith.planning.grammar.units import read_unit
from rowsmith.planning.grammar.values import (
    Empty,
    Filled,
    Missing,
    Shape,
    Strength,
    Trend,
    Type,
    Unique,
    Unit,
)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("normally distributed", Shape("normal")),
        ("log-normal", Shape("lognormal")),
        ("heavily right-skewed", Shape("right_skewed", strong=True)),
        ("skewed towards 5", Shape("left_skewed")),
        ("mostly 2 or 3", Shape("mostly", values=("2", "3"))),
        ("mostly zero, sometimes large", Shape("mostly", values=("0",))),
        ("beta(2, 5)", Shape("beta", parameters=(2, 5))),
        ("equal groups", Shape("balanced")),
        ("long tail", Shape("right_skewed")),
        ("U-shaped", Shape("u_shaped")),
        ("Cauchy", Shape("other")),
    ],
)
def test_shapes(text: str, shape: Shape) -> None:
    assert read_shape(text) == shape


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("int64", Type("integer")),
        ("decimal(14,2)", Type("decimal", decimals=2)),
        ("VARCHAR(60)", Type("text", length=60)),
        ("Y/N", Type("boolean", words=("Y", "N"))),
        ("no/yes", Type("boolean", words=("yes", "no"))),
        ("0/1", Type("boolean", words=("1", "0"))),
        ("timestamp", Type("datetime")),
        ("free text", Type("long_text")),
        ("serial", Type("id")),
        ("frob", Type("other")),
    ],
)
def test_types(text: str, found: Type) -> None:
    assert read_type(text) == found


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("kg", Unit("kg")),
        ("thousand USD", Unit("thousand USD", currency="USD", scale=1000)),
        ("€/month", Unit("€/month", currency="EUR", per="month")),
        ("per week", Unit("per week", per="week")),
        ("pounds", Unit("pounds")),
    ],
)
def test_units(text: str, unit: Unit) -> None:
    assert read_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "trends"),
    [
        ("peaks in December", [Trend("year", (12,))]),
        ("fewer on Sundays", [Trend("week", (7,), high=False)]),
        ("higher at weekends", [Trend("week", (6, 7))]),
        ("peaks at 8 and 17", [Trend("day", (8, 17))]),
        ("grows over the year", [Trend(None)]),
        ("declining", [Trend(None, high=False)]),
        (
            "high in summer, low in winter",
            [Trend("year", (6, 7, 8)), Trend("year", (1, 2, 12), high=False)],
        ),
        ("sawtooth pattern", []),
    ],
)
def test_trends(text: str, trends: list[Trend]) -> None:
    assert list(read_trends(text)) == trends


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("strongly", Strength("degree", 0.8)),
        ("r = -0.5", Strength("correlation", -0.5)),
        ("0.4", Strength("correlation", 0.4)),
        ("twice", Strength("factor", 2)),
        ("three times", Strength("factor", 3)),
        ("20%", Strength("factor", 1.2)),
        ("2 points", Strength("difference", 2)),
    ],
)
def test_strengths(text: str, strength: Strength) -> None:
    assert read_strength(text) == strength


def test_a_share_of_what_lowers_is_taken_off() -> None:
    assert read_strength("20%", lowers=True) == Strength("factor", 0.8)


def test_gaps() -> None:
    assert read_missing("5%") == Missing(0.05)
    assert read_missing("some") == Missing(None)
    assert read_missing("nullable") == Missing(None)
    assert read_missing("some error") is None
    assert read_empty("blank if") == Empty()
    assert read_filled("0 unless") == Filled(otherwise="0")
    assert read_filled("null unless") == Filled()
    assert read_unique("no repeats") == Unique()
    assert read_unique("sequential") == Unique(sequential=True)


def test_counts_of_rows_each() -> None:
    assert read_each("5") == Each((5, 5))
    assert read_each("between 2 and 8") == Each((2, 8))
    assert read_each("several") == Each((3, 8), exact=False)
    assert read_each("around 10") == Each((6, 14))
    assert read_each("blue") is None


def test_flaws_and_difficulty() -> None:
    assert read_flaw("inconsistent capitalisation") == "casing"
    assert read_flaw("sensor spikes") == "outliers"
    assert read_flaw("swapped fields") == "other"
    assert read_difficulty("noisy") == "hard"
    assert read_difficulty("not too easy") == "medium"
    assert read_difficulty("blue") is None


def test_orders() -> None:
    assert is_about_time("not before")
    assert not is_about_time("must not exceed")
    assert is_strict("later than")
    assert not is_strict(">=")


@pytest.mark.parametrize("name", ["45 percent", "there should be 4 clusters", "$500", "??", "12%"])
def test_no_names(name: str) -> None:
    assert is_no_name(name)


@pytest.mark.parametrize(
    "name", ["age", "x1", "2019", "pct_50", "half marathon time", "beds there are"]
)
def test_names(name: str) -> None:
    assert not is_no_name(name)


def test_places_of_a_phrase() -> None:
    text = "the city of Gdansk, Italy and Greece"
    assert [one.value for one in find_places(text)] == ["Gdansk", "Italy", "Greece"]
    assert [one.value for one in find_places("Bosnia and Herzegovina")] == [
        "Bosnia and Herzegovina"
    ]
