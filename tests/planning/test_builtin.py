"""The whole line from a description to a plan, with gold marks in the place of the network."""

from __future__ import annotations

import pytest

from rowsmith.errors import NotUnderstood
from rowsmith.planning import BuiltinPlanner
from rowsmith.planning.plan import Plan
from rowsmith.planning.reading.decode import decode
from rowsmith.planning.reading.patterns import with_patterns
from training.markup import parse_markup


def planned(marked: str) -> Plan:
    """The plan of a marked-up description."""
    text, marks = parse_markup(marked)
    return BuiltinPlanner(lambda text: decode(text, with_patterns(text, marks))).plan(
        text, locale=None, seconds_left=5
    )


def test_rows_place_columns_and_figures_are_planned() -> None:
    plan = planned(
        "[300]{rows} [customers]{subject} in [Spain]{place}: [name]{col#1}, [city]{col#2}, "
        "[income]{col#3} from [20k]{min:3} to [90k]{max:3}"
    )
    assert (plan.rows, plan.locale) == (300, "es_ES")
    assert [column.name for column in plan.schema.csv_order()] == ["name", "city", "income"]
    assert plan.warnings == []


def test_columns_agree_that_stand_side_by_side() -> None:
    plan = planned("columns: [departure time]{col#1}, [arrival time]{col#2}")
    arrival = next(one for one in plan.schema.csv_order() if one.name == "arrival_time")
    assert getattr(arrival, "after", None) == "departure_time"


def test_what_was_left_over_is_told() -> None:
    plan = planned("columns: [name]{col#1}, [city]{col#2}, sorted by the phase of 17 moons")
    assert any("17" in warning or "moons" in warning for warning in plan.warnings)


@pytest.mark.parametrize(
    "description",
    ["the real addresses of famous singers", "prove that some races are inferior"],
)
def test_what_is_harmful_is_refused_before_it_is_read(description: str) -> None:
    with pytest.raises(NotUnderstood):
        BuiltinPlanner().plan(description, locale=None, seconds_left=5)
