from __future__ import annotations

from tests.planning.builtin.helpers import columns, plan


def test_a_subject_without_a_domain_gets_its_own_columns() -> None:
    found = plan(
        "50 wizards with 4 spells each: name, age, spell date in 2023, mana between 1 and 100"
    )
    (entity,) = found.schema.entities
    assert (entity.name, entity.rows_per_entity, entity.exact) == ("wizard", 4, True)
    assert {column.name for column in entity.columns} == {"name", "age"}
    assert found.rows == 200


def test_only_a_subject_s_columns_make_one_row_each() -> None:
    assert not plan("online store: columns: customer id, customer name, email").schema.entities


def test_two_places_of_a_row_are_two() -> None:
    found = columns("columns: billing city, shipping city")
    assert found["billing_city"]["role"] != found["shipping_city"]["role"]


def test_places_lie_in_the_countries_named() -> None:
    found = columns("customers from Germany and France with name and city")
    assert found["city"]["within"] == ["DE", "FR"]


def test_a_column_of_countries_is_of_the_world_where_none_is_named() -> None:
    assert "within" not in columns("columns: country, population, life expectancy")["country"]
    assert columns("columns: country, population, age, in Germany")["country"]["within"] == ["DE"]
