"""The text form of outlines: what each line says, and where a mistake is."""

from __future__ import annotations

from typing import Any

import pytest

from rowsmith.planning.knowledge.column_form import FormError, read_column, read_driver
from rowsmith.planning.knowledge.notation import OutlineError, blocks, read_outline
from rowsmith.planning.knowledge.outline import Outline

GYM = """\
# Gym members: gym churn, fitness club
row: visit, 3 per member, exactly 2 per room
// a comment
table rooms: room | floor | share
  Hall | 1 | 60
  Loft | 2 | 40
member.member_id: id GM-#####
member.tier (plan, membership): ordinal Basic 60 | "Level 2" 40
room.room: from rooms
-luck: number 0 sd 1
minutes: number 60 sd 20, 5..180, gamma
  by tier: Basic 55 sd 15 | "Level 2" 70 sd 20
  <- 30%: 0.5 luck, -0.2 tier == 'Basic'
+note: text note
churned: yes 20%, words Yes/No
  if minutes < 20: 60%
label: churned
missing: note 10% when minutes < 10
dirt: duplicates 2%, typos 3% in note
"""


def outline_of(text: str) -> Outline:
    return read_outline(next(blocks(text, "area/gym.txt")))


def test_reads_what_an_outline_says() -> None:
    outline = outline_of(GYM)
    assert (outline.name, outline.row, outline.area) == ("gym_members", "visit", "gym")
    assert outline.asks == ("gym churn", "fitness club")
    assert [(one.name, one.rows_per_entity, one.exact) for one in outline.entities] == [
        ("member", 3, False),
        ("room", 2, True),
    ]
    assert outline.by_name["tier"].aliases == ("plan", "membership")
    assert outline.by_name["tier"].entity == "member"
    assert not outline.by_name["note"].listed
    assert outline.hidden == ("luck",)
    assert outline.labels == ("churned",)
    assert outline.tables[0].shares == [60, 40]
    assert outline.missing[0].when == "minutes < 10"
    assert [(flaw.what, flaw.share, flaw.column) for flaw in outline.dirt] == [
        ("duplicates", 0.02, None),
        ("typos", 0.03, "note"),
    ]


def test_what_is_below_a_column_is_its_own() -> None:
    minutes = outline_of(GYM).by_name["minutes"]
    assert minutes.column.model_dump(exclude_none=True)["cases"] == [
        {"when": "tier == 'Basic'", "mean": 55, "sd": 15},
        {"when": "tier == 'Level 2'", "mean": 70, "sd": 20},
    ]
    assert minutes.driver is not None
    assert minutes.driver.explained == 0.3
    assert [(term.of, term.weight) for term in minutes.driver.by] == [
        ("luck", 0.5),
        ("tier == 'Basic'", -0.2),
    ]


def test_a_schema_has_the_others_only_where_they_are_named() -> None:
    outline = outline_of(GYM)
    assert "note" not in {column.name for column in outline.schema().columns}
    assert "note" in {column.name for column in outline.schema(also=["note"]).columns}


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("id", {"kind": "id", "pattern": "sequence"}),
        ("id ORD-####", {"kind": "id", "pattern": "ORD-####"}),
        ("number 34 sd 2.5, 0..80, .1, gamma", {"mean": 34, "sd": 2.5, "min": 0, "max": 80}),
        ("number 3, zeros 30%, poisson", {"mean": 3, "zeros": 0.3, "shape": "poisson"}),
        ("number, 0..capacity, uniform", {"min": 0, "max": "capacity"}),
        ("number 5 sd 1, money", {"unit": "money"}),
        ("yes 2.5%, words On time/Late", {"rate": 0.025, "words": ["On time", "Late"]}),
        ("date today-2y..today, growth", {"start": "today-2y", "end": "today"}),
        ("datetime ..today, business hours, hour", {"rhythm": ["business_hours"]}),
        ("date after order_date within 10 days", {"after": "order_date", "within": 10}),
        ("person full_name, as doctor", {"field": "full_name", "role": "doctor"}),
        ('place city, within EU | "Latin America"', {"within": ["EU", "Latin America"]}),
        ("text review, tone stars, topic dish", {"style": "review", "tone": "stars"}),
        ("from goods.price", {"kind": "lookup", "table": "goods", "field": "price"}),
        ("= if(a > 1, b, c), noise 2", {"expression": "if(a > 1, b, c)", "noise": 2}),
        ("number 5, when a == 'x, y', else 0", {"when": "a == 'x, y'", "otherwise": 0}),
        ("number 5, memory=0.9", {"memory": 0.9}),
    ],
)
def test_reads_a_column(said: str, keys: dict[str, Any]) -> None:
    found = read_column(said)
    assert {key: found[key] for key in keys} == keys


def test_a_value_may_hold_an_apostrophe_or_in_quotes_a_comma() -> None:
    found = read_column('category Chef\'s Knife 60 | "Bread, rolls" 40')
    assert [level["value"] for level in found["values"]] == ["Chef's Knife", "Bread, rolls"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("nubmer 4", "is no kind"),
        ("number four", "is no number"),
        ("category A 50 | B 30", "add up to 80"),
        ("category Type 1 | Type 2", "stands twice"),
        ("yes 0.3", "is no share"),
        ("number 4, round", "understood by nobody"),
    ],
)
def test_refuses_what_it_does_not_know(said: str, told: str) -> None:
    with pytest.raises(FormError, match=told):
        read_column(said)


def test_a_driver_has_weights() -> None:
    assert read_driver("easy: 1 a, -0.5 b == 'x' -> Gone")["by"] == [
        {"of": "a", "weight": 1},
        {"of": "b == 'x'", "weight": -0.5, "toward": "Gone"},
    ]
    with pytest.raises(FormError, match="no weight"):
        read_driver("age")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("row: a member\n", 1, "begins with a heading"),
        ("# Gym\nage: number 3\n", 1, "what a row is"),
        ("# Gym\nrow: member\nage; number 3\n", 3, "name: what it is"),
        ("# Gym\nrow: member\nage: number 3\nage: number 4\n", 1, "stands twice"),
        ("# Gym\nrow: member\nage: number 3\nlabel: left\n", 1, "'left' is no column"),
        ("# Gym\nrow: visit, 3 per member\nage: number 3\n", 1, "no column of its own"),
        ("# Gym\nrow: visit\nmember.age: number 3\n", 3, "repeats nowhere"),
        ("# Gym\nrow: visit\nage: number 3 sd -1\n", 3, "sd"),
        ("# Gym\nrow: visit\ntable t: a | b\n  1\n", 3, "1 cells for 2 fields"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, told: str) -> None:
    with pytest.raises(OutlineError, match=told) as caught:
        outline_of(text)
    assert (caught.value.file, caught.value.line) == ("area/gym.txt", line)
