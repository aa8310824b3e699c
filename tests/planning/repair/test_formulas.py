"""Expressions in other spellings and languages."""

from __future__ import annotations

import copy

import pytest

from rowsmith.planning.repair import repair, told_lost
from tests.planning.repair.slips import SHOP, column, mended


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tier = 'Elite'", "tier == 'Elite'"),
        ("tier == 'ELITE'", "tier == 'Elite'"),
        ("tier = Elite", "tier == 'Elite'"),
        ("tier != Elite and age > 3", "tier != 'Elite' and age > 3"),
        ("Tier == 'Elite' AND Age > 30", "tier == 'Elite' and age > 30"),
        ("age > 30 && gift", "age > 30  and  gift"),
        ("not_there > 3", None),
        ("df['age'] > 30", "age > 30"),
        ("age between 20 and 30", "(age >= 20 and age <= 30)"),
        ("gift == 'yes'", "gift == 'Yes'"),
        ("quantity", "(quantity) != 0"),
        ("tier is Elite", "tier == 'Elite'"),
        ("tier is not Elite", "tier != 'Elite'"),
        ("tier in (Plus, Elite)", "tier in ('Plus', 'Elite')"),
        ("Plus, Elite", "tier in ('Plus', 'Elite')"),
        ("plus or elite", "tier in ('Plus', 'Elite')"),
        ("tier in ['elite', 'plus']", "tier in ['Elite', 'Plus']"),
    ],
)
def test_conditions_are_read_in_other_spellings(written: str, meant: str | None) -> None:
    schema = copy.deepcopy(SHOP)
    column(schema, "rating")["cases"] = [{"when": written, "mean": 3}]
    schema["drivers"] = schema["drivers"][:1]
    result, warnings = mended(schema)
    assert column(result, "rating").get("cases", [{}])[0].get("when") == meant
    assert len(warnings) == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("= quantity * unit_price", "quantity * unit_price"),
        ("np.round(quantity * unit_price, 2)", "round(quantity * unit_price, 2)"),
        ("ROUND(quantity * unit_price, 2)", "round(quantity * unit_price, 2)"),
        ("quantity × unit_price", "quantity * unit_price"),
        ("quantity ^ 2", "quantity ** 2"),
        ("IF(gift, 0, quantity)", "if(gift, 0, quantity)"),
        ("gift ? 0 : quantity", "if(gift, 0, quantity)"),
        ("CASE WHEN gift THEN 0 ELSE quantity END", "if(gift, 0, quantity)"),
        ("int(quantity / 2)", "floor(quantity / 2)"),
        ("(delivered - order_date).days", "(delivered - order_date)"),
        ("datediff(delivered, order_date)", "(delivered - order_date)"),
        ("days_between(order_date, delivered)", "(delivered - order_date)"),
        ("order_date + timedelta(days=quantity)", "order_date + days(quantity)"),
        ("mod(quantity, 2)", "((quantity) % (2))"),
        ("quantity * rand()", "quantity * random(0, 1)"),
        ("quantity + np.random.normal(0, 2)", "quantity + normal(0, 2)"),
        ("quantity + random.randint(1, 5)", "quantity + random(1, 5)"),
        ("quantity + random.random()", "quantity + random(0, 1)"),
        ("Math.round(quantity + randn())", "round(quantity + normal(0, 1))"),
        ("avg(quantity, unit_price)", "((quantity + unit_price) / 2)"),
        ("sum(quantity, unit_price, 1)", "(quantity + unit_price + 1)"),
        ("DATEDIFF(day, order_date, delivered)", "(delivered - order_date)"),
        ("date_diff('days', order_date, delivered)", "(delivered - order_date)"),
        ("date_add(order_date, quantity)", "(order_date + days(quantity))"),
        ("DATEADD(hour, 2, order_date)", "(order_date + hours(2))"),
        ("NOW() - order_date", "today - order_date"),
        ("if gift then 0 else quantity", "if(gift, 0, quantity)"),
        ("if gift then 0 else if age > 60 then 1 else 2", "if(gift, 0, if(age > 60, 1, 2))"),
        ("case when gift then 0 when age > 60 then 1 else 2 end",
         "if(gift, 0, if(age > 60, 1, 2))"),
        ("IF(gift; 0; quantity)", "if(gift, 0, quantity)"),
        ("coalesce(pow(quantity, 2), 0)", "(((quantity) ** (2)))"),
        ("log10(unit_price)", "(log(unit_price) / 2.302585)"),
        ("round(unit_price, -1)", "(round((unit_price) / 10) * 10)"),
        ("unit_price * $2", "unit_price * 2"),
        ("quantity mod 2", "quantity % 2"),
        ("concat(full_name, ', ', city)", "(full_name + ', ' + city)"),
    ],
)  # fmt: skip
def test_formulas_are_read_in_other_languages(written: str, meant: str) -> None:
    schema = copy.deepcopy(SHOP)
    column(schema, "total")["expression"] = written
    result, warnings = mended(schema)
    assert column(result, "total")["expression"] == meant
    assert len(warnings) == 1


def test_name_with_spaces_is_quoted() -> None:
    schema = {
        "columns": [
            {"kind": "number", "name": "unit price", "min": 1, "max": 9},
            {"kind": "formula", "name": "double", "expression": "unit price * 2"},
        ]
    }
    result, _ = mended(schema)
    assert column(result, "double")["expression"] == "`unit price` * 2"


@pytest.mark.parametrize("written", [
    "foo(quantity)", "mean(quantity)", "profit * 2", "random(quantity)", "quantity / total_quantity"
])  # fmt: skip
def test_a_formula_that_cannot_be_is_lost_and_told(written: str) -> None:
    schema = copy.deepcopy(SHOP)
    column(schema, "total")["expression"] = written
    schema["columns"].append({"kind": "formula", "name": "tax", "expression": "total * 0.2"})
    result, _, lost = repair(schema)
    assert isinstance(result, dict)
    assert not {"total", "tax"} & {found["name"] for found in result["columns"]}
    assert [found.where for found in lost] == ["columns.total", "columns.tax"]
    assert written in told_lost(lost)[0]


@pytest.mark.parametrize(
    ("name", "expression"),
    [
        ("first_name", "split(full_name, 0)"),
        ("email", "lower(concat(full_name, '@x.com'))"),
        ("work_email", "lower(full_name) + '@x.com'"),
    ],
)
def test_what_a_person_has_is_the_persons(name: str, expression: str) -> None:
    schema = copy.deepcopy(SHOP)
    schema["columns"].append({"kind": "formula", "name": name, "expression": expression})
    result, _ = mended(schema)
    field = name.removeprefix("work_")
    assert result["columns"][-1] == {"kind": "person", "name": name, "field": field}


@pytest.mark.parametrize("when", ["Elite", "'Elite'"])
def test_a_value_alone_is_its_columns(when: str) -> None:
    schema = copy.deepcopy(SHOP)
    column(schema, "quantity")["cases"][0]["when"] = when
    result, _ = mended(schema)
    assert column(result, "quantity")["cases"][0]["when"] == "tier == 'Elite'"


def test_a_date_after_nothing_is_told() -> None:
    schema = copy.deepcopy(SHOP)
    column(schema, "delivered")["after"] = "zodiac"
    _, _, lost = repair(schema)
    assert [found.where for found in lost] == ["columns.delivered.after"]


def test_a_label_means_the_column_of_its_stem() -> None:
    schema = copy.deepcopy(SHOP)
    schema["labels"] = ["return_event"]
    result, _ = mended(schema)
    assert result["labels"] == ["returned"]
