"""Whatever is said, a schema comes out that can be made, or the description is refused."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from rowsmith.errors import NotUnderstood
from rowsmith.planning.composing import Composition, compose
from rowsmith.planning.knowledge import knowledge
from rowsmith.planning.reading.parse import Parse
from rowsmith.schema import parse_schema
from tests.planning.composing.parses import parses

few = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


def composed(parse: Parse) -> Composition | None:
    try:
        return compose(parse, knowledge())
    except NotUnderstood:
        return None


@few
@given(parses())
def test_every_parse_makes_a_schema_that_holds_or_is_refused(parse: Parse) -> None:
    found = composed(parse)
    if found is None:
        assert not parse.columns()
        return
    again = parse_schema(found.schema.model_dump(mode="json", exclude_none=True))
    assert [column.name for column in again.csv_order()]


@few
@given(parses())
def test_there_are_as_many_columns_as_were_named(parse: Parse) -> None:
    found = composed(parse)
    if found is None or parse.listing != "closed":
        return
    shown = found.schema.csv_order()
    assert len(shown) >= len(parse.columns())


@few
@given(parses())
def test_the_same_parse_makes_the_same_schema(parse: Parse) -> None:
    assert composed(parse) == composed(parse)


def test_what_names_no_column_and_no_subject_is_refused() -> None:
    with pytest.raises(NotUnderstood):
        compose(Parse("what is the weather like", listing="none"), knowledge())
