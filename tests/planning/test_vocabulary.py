from __future__ import annotations

import pytest

from rowsmith.planning import vocabulary
from rowsmith.planning.vocabulary import Concept
from rowsmith.schema import parse_schema

CONCEPTS = vocabulary.concepts()


def columns_of(concept: Concept) -> list[dict[str, object]]:
    """The concept's column as it is and in each of its contexts."""
    return [
        concept.column,
        *(
            one.set if "kind" in one.set else {**concept.column, **one.set}
            for one in concept.contexts
        ),
    ]


@pytest.mark.parametrize("name", sorted(CONCEPTS))
def test_each_concept_makes_a_column_in_every_context(name: str) -> None:
    for keys in columns_of(CONCEPTS[name]):
        keys = {key: value for key, value in keys.items() if key != "tone"}
        table = vocabulary.tables().get(str(keys.get("table")))
        columns = [{"name": "airline_code", "kind": "id"}, {"name": "x", **keys}]
        parse_schema({"columns": columns, "tables": [table.model_dump()] if table else []})


def test_there_are_the_concepts_that_people_ask_for() -> None:
    assert len(CONCEPTS) >= 400


def test_what_moves_a_concept_is_a_concept() -> None:
    for name, concept in CONCEPTS.items():
        for pull in concept.driven_by:
            assert pull.of in CONCEPTS, f"{name} is moved by {pull.of}"
            assert pull.of != name


def test_opposites_and_adjectives_name_concepts() -> None:
    assert {of for those in vocabulary.opposites().values() for of in those} <= set(CONCEPTS)
    for adjective in vocabulary.adjectives():
        assert set(adjective.concepts) <= set(CONCEPTS)


def test_endings_make_columns() -> None:
    for ending in vocabulary.endings():
        parse_schema({"columns": [{"name": "x", **ending.column}]})
        assert ending.last or ending.first or ending.all


def test_scales_have_no_word_twice() -> None:
    for scale in vocabulary.scales():
        assert len(set(scale)) == len(scale)


def test_currencies_and_countries_are_known_by_one_code_each() -> None:
    for codes in (
        [country.code for country in vocabulary.countries()],
        [currency.code for currency in vocabulary.currencies()],
    ):
        assert len(set(codes)) == len(codes)
