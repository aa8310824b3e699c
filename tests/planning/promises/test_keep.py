"""What a description states holds in a model's schema, or is told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.planning.knowledge import knowledge
from rowsmith.planning.notes import Note
from rowsmith.planning.promises import keep
from rowsmith.planning.reading.decode import decode
from rowsmith.schema import Schema, parse_schema
from training.markup import corpus_files, parse_markup, read_examples

AGE = {"name": "age", "kind": "number", "mean": 40, "sd": 12, "min": 18, "max": 65}
CITY = {"name": "city", "kind": "place", "field": "city"}
INCOME = {"name": "income", "kind": "number", "shape": "lognormal", "mean": 50_000, "sd": 20_000}
ID = {"name": "id", "kind": "id"}
CHURNED = {"name": "churned", "kind": "boolean", "rate": 0.25}
PLAN = {
    "name": "plan",
    "kind": "category",
    "values": [
        {"value": "Basic", "share": 50},
        {"value": "Plus", "share": 30},
        {"value": "Pro", "share": 20},
    ],
}


def kept(marked: str, *columns: dict[str, Any], **more: Any) -> tuple[Schema, tuple[Note, ...]]:
    schema = parse_schema({"title": "A model's", "columns": list(columns), **more})
    found = keep(decode(*parse_markup(marked)), schema, knowledge())
    return found.schema, found.notes


def column(schema: Schema, name: str) -> Any:
    return next(one for _, one in schema.subjects() if one.name == name)


def shown(schema: Schema) -> list[str]:
    return [one.name for one in schema.csv_order()]


def test_a_closed_list_is_exactly_the_users() -> None:
    schema, notes = kept(
        "columns: [name]{col#1}, [age]{col#2}, [city]{col#3}",
        ID,
        {"name": "name", "kind": "person", "field": "full_name"},
        AGE,
        CITY,
        INCOME,
    )
    assert sorted(shown(schema)) == ["age", "city", "name"]
    assert any("'income'" in note.text for note in notes)


def test_the_date_of_steps_and_the_id_of_a_subject_are_asked_for() -> None:
    schema, _ = kept(
        "[hourly]{every} [load]{col#1} and [voltage]{col#2} of [5]{entities:3} [meters]{entity#3}",
        {"name": "read_at", "kind": "datetime", "start": "2024-01-01", "every": "1 hour"},
        {"name": "load", "kind": "number", "mean": 5, "sd": 1},
        {"name": "voltage", "kind": "number", "mean": 230, "sd": 2},
        entities=[{"name": "meter", "rows_per_entity": 10, "columns": [ID]}],
    )
    assert {"read_at", "id"} <= set(shown(schema))


def test_an_open_list_keeps_what_the_model_added() -> None:
    schema, _ = kept(
        "[people]{subject}, including [age]{col#1} and [city]{col#2}", AGE, CITY, INCOME
    )
    assert "income" in shown(schema)


def test_a_column_whose_words_the_description_has_stays() -> None:
    schema, _ = kept("columns: [age]{col#1}, [city]{col#2} and income", AGE, CITY, INCOME)
    assert "income" in shown(schema)


def test_a_column_that_others_need_is_hidden() -> None:
    schema, _ = kept(
        "columns: [age]{col#1}, [bonus]{col#2}",
        AGE,
        INCOME,
        {"name": "bonus", "kind": "formula", "expression": "income * 0.1"},
    )
    assert shown(schema) == ["age", "bonus"]
    assert schema.hidden == ["income"]


def test_a_rate_is_the_share_that_is_stated() -> None:
    schema, _ = kept("[age]{col#1}, [churned]{col#2} ([5%]{share:2} yes)", AGE, CHURNED)
    assert column(schema, "churned").rate == 0.05


def test_bounds_are_those_that_are_stated() -> None:
    schema, _ = kept("[age]{col#1} [16]{min:1} to [80]{max:1}, [city]{col#2}", AGE, CITY)
    age = column(schema, "age")
    assert (age.min, age.max) == (16, 80)


def test_values_are_all_those_that_are_stated() -> None:
    schema, _ = kept(
        "[age]{col#1}, [plan]{col#2} ([basic]{val#3:2} [60%]{share:3}, "
        "[pro]{val#4:2} [40%]{share:4})",
        AGE,
        PLAN,
    )
    levels = {level.value: level.share for level in column(schema, "plan").values}
    assert levels == {"basic": 60, "pro": 40}


def test_a_value_that_lacks_is_added() -> None:
    schema, _ = kept(
        "[age]{col#1}, [plan]{col#2} ([Basic]{val#3:2}, [Plus]{val#4:2}, [Gold]{val#5:2})",
        AGE,
        PLAN,
    )
    assert {level.value for level in column(schema, "plan").values} == {"Basic", "Plus", "Gold"}


def test_missing_cells_are_as_many_as_stated() -> None:
    schema, _ = kept("[age]{col#1}, [city]{col#2}; [10%]{missing:2} missing", AGE, CITY)
    assert [(one.column, one.share) for one in schema.missing] == [("city", 0.1)]


def test_a_pattern_is_the_one_that_is_stated() -> None:
    schema, _ = kept(
        "[invoice]{col#1} like [INV-00001]{like:1}, [age]{col#2}",
        {"name": "invoice", "kind": "id", "pattern": "INV-######"},
        AGE,
    )
    assert column(schema, "invoice").pattern == "INV-#####"


def test_a_stated_dependence_is_added_and_a_right_one_stays() -> None:
    gpa = {"name": "gpa", "kind": "number", "mean": 3, "sd": 0.5, "decimals": 2}
    hours = {"name": "study_hours", "kind": "number", "mean": 12, "sd": 4}
    marked = "[gpa]{col#1} [rises with]{up:2>1} [study hours]{col#2}"
    schema, _ = kept(marked, gpa, hours)
    assert [(one.column, one.by[0].of) for one in schema.drivers] == [("gpa", "study_hours")]
    assert schema.drivers[0].by[0].weight > 0
    own = [{"column": "gpa", "explained": 0.3, "by": [{"of": "study_hours", "weight": 2}]}]
    schema, notes = kept(marked, gpa, hours, drivers=own)
    assert schema.drivers[0].explained == 0.3
    assert not notes


def test_a_dependence_of_the_wrong_sign_is_turned() -> None:
    schema, _ = kept(
        "[gpa]{col#1} [falls with]{down:2>1} [stress]{col#2}",
        {"name": "gpa", "kind": "number", "mean": 3, "sd": 0.5},
        {"name": "stress", "kind": "number", "mean": 5, "sd": 2},
        drivers=[{"column": "gpa", "by": [{"of": "stress", "weight": 1}]}],
    )
    assert [term.weight < 0 for term in schema.drivers[0].by if term.of == "stress"] == [True]


@pytest.mark.parametrize(
    ("said", "called", "header"),
    [
        ("annual salary", "salary_usd", "annual_salary"),
        ("Dept", "dept", "Dept"),
        ("CustomerID", "customer_id", "CustomerID"),
        ("date of birth", "birth_date", "date_of_birth"),
    ],
)
def test_a_synonym_takes_the_users_header(said: str, called: str, header: str) -> None:
    other = INCOME | {"name": called}
    schema, _ = kept(f"columns: [age]{{col#1}}, [{said}]{{col#2}}", AGE, other)
    assert shown(schema) == ["age", header]


def test_the_only_column_left_of_its_kind_is_the_named_one() -> None:
    schema, _ = kept(
        "columns: [age]{col#1}, whether they [left the program]{col#2} ([30%]{share:2})",
        AGE,
        CHURNED,
        drivers=[{"column": "churned", "by": [{"of": "age"}]}],
    )
    assert shown(schema) == ["age", "left_the_program"]
    assert column(schema, "left_the_program").rate == 0.3
    assert schema.drivers[0].column == "left_the_program"


def test_a_named_column_that_lacks_is_added_and_told() -> None:
    schema, notes = kept("[age]{col#1} and [vip]{col#2} ([10%]{share:2} yes)", AGE)
    assert sorted(shown(schema)) == ["age", "vip"]
    assert column(schema, "vip").rate == 0.1
    assert any(note.kind == "assumed" and note.columns == ("vip",) for note in notes)


def test_what_must_not_be_there_leaves() -> None:
    schema, _ = kept(
        "[people]{subject} with [age]{col#1}, no [phone numbers]{not#2}",
        AGE,
        {"name": "phone_number", "kind": "person", "field": "phone"},
    )
    assert shown(schema) == ["age"]


def test_a_schema_that_holds_everything_stays_as_it_is() -> None:
    schema = parse_schema({"columns": [AGE, CHURNED, PLAN], "labels": ["churned"]})
    parse = decode(
        *parse_markup(
            "columns: [age]{col#1} [18]{min:1}-[65]{max:1}, [churned]{target#2} ([25%]{share:2}), "
            "[plan]{col#3} ([Basic]{val#4:3} [50%]{share:4}, [Plus]{val#5:3} [30%]{share:5}, "
            "[Pro]{val#6:3})"
        )
    )
    found = keep(parse, schema, knowledge())
    assert (found.schema, found.notes) == (schema, ())
    assert found.stated.says("age", "figures")
    assert found.stated.says("churned", "label", "values")
    assert not found.stated.says("age", "label")


@given(place=st.integers(0, 4_000), other=st.integers(0, 2))
@settings(max_examples=40, deadline=None)
def test_any_description_leaves_a_valid_schema(place: int, other: int) -> None:
    examples = _examples()
    parse = decode(*examples[place % len(examples)])
    columns = [[AGE, CHURNED], [PLAN, CITY, INCOME], [ID, AGE, CITY, INCOME, CHURNED, PLAN]][other]
    schema = keep(parse, parse_schema({"columns": columns}), knowledge()).schema
    parse_schema(schema.model_dump(mode="json", exclude_defaults=True))


def _examples() -> list[tuple[str, Any]]:
    if not _READ:
        _READ.extend(parse_markup(text) for text in read_examples(*corpus_files()))
    return _READ


_READ: list[tuple[str, Any]] = []
