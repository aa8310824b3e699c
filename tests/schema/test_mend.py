"""A schema that is plainly meant otherwise is read as it is meant, and that is told."""

from __future__ import annotations

from typing import Any

import pytest

from rowsmith.errors import InvalidSchema
from rowsmith.schema import parse_schema, read_schema
from tests.engine.making import boolean, category, dataset, formula, number

SEX = {"name": "sex", "kind": "person", "field": "gender"}
DAY = {"name": "day", "kind": "datetime"}


def read(*columns: dict[str, Any], **rest: Any) -> tuple[dict[str, Any], list[str]]:
    schema, warnings = read_schema({"columns": list(columns), **rest})
    return schema.model_dump(mode="json", exclude_unset=True), warnings


@pytest.mark.parametrize(
    ("column", "written", "read_as"),
    [
        (SEX, "'male'", "'Male'"),
        (SEX, "'F'", "'Female'"),
        (category("sex", "M", "F"), '"Male"', "'M'"),
        (boolean("sex", words=["Yes", "No"]), "'1'", "'Yes'"),
        (boolean("sex"), "'Yes'", "true"),
        (boolean("sex"), "'no'", "false"),
    ],
)
def test_a_compared_value_is_read_by_its_meaning_wherever_it_stands(
    column: dict[str, Any], written: str, read_as: str
) -> None:
    condition = f"sex == {written}"
    schema, warnings = read(
        column,
        number("x", mean=1, sd=1, cases=[{"when": condition, "mean": 2}]),
        number("y", mean=1, sd=1, when=condition),
        formula("z", f"if({condition}, 1, 2)"),
        drivers=[{"column": "x", "by": [{"of": condition}]}],
        missing=[{"column": "y", "share": 0.5, "when": condition}],
    )
    meant = f"sex == {read_as}"
    _, x, y, z = schema["columns"]
    assert x["cases"][0]["when"] == y["when"] == meant
    assert z["expression"] == f"if({meant}, 1, 2)"
    assert schema["drivers"][0]["by"][0]["of"] == schema["missing"][0]["when"] == meant
    assert len(warnings) == 5
    assert all(condition in warning and meant in warning for warning in warnings)


def test_a_value_is_read_in_the_columns_of_a_subject_too() -> None:
    plan = category("plan", "Pro", "Free")
    fee = number("fee", mean=1, sd=1, cases=[{"when": "plan in ('pro', 'Free')", "mean": 2}])
    entity = {"name": "customer", "rows_per_entity": 3, "columns": [plan, fee]}
    schema, warnings = read(number("n", mean=1, sd=1), entities=[entity])
    cases = schema["entities"][0]["columns"][1]["cases"]
    assert cases[0]["when"] == "plan in ('Pro', 'Free')"
    assert warnings == ["fee: `plan in ('pro', 'Free')` was read as `plan in ('Pro', 'Free')`."]


@pytest.mark.parametrize("text", ["gold", "silv"])
def test_a_value_that_no_row_has_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidSchema, match=f"compares with '{text}', which never occurs"):
        read(category("plan", "Silver", "silver!"), formula("y", f"plan == '{text}'"))


def test_what_is_read_reads_the_same_again() -> None:
    schema, _ = read(SEX, boolean("b", 0.1, words=["No", "Yes"]), formula("y", "sex == 'm'"))
    assert read(*schema["columns"]) == (schema, [])


def test_the_word_for_true_comes_first_and_what_was_taken_is_told() -> None:
    schema, warnings = read(boolean("churn", 0.05, words=["No", "Yes"]))
    assert schema["columns"][0]["words"] == ["Yes", "No"]
    assert warnings == [
        "churn: its words are for true and for false, in this order; 'Yes' was taken for true, "
        "in 5 % of the rows."
    ]
    shares = dataset(parse_schema(schema), 20_000).frame()["churn"].value_counts(normalize=True)
    assert shares["Yes"] == pytest.approx(0.05, abs=0.01)


@pytest.mark.parametrize(
    ("written", "number_of"),
    [
        ("weekday(day) == 'Saturday'", "weekday(day) == 6"),
        ("weekday(day) in ('sat', 'sun')", "weekday(day) in (6, 7)"),
        ("month(day) == 'June'", "month(day) == 6"),
    ],
)
def test_days_and_months_may_be_named(written: str, number_of: str) -> None:
    schema, warnings = read(DAY, formula("y", written))
    assert schema["columns"][1]["expression"] == number_of
    assert len(warnings) == 1


@pytest.mark.parametrize(
    ("comparison", "span"),
    [
        ("weekday(day) == 0", r"1 \(Monday\) to 7 \(Sunday\)"),
        ("weekday(day) in (5, 6, 8)", r"1 \(Monday\) to 7 \(Sunday\)"),
        ("13 == month(day)", r"1 \(January\) to 12 \(December\)"),
        ("day(day) != 32", "1 to 31"),
        ("hour(day) == 24", "0 to 23"),
    ],
)
def test_a_number_that_no_date_has_is_refused(comparison: str, span: str) -> None:
    with pytest.raises(InvalidSchema, match=f"which it never is; it is {span}"):
        read(DAY, formula("y", comparison))


@pytest.mark.parametrize(
    ("values", "condition"),
    [
        (("low", "medium", "high"), "level >= 'medium'"),
        (("S", "M", "L", "XL"), "level < 'Large'"),
        (("18-24", "25-34", "65+"), "level > '18-24'"),
        (("Q1", "Q2", "Q3", "Q4"), "level <= 'Q2'"),
    ],
)
def test_values_that_plainly_rise_are_ordered_where_they_are_compared_so(
    values: tuple[str, ...], condition: str
) -> None:
    schema, warnings = read(category("level", *values), formula("y", condition))
    assert schema["columns"][0]["ordered"] is True
    assert "level: its values were taken as ordered from low to high." in warnings
    assert read(category("level", *values), formula("y", f"level == '{values[0]}'"))[1] == []


@pytest.mark.parametrize(
    "column",
    [category("level", "red", "green"), {"name": "level", "kind": "person", "field": "gender"}],
)
def test_texts_without_an_order_do_not_come_before_each_other(column: dict[str, Any]) -> None:
    with pytest.raises(
        InvalidSchema, match="compares 'level' by '>=', but its values have no order"
    ):
        read(column, category("other", "red", "Male"), formula("y", "level >= other"))


def test_times_of_day_have_an_order() -> None:
    opens = {"name": "opens", "kind": "datetime", "start": "06:00", "end": "12:00"}
    read(opens, formula("early", "opens < '08:00'"))


def test_columns_without_a_common_value_are_never_equal() -> None:
    with pytest.raises(InvalidSchema, match="have no value in common"):
        read(category("a", "x", "y"), category("b", "u", "v"), formula("same", "a == b"))


def test_a_number_in_quotes_is_a_number() -> None:
    schema, warnings = read(number("age", mean=40, sd=9), formula("old", "age >= '65'"))
    assert schema["columns"][1]["expression"] == "age >= 65"
    assert len(warnings) == 1
