"""What a page draws: every cell counted once, few figures, for columns of any kind."""

from __future__ import annotations

from typing import Any

import pytest

from rowsmith.engine.pictures import BARS, BINS
from tests.engine.making import boolean, category, dataset, number, schema_of


def counted(picture: dict[str, Any]) -> int:
    bars = [count for _, count in picture.get("bars", ())]
    return int(sum([*picture.get("counts", ()), picture.get("other", 0), *bars]))


def test_every_cell_that_is_there_is_in_one_bar() -> None:
    schema = schema_of(
        number("x", mean=5, sd=2, decimals=1),
        number("n", shape="poisson", mean=2),
        category("c", *"abcdefghijklmn"),
        boolean("b"),
        {"name": "d", "kind": "datetime"},
        missing=[{"column": "x", "share": 0.3}, {"column": "c", "share": 0.2}],
    )
    made = dataset(schema, rows=700)
    frame = made.frame()
    for name, picture in made.pictures["columns"].items():
        assert counted(picture) == frame[name].notna().sum(), name
        assert len(picture.get("counts", ())) <= BINS
        assert len(picture.get("bars", ())) <= BARS


def test_a_long_tail_leaves_room_for_the_rest() -> None:
    made = dataset(schema_of(number("x", shape="lognormal", mean=100, sd=400)), rows=5_000)
    counts = made.pictures["columns"]["x"]["counts"]
    assert sum(count > 0 for count in counts) > BINS / 2


def test_ordered_values_stand_in_their_order() -> None:
    made = dataset(schema_of(category("c", "low", "mid", "high", ordered=True)), rows=300)
    assert [value for value, _ in made.pictures["columns"]["c"]["bars"]] == ["low", "mid", "high"]


def test_ids_and_texts_have_examples() -> None:
    schema = schema_of(
        {"name": "id", "kind": "id", "pattern": "A-####"},
        {"name": "note", "kind": "text", "style": "review"},
    )
    columns = dataset(schema, rows=50).pictures["columns"]
    assert columns["id"]["examples"] == ["A-0001", "A-0002", "A-0003"]
    assert len(columns["note"]["examples"]) == 3


def test_a_label_is_shown_within_the_groups_of_its_drivers() -> None:
    schema = schema_of(
        category("plan", "basic", "pro"),
        number("age", mean=40, sd=10),
        boolean("left", 0.3, words=["Yes", "No"]),
        labels=["left"],
        drivers=[
            {
                "column": "left",
                "explained": "easy",
                "by": [{"of": "plan == 'pro'", "weight": -1}, {"of": "age"}],
            }
        ],
    )
    made = dataset(schema, rows=4_000)
    by_driver = {picture["driver"]: picture for picture in made.pictures["labels"]}
    assert set(by_driver) == {"plan", "age"}
    frame = made.frame()
    for plan, count, (share,) in by_driver["plan"]["groups"]:
        rows = frame["plan"] == plan
        assert count == rows.sum()
        assert share == pytest.approx((frame["left"][rows] == "Yes").mean(), abs=0.001)
    shares = [share for _, _, (share,) in by_driver["age"]["groups"]]
    assert shares == sorted(shares)


def test_a_range_too_narrow_for_bins_is_drawn() -> None:
    schema = schema_of(number("x", mean=1e9, sd=1e-6, decimals=6), number("y", mean=5, sd=0))
    pictures = dataset(schema, rows=300).pictures["columns"]
    assert counted(pictures["x"]) == counted(pictures["y"]) == 300
