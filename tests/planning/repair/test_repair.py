"""Slips that models make, alone and together, come out mended and named."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.errors import InvalidSchema
from rowsmith.planning.repair import repair
from rowsmith.schema import parse_schema
from tests.planning.repair.slips import SHOP, SLIPS, Json, columns, mended


def test_the_example_is_valid_and_stays() -> None:
    result, warnings = mended(SHOP)
    assert result == SHOP
    assert warnings == []


@pytest.mark.parametrize("name", sorted(SLIPS))
def test_slip_is_mended_with_a_warning(name: str) -> None:
    schema = copy.deepcopy(SHOP)
    SLIPS[name](schema)
    result, warnings = mended(schema)
    quiet = name == "nulls_where_none_may_be"
    assert bool(warnings) != quiet
    assert all(warning[0].isupper() or warning[0] == "'" for warning in warnings)
    # A column that was there is still there, unless it is told as left out.
    assert unsaid(result, warnings) == set()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(sorted(SLIPS)), min_size=2, max_size=8, unique=True), st.randoms())
def test_slips_together_are_mended(names: list[str], order: random.Random) -> None:
    schema = copy.deepcopy(SHOP)
    spoiled = False
    for name in names:
        try:
            SLIPS[name](schema)
        except (KeyError, IndexError, StopIteration, TypeError, AttributeError):
            continue  # another slip has taken what this one spoils
        spoiled = True
    if len(schema["columns"]) < 50:
        order.shuffle(schema["columns"])
    result, warnings = mended(schema)
    assert spoiled
    if not _valid(schema) and "nulls_where_none_may_be" not in names:
        assert warnings
    assert unsaid(result, warnings) == set()


def unsaid(result: Json, warnings: list[str]) -> set[str]:
    """The columns that are gone without a word."""
    gone = {found["name"] for found in columns(SHOP)} - {found["name"] for found in columns(result)}
    return {name for name in gone if not any(f"The column '{name}' was" in w for w in warnings)}


def _valid(schema: object) -> bool:
    try:
        parse_schema(schema)
    except InvalidSchema:
        return False
    return True


def test_lone_list_is_taken_for_the_columns() -> None:
    result, _ = mended([{"kind": "id", "name": "x"}])
    assert result["columns"] == [{"kind": "id", "name": "x"}]


@pytest.mark.parametrize("data", [None, 3, "text", True, [], {}, {"columns": []}, {"a": 1}])
def test_what_has_no_columns_stays_unusable(data: object) -> None:
    result, _, _ = repair(data)
    with pytest.raises(InvalidSchema):
        parse_schema(result)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=6)
            | st.sampled_from(["name", "kind", "values", "value", "of", "by", "when", "column"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*SHOP, "hidden", "dirt"]), _JSON | st.lists(_JSON, max_size=3), max_size=6
    )
)
def test_any_json_is_survived(data: Json) -> None:
    before = json.dumps(data)
    repair(data)
    assert json.dumps(data) == before


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_value_anywhere_is_survived(data: st.DataObject) -> None:
    schema = copy.deepcopy(SHOP)
    for _ in range(data.draw(st.integers(1, 3))):
        here: Any = schema
        while True:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            deeper = isinstance(here[key], dict | list) and data.draw(st.booleans())
            if not deeper:
                here[key] = data.draw(_JSON)
                break
            here = here[key]
    repair(schema)
