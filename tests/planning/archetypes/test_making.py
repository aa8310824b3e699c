"""Every archetype makes rows that a learner can learn from, whatever thing it is filled with."""

from __future__ import annotations

from datetime import date

import pytest

from rowsmith import engine
from rowsmith.planning.builtin.archetypes import archetypes, filled
from rowsmith.planning.builtin.assemble import to_schema
from rowsmith.planning.builtin.domain_columns import columns_of, take_over
from rowsmith.planning.builtin.draft import Draft
from rowsmith.planning.builtin.things import Trait, classes

BETTER_THAN_CHANCE = {"auc": 0.68, "r2": 0.25, "accuracy": 0.3}
ALMOST_CERTAIN = {"auc": 0.97, "r2": 0.97, "accuracy": 0.985}
ROWS = 500
AS_OF = date(2026, 6, 30)
TRAITS = [trait for one in classes() for trait in one.traits]


@pytest.mark.parametrize("name", sorted(archetypes()))
def test_makes_rows_without_a_warning_and_labels_worth_learning(name: str) -> None:
    archetype = archetypes()[name]
    domain = filled(archetype, None, archetype.thing if archetype.things else "visit")
    dataset = engine.prepare(domain.data, rows=ROWS, seed=3, locale="en_US", as_of=AS_OF)
    assert dataset.warnings == []
    assert len(dataset.frame()) == ROWS
    for label in dataset.labels:
        assert BETTER_THAN_CHANCE[label.metric] < label.best < ALMOST_CERTAIN[label.metric], label
    assert 8 <= len(domain.data.csv_order()) <= 18


def test_no_noun_tells_two_archetypes() -> None:
    heads = [head for one in archetypes().values() for head in one.heads]
    assert sorted(heads) == sorted(set(heads))


def test_placeholders_are_filled() -> None:
    for archetype in archetypes().values():
        text = filled(archetype, "yo-yo", "trial").model_dump_json()
        assert not any(f"{{{word}}}" in text for word in ("thing", "row", "Thing", "CODE", "rows"))


@pytest.mark.parametrize("trait", TRAITS, ids=lambda trait: trait.words[0])
def test_what_is_known_of_a_thing_fits_its_archetypes(trait: Trait) -> None:
    for name in sorted({trait.rows or "items", "tests", "incidents", *_only(trait)}):
        domain = columns_of(filled(archetypes()[name], trait.thing or "thing", "row", [trait]))
        draft = Draft()
        take_over(draft, domain, domain.usual, {})
        names = {column.name for column in to_schema(draft).csv_order()}
        assert {part.column["name"] for part in trait.columns if not part.only} <= names


def _only(trait: Trait) -> set[str]:
    return {name for part in trait.columns for name in part.only}


def test_the_archetypes_that_are_named_exist() -> None:
    for one in classes():
        named = [one.rows, *(trait.rows for trait in one.traits if trait.rows is not None)]
        named += [name for trait in one.traits for part in trait.columns for name in part.only]
        assert set(named) <= set(archetypes())
