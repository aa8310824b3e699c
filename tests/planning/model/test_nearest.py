"""The nearest known schema is an example that the model could have written."""

from __future__ import annotations

import json

import pytest

from rowsmith.planning.knowledge import knowledge
from rowsmith.planning.model.nearest import LONGEST, nearest_example
from rowsmith.planning.model.shorthand import written_in_full
from rowsmith.planning.reading.read import read
from rowsmith.schema import parse_schema


@pytest.mark.parametrize(
    "description",
    ["hotel bookings", "a dataset of wines", "trips of taxis, with fare and tip"],
)
def test_what_is_near_is_a_schema_in_the_short_form(description: str) -> None:
    example = nearest_example(read(description), knowledge())
    assert example is not None
    assert len(example) <= LONGEST
    full, unread = written_in_full(json.loads(example))
    assert unread == []
    assert len(parse_schema(full).columns) > 5


@pytest.mark.parametrize("description", ["columns: a, b and c", "zorgles of the flim"])
def test_nothing_is_shown_where_nothing_is_near(description: str) -> None:
    assert nearest_example(read(description), knowledge()) is None
