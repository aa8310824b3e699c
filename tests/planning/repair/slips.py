"""A schema, the slips that spoil it, and what must hold of every mend."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from rowsmith.planning.repair import repair, told_lost
from rowsmith.schema import parse_schema

Json = dict[str, Any]

SHOP: Json = {
    "title": "Orders",
    "domain": "e-commerce",
    "tables": [
        {
            "name": "products",
            "fields": ["product", "department", "list_price"],
            "rows": [["Lamp", "Home", "39.90"], ["Shoes", "Sports", "119.00"]],
            "shares": [2, 1],
        }
    ],
    "entities": [
        {
            "name": "customer",
            "rows_per_entity": 5,
            "columns": [
                {"kind": "id", "name": "customer_id", "pattern": "C-#####"},
                {"kind": "person", "name": "full_name", "field": "full_name"},
                {"kind": "place", "name": "city", "field": "city"},
                {"kind": "number", "name": "age", "mean": 40, "sd": 12, "min": 18, "max": 90},
            ],
        }
    ],
    "columns": [
        {"kind": "id", "name": "order_id", "pattern": "ORD-######"},
        {
            "kind": "category",
            "name": "tier",
            "values": [
                {"value": "Basic", "share": 60},
                {"value": "Plus", "share": 30},
                {"value": "Elite", "share": 10},
            ],
            "ordered": True,
        },
        {
            "kind": "category",
            "name": "channel",
            "values": [
                {"value": "web", "share": 50},
                {"value": "app", "share": 30},
                {"value": "store", "share": 20},
            ],
            "cases": [
                {"when": "age > 60", "values": [{"value": "store", "share": 100}]},
            ],
        },
        {"kind": "lookup", "name": "product", "table": "products", "field": "product"},
        {"kind": "lookup", "name": "unit_price", "table": "products", "field": "list_price"},
        {
            "kind": "number",
            "name": "quantity",
            "shape": "poisson",
            "mean": 2,
            "min": 1,
            "max": 9,
            "cases": [{"when": "tier == 'Elite'", "mean": 4}],
        },
        {
            "kind": "formula",
            "name": "total",
            "expression": "round(quantity * unit_price, 2)",
        },
        {"kind": "datetime", "name": "order_date", "start": "2023-01-01", "end": "2024-12-31"},
        {"kind": "datetime", "name": "delivered", "after": "order_date", "within": 14},
        {"kind": "boolean", "name": "gift", "rate": 0.1, "words": ["Yes", "No"]},
        {"kind": "number", "name": "rating", "shape": "beta", "mean": 4, "min": 1, "max": 5},
        {"kind": "text", "name": "review", "style": "review", "tone": "rating"},
        {"kind": "boolean", "name": "returned", "rate": 0.08},
    ],
    "drivers": [
        {
            "column": "returned",
            "explained": "medium",
            "by": [{"of": "rating", "weight": -1}, {"of": "channel == 'web'", "weight": 0.5}],
        },
        {"column": "rating", "explained": 0.3, "by": [{"of": "tier", "weight": 1}]},
    ],
    "missing": [{"column": "review", "share": 0.2, "when": "rating < 3"}],
    "labels": ["returned"],
}


def columns(schema: Json) -> Iterator[Json]:
    for entity in schema.get("entities", ()):
        yield from entity["columns"]
    yield from schema["columns"]


def column(schema: Json, name: str) -> Json:
    return next(found for found in columns(schema) if found["name"] == name)


def driver(schema: Json, name: str) -> Json:
    return next(found for found in schema["drivers"] if found["column"] == name)


def mended(data: object) -> tuple[Json, list[str]]:
    """What comes out, which must be valid and come out again as it is."""
    before = copy.deepcopy(data)
    result, warnings, lost = repair(data)
    assert data == before, "the argument was changed"
    parse_schema(result)
    assert isinstance(result, dict)
    again, more, gone = repair(result)
    assert again == result
    assert more == []
    assert gone == []
    return result, [*warnings, *told_lost(lost)]


Slip = Callable[[Json], None]
SLIPS: dict[str, Slip] = {}


def slip(spoil: Slip) -> Slip:
    SLIPS[spoil.__name__] = spoil
    return spoil


@slip
def shares_that_do_not_add_up(schema: Json) -> None:
    for level, share in zip(column(schema, "tier")["values"], (80, 50, 20), strict=True):
        level["share"] = share


@slip
def shares_of_a_case_that_do_not_add_up(schema: Json) -> None:
    column(schema, "channel")["cases"][0]["values"] = [
        {"value": "store", "share": 7},
        {"value": "web", "share": 5},
    ]


@slip
def shares_that_are_all_zero(schema: Json) -> None:
    for level in column(schema, "channel")["values"]:
        level["share"] = 0


@slip
def a_value_twice(schema: Json) -> None:
    column(schema, "channel")["values"].append({"value": "web", "share": 0})


@slip
def too_few_weights(schema: Json) -> None:
    schema["tables"][0]["shares"] = [1, 2, 3]


@slip
def a_short_row(schema: Json) -> None:
    schema["tables"][0]["rows"].append(["Mat", "Sports"])


@slip
def min_above_max(schema: Json) -> None:
    column(schema, "age").update(min=90, max=18)


@slip
def a_mean_out_of_bounds(schema: Json) -> None:
    column(schema, "age")["mean"] = 400


@slip
def a_mean_of_a_case_out_of_bounds(schema: Json) -> None:
    column(schema, "quantity")["cases"][0]["mean"] = 40


@slip
def a_negative_sd(schema: Json) -> None:
    column(schema, "age")["sd"] = -12


@slip
def a_rate_in_percent(schema: Json) -> None:
    column(schema, "gift")["rate"] = 12


@slip
def a_share_of_missing_in_percent(schema: Json) -> None:
    schema["missing"][0]["share"] = 20


@slip
def an_explained_in_percent(schema: Json) -> None:
    driver(schema, "rating")["explained"] = 30


@slip
def the_same_word_twice(schema: Json) -> None:
    column(schema, "gift")["words"] = ["Yes", "Yes"]


@slip
def a_reference_nearly_right(schema: Json) -> None:
    column(schema, "total")["expression"] = "round(quantity * unit_prices, 2)"


@slip
def a_formula_of_nothing(schema: Json) -> None:
    column(schema, "total")["expression"] = "principal * interest"


@slip
def a_formula_that_is_no_expression(schema: Json) -> None:
    column(schema, "total")["expression"] = "quantity *"


@slip
def a_term_of_nothing(schema: Json) -> None:
    driver(schema, "returned")["by"].append({"of": "zodiac", "weight": 1})


@slip
def a_driver_of_nothing(schema: Json) -> None:
    schema["drivers"].append({"column": "zodiac", "explained": 0.3, "by": [{"of": "rating"}]})


@slip
def a_case_of_nothing(schema: Json) -> None:
    column(schema, "quantity")["cases"].append({"when": "zodiac == 'Leo'", "mean": 3})


@slip
def a_label_of_nothing(schema: Json) -> None:
    schema["labels"].append("zodiac")


@slip
def something_hidden_that_is_not_there(schema: Json) -> None:
    schema["hidden"] = ["zodiac"]


@slip
def a_hidden_label(schema: Json) -> None:
    schema["hidden"] = ["returned"]


@slip
def everything_hidden(schema: Json) -> None:
    schema["hidden"] = [found["name"] for found in columns(schema)]


@slip
def a_tone_of_nothing(schema: Json) -> None:
    column(schema, "review")["tone"] = "zodiac"


@slip
def a_tone_that_is_no_rating(schema: Json) -> None:
    column(schema, "review")["tone"] = "order_date"


@slip
def an_after_that_is_no_date(schema: Json) -> None:
    column(schema, "delivered")["after"] = "total"


@slip
def a_within_without_after(schema: Json) -> None:
    del column(schema, "delivered")["after"]


@slip
def a_table_nearly_right(schema: Json) -> None:
    column(schema, "product")["table"] = "product"


@slip
def a_field_that_is_not_there(schema: Json) -> None:
    column(schema, "product")["field"] = "colour"


@slip
def a_table_that_is_not_there(schema: Json) -> None:
    schema["tables"] = []


@slip
def a_circle_of_drivers(schema: Json) -> None:
    driver(schema, "rating")["by"].append({"of": "returned", "weight": 0.1})


@slip
def a_circle_of_formulas(schema: Json) -> None:
    column(schema, "total")["expression"] = "total2 + 1"
    schema["columns"].append({"kind": "formula", "name": "total2", "expression": "total + 1"})


@slip
def a_circle_of_cases(schema: Json) -> None:
    column(schema, "gift")["cases"] = [{"when": "channel == 'web'", "rate": 0.5}]
    column(schema, "channel")["cases"][0]["when"] = "gift"


@slip
def a_circle_of_dates(schema: Json) -> None:
    column(schema, "order_date")["after"] = "delivered"


@slip
def itself_among_its_terms(schema: Json) -> None:
    driver(schema, "rating")["by"].append({"of": "rating", "weight": 2})


@slip
def a_name_twice(schema: Json) -> None:
    schema["columns"].append({"kind": "number", "name": "total", "min": 0, "max": 9})


@slip
def the_subjects_id_again(schema: Json) -> None:
    schema["columns"].append({"kind": "id", "name": "customer_id", "pattern": "C-#####"})


@slip
def two_drivers_of_one(schema: Json) -> None:
    schema["drivers"].append({"column": "returned", "explained": 0.2, "by": [{"of": "age"}]})


@slip
def a_persons_name_for_a_plans(schema: Json) -> None:
    schema["columns"].append({"kind": "person", "name": "plan_name", "field": "full_name"})


@slip
def dates_the_wrong_way_round(schema: Json) -> None:
    column(schema, "order_date").update(start="2024-12-31", end="2023-01-01")


@slip
def a_wrong_provider(schema: Json) -> None:
    schema["columns"].append({"kind": "faker", "name": "mail", "provider": "email"})


@slip
def an_unknown_kind(schema: Json) -> None:
    column(schema, "age")["kind"] = "integer"


@slip
def an_unknown_shape(schema: Json) -> None:
    column(schema, "age")["shape"] = "gaussian"


@slip
def an_unknown_key(schema: Json) -> None:
    column(schema, "age")["unit"] = "years"


@slip
def a_date_in_another_form(schema: Json) -> None:
    column(schema, "order_date")["start"] = "01/31/2023"


@slip
def one_equals_sign(schema: Json) -> None:
    column(schema, "quantity")["cases"][0]["when"] = "tier = 'Elite'"


@slip
def a_value_in_another_case(schema: Json) -> None:
    column(schema, "quantity")["cases"][0]["when"] = "tier == 'elite'"


@slip
def signs_of_another_language(schema: Json) -> None:
    column(schema, "quantity")["cases"][0]["when"] = "tier == 'Elite' && !gift || age<>40"


@slip
def a_nominal_term(schema: Json) -> None:
    driver(schema, "returned")["by"].append({"of": "channel", "weight": 1})


@slip
def a_driver_of_a_formula(schema: Json) -> None:
    schema["drivers"].append({"column": "total", "explained": 0.3, "by": [{"of": "rating"}]})


@slip
def a_driver_of_a_text(schema: Json) -> None:
    schema["drivers"].append({"column": "review", "explained": 0.3, "by": [{"of": "rating"}]})


@slip
def weights_of_zero(schema: Json) -> None:
    for term in driver(schema, "returned")["by"]:
        term["weight"] = 0


@slip
def a_subject_that_reads_the_row(schema: Json) -> None:
    column(schema, "age")["cases"] = [{"when": "quantity > 3", "mean": 50}]


@slip
def an_empty_pattern(schema: Json) -> None:
    column(schema, "order_id")["pattern"] = "ORDER"


@slip
def a_pattern_of_nothing(schema: Json) -> None:
    column(schema, "order_id")["pattern"] = "{zodiac}####"


@slip
def a_missing_id(schema: Json) -> None:
    schema["missing"].append({"column": "order_id", "share": 0.1})


@slip
def dirt_that_does_not_fit(schema: Json) -> None:
    schema["dirt"] = [{"what": "outliers", "share": 0.1, "column": "review"}]


@slip
def too_many_columns(schema: Json) -> None:
    schema["columns"] += [
        {"kind": "number", "name": f"extra_{number}", "min": 0, "max": 9} for number in range(120)
    ]


@slip
def numbers_as_text(schema: Json) -> None:
    column(schema, "age").update(mean="40", min="18", max="90")


@slip
def nulls_where_none_may_be(schema: Json) -> None:
    column(schema, "age")["decimals"] = None
    schema["labels"] = None


@slip
def no_values(schema: Json) -> None:
    column(schema, "channel")["cases"].append({"when": "gift", "values": []})


@slip
def hours_for_a_date(schema: Json) -> None:
    column(schema, "delivered").update(start="08:00", end="18:00")
