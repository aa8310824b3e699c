"""A description is read whole: marks, patterns, values."""

from __future__ import annotations

import pytest

from rowsmith.planning.english.content import is_english
from rowsmith.planning.reading.read import read


def test_columns_and_what_is_stated_of_them_are_read() -> None:
    parse = read("500 customers with name, age (18 to 65) and city")
    assert [field.words for field in parse.fields] == ["name", "age", "city"]
    assert parse.rows is not None
    assert parse.rows.value == 500


def test_a_pasted_schema_is_read_exactly() -> None:
    parse = read("CREATE TABLE pets (pet_id INT PRIMARY KEY, kind VARCHAR(20), born DATE);")
    assert [field.words for field in parse.fields] == ["pet_id", "kind", "born"]


@pytest.mark.parametrize("text", ["", " ", "\n", "?!", "猫", "x" * 4000, "(((", "1,2,3 " * 300])
def test_anything_can_be_read(text: str) -> None:
    assert read(text).text == text


def test_other_languages_are_told_apart() -> None:
    assert is_english("customers with age and city")
    assert not is_english("Kunden mit Alter, Stadt und Umsatz")
