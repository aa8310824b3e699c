"""Slips that models make, alone and together, come out mended and named."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsmith.errors import InvalidSchema, Problem
from rowsmith.planning.repair import drop_problems, repair
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
    result, warnings = repair(data)
    assert data == before, "the argument was changed"
    parse_schema(result)
    assert isinstance(result, dict)
    again, more = repair(result)
    assert again == result
    assert more == []
    return result, warnings


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
def a_driver_of_a_nominal(schema: Json) -> None:
    schema["drivers"].append({"column": "channel", "explained": 0.3, "by": [{"of": "rating"}]})


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


def test_the_example_is_valid_and_stays() -> None:
    result, warnings = mended(SHOP)
    assert result == SHOP
    assert warnings == []


@pytest.mark.parametrize("name", sorted(SLIPS))
def test_slip_is_mended_with_a_warning(name: str) -> None:
    schema = copy.deepcopy(SHOP)
    SLIPS[name](schema)
    result, warnings = mended(schema)
    quiet = name == "nulls_where_none_may_be"
    assert bool(warnings) != quiet
    assert all(warning[0].isupper() or warning[0] == "'" for warning in warnings)
    kept = {found["name"] for found in columns(result)}
    # A column that was there is still there; only cuts at the limit and repeats go.
    assert kept >= {found["name"] for found in columns(SHOP)}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(sorted(SLIPS)), min_size=2, max_size=8, unique=True), st.randoms())
def test_slips_together_are_mended(names: list[str], order: random.Random) -> None:
    schema = copy.deepcopy(SHOP)
    spoiled = False
    for name in names:
        try:
            SLIPS[name](schema)
        except (KeyError, IndexError, StopIteration, TypeError, AttributeError):
            continue  # another slip has taken what this one spoils
        spoiled = True
    if len(schema["columns"]) < 50:
        order.shuffle(schema["columns"])
    result, warnings = mended(schema)
    assert spoiled
    if not _valid(schema):
        assert warnings or set(names) == {"nulls_where_none_may_be"}
    assert {found["name"] for found in columns(result)} >= {f["name"] for f in columns(SHOP)}


def _valid(schema: object) -> bool:
    try:
        parse_schema(schema)
    except InvalidSchema:
        return False
    return True


def test_shares_are_scaled_in_proportion() -> None:
    schema = copy.deepcopy(SHOP)
    shares_that_do_not_add_up(schema)
    result, _ = mended(schema)
    shares = [level["share"] for level in column(result, "tier")["values"]]
    assert sum(shares) == pytest.approx(100)
    assert shares[0] / shares[1] == pytest.approx(80 / 50, rel=1e-6)


def test_bounds_are_swapped_and_the_mean_moved_between() -> None:
    schema = copy.deepcopy(SHOP)
    column(schema, "age").update(min=90, max=18, mean=400)
    result, _ = mended(schema)
    age = column(result, "age")
    assert (age["min"], age["max"]) == (18, 90)
    assert 18 < age["mean"] < 90


def test_nearest_name_is_taken() -> None:
    schema = copy.deepcopy(SHOP)
    a_reference_nearly_right(schema)
    result, _ = mended(schema)
    assert column(result, "total")["expression"] == "round(quantity * unit_price, 2)"


def test_second_of_two_names_is_renamed_and_references_mean_the_first() -> None:
    schema = copy.deepcopy(SHOP)
    schema["columns"].append({"kind": "number", "name": "quantity", "min": 0, "max": 9})
    result, warnings = mended(schema)
    assert column(result, "quantity_2")["kind"] == "number"
    assert column(result, "total")["expression"] == "round(quantity * unit_price, 2)"
    assert len(warnings) == 1


def test_weakest_term_of_a_circle_goes() -> None:
    schema = copy.deepcopy(SHOP)
    a_circle_of_drivers(schema)
    result, _ = mended(schema)
    assert [term["of"] for term in driver(result, "rating")["by"]] == ["tier"]
    assert len(driver(result, "returned")["by"]) == 2


@pytest.mark.parametrize(
    ("provider", "expected"),
    [
        ("name", {"kind": "person", "field": "full_name"}),
        ("email", {"kind": "person", "field": "email"}),
        ("mobile_number", {"kind": "person", "field": "phone"}),
        ("city", {"kind": "place", "field": "city"}),
        ("zipcode", {"kind": "place", "field": "postcode"}),
        ("occupation", {"kind": "text", "style": "job_title"}),
        ("guid", {"kind": "id", "pattern": "uuid"}),
        ("no such thing", {"kind": "text", "style": "title"}),
    ],
)
def test_provider_becomes_the_right_kind(provider: str, expected: Json) -> None:
    schema = {"columns": [{"kind": "faker", "name": "x", "provider": provider}]}
    result, warnings = mended(schema)
    assert result["columns"] == [{"name": "x", **expected}]
    assert len(warnings) == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [("plan_name", "category"), ("product_name", "text"), ("course_title", "text")],
)
def test_thing_does_not_bear_a_persons_name(name: str, kind: str) -> None:
    schema = {"columns": [{"kind": "person", "name": name, "field": "full_name"}]}
    result, warnings = mended(schema)
    assert result["columns"][0]["kind"] == kind
    assert len(warnings) == 1


@pytest.mark.parametrize("name", ["customer_name", "name", "owner", "plan_manager_name", "doctor"])
def test_person_keeps_a_persons_name(name: str) -> None:
    schema = {"columns": [{"kind": "person", "name": name, "field": "full_name"}]}
    assert mended(schema) == (schema, [])


def test_later_date_comes_after_the_earlier() -> None:
    schema = {
        "columns": [
            {"kind": "datetime", "name": "check_in", "after": "check_out", "within": 7},
            {"kind": "datetime", "name": "check_out", "start": "2024-01-01", "end": "2024-12-31"},
        ]
    }
    result, warnings = mended(schema)
    assert column(result, "check_in") == {
        "kind": "datetime",
        "name": "check_in",
        "start": "2024-01-01",
        "end": "2024-12-31",
    }
    assert column(result, "check_out")["after"] == "check_in"
    assert column(result, "check_out")["within"] == 7
    assert len(warnings) == 1


def test_dates_that_could_cross_are_put_in_order() -> None:
    schema = {
        "columns": [
            {"kind": "datetime", "name": "start_date", "start": "2024-01-01", "end": "2024-06-30"},
            {"kind": "datetime", "name": "end_date", "start": "2024-03-01", "end": "2024-12-31"},
        ]
    }
    result, _ = mended(schema)
    assert column(result, "end_date")["after"] == "start_date"


def test_dates_that_cannot_cross_are_left() -> None:
    schema = {
        "columns": [
            {"kind": "datetime", "name": "start_date", "start": "2023-01-01", "end": "2023-06-30"},
            {"kind": "datetime", "name": "end_date", "start": "2024-03-01", "end": "2024-12-31"},
        ]
    }
    assert mended(schema) == (schema, [])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tier = 'Elite'", "tier == 'Elite'"),
        ("tier == 'ELITE'", "tier == 'Elite'"),
        ("Tier == 'Elite' AND Age > 30", "tier == 'Elite' and age > 30"),
        ("age > 30 && gift", "age > 30  and  gift"),
        ("not_there > 3", None),
        ("df['age'] > 30", "age > 30"),
        ("age between 20 and 30", "(age >= 20 and age <= 30)"),
        ("gift == 'yes'", "gift == 'Yes'"),
        ("quantity", "(quantity) != 0"),
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
        ("order_date + timedelta(days=quantity)", "order_date + days(quantity)"),
    ],
)
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


def test_nominal_term_becomes_comparisons() -> None:
    schema = copy.deepcopy(SHOP)
    a_nominal_term(schema)
    result, _ = mended(schema)
    terms = [term["of"] for term in driver(result, "returned")["by"]]
    assert terms[-2:] == ["channel == 'web'", "channel == 'store'"]


def test_values_that_rise_are_ordered() -> None:
    schema = {
        "columns": [
            {
                "kind": "category",
                "name": "risk",
                "values": [{"value": "Low"}, {"value": "Medium"}, {"value": "High"}],
            },
            {"kind": "number", "name": "x", "min": 0, "max": 1},
        ],
        "drivers": [{"column": "risk", "by": [{"of": "x"}]}],
    }
    result, _ = mended(schema)
    assert column(result, "risk")["ordered"] is True
    assert len(result["drivers"]) == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[A-Z]{3}[0-9]{4}", "???####"),
        ("ORD-0001", "ORD-####"),
        ("^EMP\\d{5}$", "EMP#####"),
        ("CUST{:05d}", "CUST#####"),
        ("auto_increment", "sequence"),
        ("uuid4", "uuid"),
        ("CUST", "CUST-######"),
        ("A{b", "Ab-######"),
    ],
)
def test_patterns_are_read_in_other_forms(written: str, meant: str) -> None:
    result, _ = mended({"columns": [{"kind": "id", "name": "x", "pattern": written}]})
    assert result["columns"][0]["pattern"] == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("01/31/2024", "2024-01-31"),
        ("31.01.2024", "2024-01-31"),
        ("Jan 2024", "2024-01"),
        ("now", "today"),
        ("2 years ago", "today-2y"),
        ("-30 days", "today-30d"),
        ("2024-02-30", "2024-02-28"),
        ("2024-01-31T08:00:00Z", "2024-01-31T08:00:00Z"),
        ("2024-01-31T08:00:00+02:00", "2024-01-31 08:00:00"),
        ("once upon a time", None),
    ],
)
def test_dates_are_read_in_other_forms(written: str, meant: str | None) -> None:
    schema = {"columns": [{"kind": "datetime", "name": "x", "start": written, "end": "today+9y"}]}
    result, _ = mended(schema)
    assert result["columns"][0].get("start") == meant


def test_lone_list_is_taken_for_the_columns() -> None:
    result, _ = mended([{"kind": "id", "name": "x"}])
    assert result["columns"] == [{"kind": "id", "name": "x"}]


@pytest.mark.parametrize("data", [None, 3, "text", True, [], {}, {"columns": []}, {"a": 1}])
def test_what_has_no_columns_stays_unusable(data: object) -> None:
    result, _ = repair(data)
    with pytest.raises(InvalidSchema):
        parse_schema(result)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(max_size=6)
            | st.sampled_from(["name", "kind", "values", "value", "of", "by", "when", "column"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*SHOP, "hidden", "dirt"]), _JSON | st.lists(_JSON, max_size=3), max_size=6
    )
)
def test_any_json_is_survived(data: Json) -> None:
    before = json.dumps(data)
    repair(data)
    assert json.dumps(data) == before


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_value_anywhere_is_survived(data: st.DataObject) -> None:
    schema = copy.deepcopy(SHOP)
    for _ in range(data.draw(st.integers(1, 3))):
        here: Any = schema
        while True:
            keys = list(here) if isinstance(here, dict) else list(range(len(here)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            deeper = isinstance(here[key], dict | list) and data.draw(st.booleans())
            if not deeper:
                here[key] = data.draw(_JSON)
                break
            here = here[key]
    repair(schema)


def test_drop_problems_takes_what_is_named() -> None:
    result, warnings = drop_problems(
        SHOP,
        [
            Problem("columns.age.sd", "is too large"),
            Problem("columns.quantity.cases.0.mean", "cannot be reached"),
            Problem("drivers.returned.by.0", "is constant"),
            Problem("labels.returned", "cannot be learned"),
        ],
    )
    schema = parse_schema(result)
    assert isinstance(result, dict)
    assert "sd" not in column(result, "age")
    assert "cases" not in column(result, "quantity")
    assert [term["of"] for term in driver(result, "returned")["by"]] == ["channel == 'web'"]
    assert schema.labels == []
    assert len(warnings) == 4


def test_drop_problems_leaves_what_it_cannot_take() -> None:
    assert drop_problems(SHOP, [Problem("columns.age", "is too old")]) == (SHOP, [])
