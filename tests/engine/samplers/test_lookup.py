"""`lookup`: fields that agree, roles that differ."""

from __future__ import annotations

from typing import Any

import pytest

from rowsmith.errors import InvalidSchema
from tests.engine.making import dataset, frame_of, schema_of

AIRPORTS: dict[str, Any] = {
    "name": "airport",
    "fields": ["code", "city"],
    "rows": [["JFK", "New York"], ["LAX", "Los Angeles"], ["ORD", "Chicago"], ["DFW", "Dallas"]],
    "shares": [60, 20, 15, 5],
}
CITY = dict(AIRPORTS["rows"])


def lookup(name: str, field: str, role: str | None = None) -> dict[str, Any]:
    column = {"name": name, "kind": "lookup", "table": "airport", "field": field}
    return column if role is None else {**column, "role": role}


def test_fields_of_a_row_agree_and_shares_hold() -> None:
    frame = frame_of(lookup("code", "code"), lookup("city", "city"), rows=50_000, tables=[AIRPORTS])
    assert (frame["code"].map(CITY) == frame["city"]).all()
    assert (frame["code"] == "JFK").mean() == pytest.approx(0.6, abs=0.01)


def test_roles_differ_row_by_row() -> None:
    frame = frame_of(
        lookup("origin", "code", "origin"),
        lookup("origin_city", "city", "origin"),
        lookup("stop", "code", "stop"),
        lookup("destination", "code", "destination"),
        rows=20_000,
        tables=[AIRPORTS],
    )
    assert (frame["origin"].map(CITY) == frame["origin_city"]).all()
    assert (frame[["origin", "stop", "destination"]].nunique(axis=1) == 3).all()
    assert set(frame["destination"]) == set(CITY)


def test_more_roles_than_rows_are_refused() -> None:
    small = {**AIRPORTS, "rows": AIRPORTS["rows"][:1], "shares": [1]}
    with pytest.raises(InvalidSchema, match="fewer rows"):
        dataset(schema_of(lookup("a", "code", "a"), lookup("b", "code", "b"), tables=[small]))


def test_numbers_in_a_table_can_be_computed_with() -> None:
    priced = {"name": "airport", "fields": ["code", "fee"], "rows": [["JFK", "12.5"], ["LAX", "8"]]}
    frame = frame_of(
        lookup("fee", "fee"),
        {"name": "double", "kind": "formula", "expression": "fee * 2"},
        tables=[priced],
    )
    assert (frame["fee"].astype(float) * 2 == frame["double"]).all()


def test_roles_differ_in_what_they_show_where_they_are_other_than_each_other() -> None:
    table = {
        "name": "airports",
        "fields": ["code", "city"],
        "rows": [["JFK", "New York"], ["LGA", "New York"], ["LHR", "London"], ["CDG", "Paris"]],
    }
    columns = [
        {"name": role, "kind": "lookup", "table": "airports", "field": "city", "role": role, **keys}
        for role, keys in (("from", {}), ("to", {"other_than": "from"}))
    ]
    frame = dataset(schema_of(*columns, tables=[table]), 5_000).frame()
    assert not (frame["from"] == frame["to"]).any()
    assert set(frame["to"]) == {"New York", "London", "Paris"}


def test_a_rows_pick_is_other_than_that_of_its_subject() -> None:
    table = {"name": "shops", "fields": ["shop"], "rows": [["A"], ["B"], ["C"]]}
    keys = {"kind": "lookup", "table": "shops", "field": "shop"}
    own = {"name": "own", "role": "own", **keys}
    other = {"name": "other", "role": "other", "other_than": "own", **keys}
    entity = {"name": "customer", "rows_per_entity": 4, "columns": [own]}
    frame = dataset(schema_of(other, tables=[table], entities=[entity]), 2_000).frame()
    assert not (frame["own"] == frame["other"]).any()
    assert frame.groupby("own")["other"].nunique().eq(2).all()
