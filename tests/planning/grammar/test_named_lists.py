"""Columns that are listed in so many words, in any form that people write lists in."""

from __future__ import annotations

import pytest

from rowsmith.planning.grammar.list_items import letters_of
from rowsmith.planning.grammar.named_lists import find_likely_names, find_listed_names
from rowsmith.planning.grammar.value_lists import find_counted_values, find_defined_values


def listed(text: str) -> list[str]:
    return [text[start:end] for names in find_listed_names(text) for start, end in names]


@pytest.mark.parametrize(
    "text",
    [
        "columns: name, has loan, time on site",
        "The columns should be: name, has loan, time on site.",
        "Fields needed are name, has loan and time on site",
        "cars with cols: name; has loan; time on site",
        "with these headings: name / has loan / time on site",
        "Columns:\n1. name\n2. has loan\n3. time on site\n\nRules: none",
        "Variables\n* name (text)\n* has loan (yes/no)\n* time on site - in minutes",
        "10 columns please: name, has loan, time on site",
        "COLUMNS\nname\nhas loan\ntime on site\n",
        "people -> name, has loan, time on site",
        "people with only name, has loan and time on site",
        "fields: name:str, has loan:bool, time on site:float",
        "features: name, has loan, time on site (min. 3)",
    ],
)
def test_each_item_is_a_name(text: str) -> None:
    assert listed(text) == ["name", "has loan", "time on site"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("columns: name, plan: free 60%, pro 40%, city", ["name"]),
        ("columns: name, age from 18 to 65, city", ["name", "city"]),
        ("columns: name, grade A-D, city", ["name", "city"]),
        ("columns: name, dates etc, city", ["name", "city"]),
        ("columns:\n- name\n- age\nRules:\n- 5% missing", ["name", "age"]),
        ("columns:\n- id - patient_ref, unique\n- age\n- sex", ["age", "sex"]),
        ("status: open -> closed -> archived", []),
        ("a table with only women", []),
        ("Col 2 area: m2, right-skewed", []),
    ],
)
def test_what_says_more_than_a_name_is_left_out(text: str, names: list[str]) -> None:
    assert listed(text) == names


def test_longer_lists_may_be_of_columns() -> None:
    text = "houses with size, rooms, garden, heating (gas, oil) and price. Paris, Rome, too"
    (names,) = find_likely_names(text)
    assert [text[start:end] for start, end in names] == [
        "size", "rooms", "garden", "heating", "price",
    ]  # fmt: skip


def test_a_number_says_how_many_values_follow() -> None:
    text = "columns: name, two plans: free and pro, city"
    (one,) = find_counted_values(text)
    assert [text[start:end] for start, end in one.values] == ["free", "pro"]
    assert text[slice(*one.name)] == "plans"
    assert not list(find_counted_values("5 columns: a, b, c, d, e"))


def test_values_behind_a_colon_end_at_a_semicolon() -> None:
    text = "name; team: HR, IT, Sales; city"
    (one,) = find_defined_values(text)
    assert [text[start:end] for start, end in one.values] == ["HR", "IT", "Sales"]


@pytest.mark.parametrize(
    ("said", "letters"),
    [
        ("A-D", ["A", "B", "C", "D"]),
        ("Q1 to Q4", ["Q1", "Q2", "Q3", "Q4"]),
        ("grade A-D", []),
        ("A-D1", []),
        ("1-5", []),
    ],
)
def test_a_range_of_letters_is_each_of_them(said: str, letters: list[str]) -> None:
    assert letters_of(said) == letters
